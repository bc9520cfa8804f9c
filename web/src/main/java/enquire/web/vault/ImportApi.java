package enquire.web.vault;

import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /wikis/{w}/import?from=&top=}: a zip file comes in, a line of JSON goes out for each
 * step: {@code progress} lines, then one {@code report} or {@code problem}.
 */
public final class ImportApi {

    private static final Logger LOG = LoggerFactory.getLogger(ImportApi.class);

    private final Wikis wikis;

    public ImportApi(Wikis wikis) {
        this.wikis = wikis;
    }

    public Reply add(Call call) throws IOException {
        Wiki wiki = wikis.writable(call);
        var wish =
                new Imports.Wish(from(call), call.query("top").filter("whole"::equals).isPresent());
        if (wikis.imports().goesOn(wiki)) {
            throw busy();
        }
        Path spooled =
                Spool.of(
                        call.stream(),
                        new Bundles(wiki).incoming(),
                        Imports.FILE_BYTES_MAX,
                        "file");
        Body.Stream stream = out -> run(wiki, spooled, wish, out);
        return new Reply(200, Reply.of(200).headers(), stream)
                .with("Content-Type", "application/x-ndjson")
                .with("Cache-Control", "no-store");
    }

    private static Optional<VaultKind> from(Call call) {
        Optional<String> named = call.query("from").filter(word -> !word.isBlank());
        Optional<VaultKind> kind = named.flatMap(VaultKind::named);
        if (named.isPresent() && kind.isEmpty()) {
            throw ProblemException.badRequest(
                    "“from” is one of %s. Nothing was imported.".formatted(VaultKind.words()));
        }
        return kind;
    }

    private static ProblemException busy() {
        return new ProblemException(
                409,
                Speaking.messages().text("import.busyTitle"),
                Speaking.messages().text("import.busy"));
    }

    private void run(Wiki wiki, Path spooled, Imports.Wish wish, OutputStream out)
            throws IOException, InterruptedException {
        var lines = new ProgressLines(out);
        try {
            lines.last("report", imported(wiki, spooled, wish, lines));
        } catch (IOException e) {
            LOG.error("An import could not be read back.", e);
            lines.last("problem", Imports.broken(e));
        } catch (RuntimeException e) {
            lines.last("problem", Failures.problem(e));
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    /** The next one may begin as soon as somebody reads that this is over. */
    private ImportReport imported(Wiki wiki, Path spooled, Imports.Wish wish, ProgressLines lines)
            throws IOException, InterruptedException {
        if (!wikis.imports().begin(wiki)) {
            throw busy();
        }
        try {
            return Imports.file(
                    wiki.repository(),
                    spooled,
                    wish,
                    (step, done, of) -> lines.progress(step.words(), done, of));
        } finally {
            wikis.imports().end(wiki);
        }
    }
}
