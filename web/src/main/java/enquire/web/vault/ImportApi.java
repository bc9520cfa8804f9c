package enquire.web.vault;

import enquire.storage.DiskWords;
import enquire.storage.StorageException;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Json;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /wikis/{w}/import}: a zip file comes in, a line of JSON goes out for each step:
 * {@code progress} lines, then one {@code report} or {@code problem}.
 */
public final class ImportApi {

    /** The largest zip file, in bytes. It is on disk once more while it is read. */
    private static final long ZIP_BYTES_MAX = 4L * 1024 * 1024 * 1024;

    private static final int COPY_BYTES = 64 * 1024;

    /** A line each tenth of a second is enough for a person. */
    private static final long PACE_NANOS = 100_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(ImportApi.class);

    private final Wikis wikis;

    public ImportApi(Wikis wikis) {
        this.wikis = wikis;
    }

    public Reply add(Call call) throws IOException {
        Wiki wiki = wikis.writable(call);
        Path spooled = onDisk(() -> Files.createTempFile("enquire-import", ".zip"));
        try {
            spool(call.stream(), spooled);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(spooled);
            throw e;
        }
        Body.Stream stream = out -> run(wiki, spooled, out);
        return new Reply(200, Reply.of(200).headers(), stream)
                .with("Content-Type", "application/x-ndjson")
                .with("Cache-Control", "no-store");
    }

    private static void spool(InputStream in, Path file) throws IOException {
        long total = 0;
        byte[] buffer = new byte[COPY_BYTES];
        try (OutputStream out = onDisk(() -> Files.newOutputStream(file))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > ZIP_BYTES_MAX) {
                    throw ProblemException.tooLarge(ZIP_BYTES_MAX);
                }
                int bytes = read;
                onDisk(() -> {
                    out.write(buffer, 0, bytes);
                    return out;
                });
            }
        }
    }

    private interface DiskAction<T> {
        T run() throws IOException;
    }

    /** Tells a failing disk from a caller who went away. */
    private static <T> T onDisk(DiskAction<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new StorageException(
                    "The zip file could not be kept in %s while it is imported (%s). Nothing was imported; what was saved before is safe. %s"
                            .formatted(
                                    System.getProperty("java.io.tmpdir"),
                                    DiskWords.reason(e),
                                    DiskWords.advice(e)),
                    e);
        }
    }

    private static void run(Wiki wiki, Path spooled, OutputStream out)
            throws IOException, InterruptedException {
        var lines = new Lines(out);
        try (var vault = ZipVault.read(spooled)) {
            ImportReport report = new VaultImport(wiki.repository(), lines::progress).run(vault);
            lines.last("report", report);
        } catch (ZipException e) {
            lines.last(
                    "problem",
                    new Problem(
                            422,
                            "This is not a zip file.",
                            "Nothing was imported (%s).".formatted(e.getMessage())));
        } catch (IOException e) {
            LOG.error("An import could not be read back.", e);
            lines.last(
                    "problem",
                    new Problem(
                            500,
                            "The zip file could not be read back.",
                            "What was imported is safe, and is not doubled by another import (%s)."
                                    .formatted(e.getMessage())));
        } catch (RuntimeException e) {
            lines.last("problem", Failures.problem(e));
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    /**
     * Writes lines, now and then. A caller that went away does not stop the import, and is nobody
     * to tell anything: no failure of a write leaves here.
     */
    private static final class Lines {
        private final OutputStream out;
        private long writtenAt = System.nanoTime() - PACE_NANOS;
        private boolean gone;

        Lines(OutputStream out) {
            this.out = out;
        }

        synchronized void progress(String step, int done, int of) {
            if (done < of && System.nanoTime() - writtenAt < PACE_NANOS) {
                return;
            }
            writtenAt = System.nanoTime();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("step", step);
            line.put("done", done);
            line.put("of", of);
            write(Map.of("progress", line));
        }

        synchronized void last(String name, Object value) {
            write(Map.of(name, value));
        }

        private void write(Object value) {
            if (gone) {
                return;
            }
            try {
                out.write((Json.text(value) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                gone = true;
                LOG.info("Whoever asked for an import went away; it goes on. ({})", e.toString());
            }
        }
    }
}
