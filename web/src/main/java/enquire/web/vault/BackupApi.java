package enquire.web.vault;

import enquire.sync.node.Node;
import enquire.sync.node.PreparedBackup;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /backup}: the whole node in one file, its key and all its wikis. Who holds the token
 * of the API can read all of that from the disk as well.
 */
public final class BackupApi {

    /** How many bytes it will be at most, in an answer that has no length yet. */
    public static final String BYTES_ABOUT = "Enquire-Bytes-About";

    private static final Logger LOG = LoggerFactory.getLogger(BackupApi.class);

    private final Wikis wikis;

    public BackupApi(Wikis wikis) {
        this.wikis = wikis;
    }

    /** What goes wrong before anything is sent is a problem; later the connection breaks off. */
    public Reply save(Call call) throws IOException {
        // The guard has compared it, if there is one. Others on this computer may open screens;
        // being this computer to everybody else is more than that.
        if (call.header("Authorization").isEmpty()) {
            throw new ProblemException(
                    401,
                    Speaking.messages().text("failure.backupToken"),
                    Speaking.messages().text("failure.backupTokenDetail"));
        }
        Reply head =
                Reply.of(200)
                        .with("Content-Type", "application/zip")
                        .with("Content-Disposition", "attachment; filename=\"enquire-backup.zip\"")
                        .with("Cache-Control", "no-store");
        if (call.method().equals("HEAD")) {
            return head; // Nobody would write what was prepared.
        }
        Node node = wikis.node();
        PreparedBackup backup = node.backups().prepare();
        try {
            Body.Stream stream = out -> write(backup, out);
            return new Reply(200, head.headers(), stream)
                    .with(BYTES_ABOUT, Long.toString(backup.bytesAbout()));
        } catch (IOException | RuntimeException e) {
            backup.close();
            throw e;
        }
    }

    private static void write(PreparedBackup prepared, OutputStream out) throws IOException {
        try (PreparedBackup backup = prepared) {
            backup.write(out, bytes -> {});
        } catch (IOException | RuntimeException e) {
            LOG.warn("A backup was not written to its end: {}", e.getMessage());
            throw e;
        }
    }
}
