package enquire.web.vault;

import enquire.sync.node.BundleException;
import enquire.sync.node.BundleTooLargeException;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /wikis/{w}/bundle?since=}: a wiki as a file, for a stick. {@code POST} reads one: a
 * line of JSON goes out for each step, as of an import.
 */
public final class BundleApi {

    private static final Logger LOG = LoggerFactory.getLogger(BundleApi.class);

    private final Wikis wikis;

    public BundleApi(Wikis wikis) {
        this.wikis = wikis;
    }

    public Reply save(Call call) {
        Wiki wiki = wikis.of(call);
        Optional<Instant> since = call.query("since").map(BundleApi::instant);
        return saved(wiki, since, files(call));
    }

    /**
     * The file, which is made while it is sent.
     *
     * @throws BundleTooLargeException before anything is sent
     */
    private static Reply saved(Wiki wiki, Optional<Instant> since, boolean files) {
        var bundles = new Bundles(wiki);
        bundles.weigh(since, files);
        Body.Stream stream = out -> write(bundles, out, since, files);
        return new Reply(200, Reply.of(200).headers(), stream)
                .with("Content-Type", "application/octet-stream")
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"%s.bundle\"".formatted(wiki.slug()))
                .with("Cache-Control", "no-store");
    }

    private static void write(
            Bundles bundles, OutputStream out, Optional<Instant> since, boolean files)
            throws IOException {
        try {
            bundles.write(out, since, files);
        } catch (IOException | RuntimeException e) {
            LOG.warn("A bundle was not written to its end: {}", e.getMessage());
            throw e;
        }
    }

    private static boolean files(Call call) {
        return switch (call.query("files").orElse("true")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.badRequest("files is true or false.");
        };
    }

    private static Instant instant(String text) {
        try {
            Instant since = Instant.parse(text);
            if (since.isAfter(Instant.now())) {
                throw ProblemException.badRequest(
                        "“%s” is still to come: nothing is new since then.".formatted(text));
            }
            return since;
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest(
                    "since is a time as 2026-11-01T00:00:00Z, not “%s”.".formatted(text));
        }
    }

    public Reply read(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        var bundles = new Bundles(wiki);
        Path spooled =
                Spool.of(call.stream(), bundles.incoming(), bundles.bounds().bytes(), "bundle");
        Body.Stream stream = out -> run(wiki, spooled, out);
        return new Reply(200, Reply.of(200).headers(), stream)
                .with("Content-Type", "application/x-ndjson")
                .with("Cache-Control", "no-store");
    }

    private static void run(Wiki wiki, Path spooled, OutputStream out) throws IOException {
        var lines = new ProgressLines(out);
        try {
            lines.last(
                    "report",
                    new Bundles(wiki)
                            .take(
                                    spooled,
                                    (step, done, of) -> lines.progress(name(step), done, of)));
        } catch (BundleException e) {
            lines.last(
                    "problem",
                    new Problem(422, "The bundle was not read.", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            LOG.error("A bundle could not be read back.", e);
            lines.last(
                    "problem",
                    new Problem(
                            500,
                            "The bundle could not be read back.",
                            "What was taken is safe, and is not doubled by reading it again (%s)."
                                    .formatted(e.getMessage())));
        } catch (RuntimeException e) {
            lines.last("problem", Failures.problem(e));
        }
    }

    private static String name(Bundles.Step step) {
        return switch (step) {
            case CHECKED -> "Checked, in MB";
            case PAGES -> "Pages";
            case FILES -> "Files";
        };
    }
}
