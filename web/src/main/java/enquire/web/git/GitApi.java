package enquire.web.git;

import enquire.storage.DiskWords;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Json;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.vault.ProgressLines;
import enquire.web.wiki.FollowedPlaces;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /wikis/{w}/git {folder}}: writes the history into a repository of this computer. A
 * line of JSON goes out for each step, as of an import.
 */
public final class GitApi {

    private static final Logger LOG = LoggerFactory.getLogger(GitApi.class);

    private final Wikis wikis;
    private final HistoryPlace place;

    public GitApi(Wikis wikis, HistoryPlace place) {
        this.wikis = wikis;
        this.place = place;
    }

    public Reply write(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        Path folder = folder(Json.required(Json.object(call), "folder"));
        Body.Stream stream = out -> run(wiki, folder, out);
        return new Reply(200, Reply.of(200).headers(), stream)
                .with("Content-Type", "application/x-ndjson")
                .with("Cache-Control", "no-store");
    }

    private Path folder(String named) {
        Path folder = place.of(named).orElseThrow(GitApi::noFolder);
        if (place.isData(folder)) {
            throw new ProblemException(
                    422,
                    "The history was not written.",
                    Speaking.messages().text("export.dataFolder"));
        }
        FollowedPlaces.requireOutside(wikis.node(), folder);
        return folder;
    }

    private static ProblemException noFolder() {
        return ProblemException.badRequest(
                "“folder” is the whole path of a folder on the computer of the node. Nothing was written.");
    }

    private static void run(Wiki wiki, Path folder, OutputStream out) {
        var lines = new ProgressLines(out);
        try {
            lines.last("report", GitExport.write(wiki, folder, lines::progress));
        } catch (GitRefusedException e) {
            lines.last(
                    "problem",
                    new Problem(
                            409, "The history was not written.", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            LOG.warn("The history of a wiki was not written to its end.", e);
            lines.last(
                    "problem",
                    new Problem(
                            507,
                            "The history was not written to its end.",
                            "%s cannot be written (%s). The commits that it has stay, the wiki is untouched, and the same command goes on. %s"
                                    .formatted(folder, DiskWords.reason(e), DiskWords.advice(e))));
        } catch (RuntimeException e) {
            lines.last("problem", Failures.problem(e));
        }
    }
}
