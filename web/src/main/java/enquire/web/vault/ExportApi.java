package enquire.web.vault;

import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Reply;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /wikis/{w}/export}: all pages as Markdown in a zip file, made while it is sent. */
public final class ExportApi {

    private static final Logger LOG = LoggerFactory.getLogger(ExportApi.class);

    private final Wikis wikis;

    public ExportApi(Wikis wikis) {
        this.wikis = wikis;
    }

    public Reply get(Call call) {
        Wiki wiki = wikis.of(call);
        Body.Stream stream = out -> write(wiki, out);
        return new Reply(200, Reply.of(200).headers(), stream)
                .with("Content-Type", "application/zip")
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"%s.zip\"".formatted(wiki.slug()))
                .with("Cache-Control", "no-store");
    }

    private static void write(Wiki wiki, OutputStream out) throws IOException {
        try {
            new MarkdownExport(wiki, new ExportArchive(out), ExportProgress.NOBODY).write();
        } catch (IOException | RuntimeException e) {
            LOG.warn("An export was not written to its end: {}", e.getMessage());
            throw e;
        }
    }
}
