package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Json;
import enquire.web.language.Language;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire export DIR}: every page as Markdown, with its attachments, or as a website. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes all pages as Markdown, with attachments, to a folder or a zip file; as a website; or their history to a git repository.")
final class ExportCommand extends NodeCommand {

    @Parameters(
            paramLabel = "DIR|FILE.zip",
            description =
                    "A folder that is empty or does not exist, or a new zip file. It is there when it is whole.")
    private Path target = Path.of("");

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(
            names = "--site",
            description = "As a website: open its index.html, or put all of it on any web host.")
    private boolean site;

    @Option(
            names = "--language",
            paramLabel = "en|de",
            description = "Of what the website says itself. Else that of this computer.")
    private @Nullable String language;

    @Option(
            names = "--git",
            description =
                    "The history as a bare git repository, which git clone reads. Into one that is there comes what is new.")
    private boolean git;

    private static final int MEGABYTE = 1_000_000;

    /** What is not in it. */
    private final List<String> leftOut = new ArrayList<>();

    private int leftOutMore;

    @Override
    int run(NodeConnection node) throws Exception {
        requireOutside(target.toAbsolutePath().normalize());
        FollowedFolders.requireOutside(node, target);
        JsonNode from = wiki(node, wiki);
        if (git) {
            return history(node, from);
        }
        JsonNode end = deliver(node, from);
        String written = Counted.of(end.path("pages").asInt(), "page");
        if (end.path("files").asInt() > 0) {
            written += " and " + Counted.of(end.path("files").asInt(), "file");
        }
        Path there = target.toAbsolutePath().normalize();
        out().println(
                        site
                                ? "Wrote %s as a website to %s. Open index.html in it, or put all of it on a web host."
                                        .formatted(written, there)
                                : "Wrote %s to %s.".formatted(written, there));
        tellWhatIsNotInIt(end.path("elsewhere").asInt());
        return EnquireCommand.DONE;
    }

    /** What stands among its files could be taken for one of them, and would be lost with them. */
    private void requireOutside(Path there) {
        if (there.startsWith(data())) {
            throw new CommandException(
                    "%s is in the data folder. Nothing was written. Name a place elsewhere."
                            .formatted(there));
        }
    }

    private int history(NodeConnection node, JsonNode from) throws Exception {
        if (site || language != null) {
            throw new WrongUseException("--git goes with neither --site nor --language.");
        }
        Path there = target.toAbsolutePath().normalize();
        JsonNode report;
        try (InputStream answer =
                node.postStream(
                        NodeConnection.wikiPath(from, "/git"),
                        BodyPublishers.ofByteArray(
                                Json.bytes(Map.of("folder", there.toString()))))) {
            report =
                    Steps.follow(
                            answer,
                            err(),
                            "The export stopped before its end. What the repository has stays, and the wiki is untouched; the same command goes on.");
        }
        out().println(
                        "Wrote %s to %s, which has %s now. Read it with: git clone %s"
                                .formatted(
                                        Counted.of(report.path("commits").asInt(), "commit"),
                                        there,
                                        Counted.of(report.path("pages").asInt(), "page"),
                                        there));
        for (JsonNode left : report.path("leftOut")) {
            out().println("Not written: " + left.asText());
        }
        JsonNode takenOut = report.path("takenOut");
        if (takenOut.path("commits").asInt() > 0) {
            out().println(takenOut.path("sentence").asText());
            takenOut.path("named").forEach(commit -> out().println("  " + commit.asText()));
        }
        return EnquireCommand.DONE;
    }

    private String path(JsonNode from) {
        if (!site && language == null) {
            return NodeConnection.wikiPath(from, "/export");
        }
        if (!site) {
            throw new WrongUseException("Only a website (--site) has a language.");
        }
        String spoken =
                language == null
                        ? Language.best(Locale.getDefault().toLanguageTag()).tag()
                        : language;
        if (Language.of(spoken).isEmpty()) {
            throw new WrongUseException("A website speaks en or de, not “%s”.".formatted(spoken));
        }
        return NodeConnection.wikiPath(from, "/site?language=" + spoken);
    }

    /** Fetches an export and says what is not in it. */
    private JsonNode deliver(NodeConnection node, JsonNode from) throws Exception {
        String whole = "; the wiki has " + Counted.of(from.path("pages").asInt(), "page");
        var shown = new ProgressLine(err());
        String path = path(from);
        try (ExportDelivery delivery = ExportDelivery.to(target)) {
            JsonNode end;
            try (InputStream in = node.getStream(path)) {
                end =
                        delivery.take(
                                in,
                                (files, bytes) ->
                                        shown.at(
                                                files > 0
                                                        ? "Files: %,d%s".formatted(files, whole)
                                                        : "Written, in MB: %,d%s"
                                                                .formatted(
                                                                        bytes / MEGABYTE, whole)),
                                this::leaveOut);
            } finally {
                shown.end();
            }
            for (JsonNode left : end.path("leftOut")) {
                leaveOut(left.path("what").asText(), left.path("why").asText());
            }
            leftOutMore = end.path("leftOutCount").asInt() - end.path("leftOut").size();
            return end;
        }
    }

    /** Behind the report, of which it is a part. */
    private void tellWhatIsNotInIt(int elsewhere) {
        leftOut.forEach(left -> out().println("Not written: " + left));
        if (leftOutMore > 0) {
            out().println("... and %,d more".formatted(leftOutMore));
        }
        if (!leftOut.isEmpty()) {
            out().println("%,d could not be written.".formatted(leftOut.size() + leftOutMore));
        }
        if (elsewhere > 0) {
            out().println(
                            "%s more %s known here by title alone and not in the export: this computer keeps titles and what is opened. Keep every page (Peers and sync), or export on a computer that does."
                                    .formatted(
                                            Counted.of(elsewhere, "page"),
                                            elsewhere == 1 ? "is" : "are"));
        }
    }

    private void leaveOut(String what, String why) {
        leftOut.add("%s (%s)".formatted(what, why));
    }
}
