package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.ProblemException;
import enquire.web.vault.FolderZip;
import enquire.web.vault.Imports;
import enquire.web.vault.VaultKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire import DIR|FILE}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports Markdown, Obsidian, Logseq, Foam, MediaWiki or DokuWiki.",
            "A folder or a zip file of pages, with attachments: Markdown, a vault of Obsidian, a graph of Logseq, or Foam.",
            "Of a MediaWiki an XML dump (.xml, .xml.gz, .xml.bz2) with its history, also in a zip file or a folder with its pictures; of a DokuWiki its data folder.",
            "Importing the same again changes nothing."
        })
final class ImportCommand extends NodeCommand {

    /** Listed on the screen; the rest is counted. */
    private static final int LISTED_MAX = 200;

    @Parameters(paramLabel = "DIR|FILE", description = "What to import.")
    private Path source = Path.of("");

    @Option(
            names = "--wiki",
            description = "Into which wiki. Default: the only one, or a new one named after DIR.")
    private @Nullable String wiki;

    @Option(
            names = "--from",
            paramLabel = "KIND",
            description =
                    "Which program wrote it: markdown, obsidian, logseq, foam, mediawiki or dokuwiki. Default: seen from what is there.")
    private @Nullable String from;

    /** Of the folder, before it was sent. */
    private List<String> leftOut = List.of();

    @Override
    boolean mayBeFirst() {
        return true;
    }

    /** The wiki that this makes where there is none. */
    private @Nullable JsonNode made;

    @Override
    int run(NodeConnection node) throws Exception {
        Path path = source.toAbsolutePath().normalize();
        boolean folder = Files.isDirectory(path);
        if (!folder && !Files.isRegularFile(path)) {
            throw new CommandException("There is no folder or file %s.".formatted(source));
        }
        Optional<VaultKind> kind = kind();
        check(path, kind);
        JsonNode into = target(node, path);
        String call = NodeConnection.wikiPath(into, "/import");
        try (InputStream answer =
                folder
                        ? sendFolder(node, call, kind, path)
                        : node.postStream(
                                kind.map(each -> call + "?from=" + each.word()).orElse(call),
                                BodyPublishers.ofFile(path))) {
            print(
                    Steps.follow(
                            answer,
                            err(),
                            "The node stopped before the import was done. Import again: what is there"
                                    + " already is not doubled."),
                    into.path("name").asText());
            return EnquireCommand.DONE;
        } catch (CommandException e) {
            throw madeForThis(into) && node.get(pages(into)).path("pages").isEmpty()
                    ? new CommandException(
                            "%s The wiki “%s” was made for this import and is empty; the next import goes into it."
                                    .formatted(e.getMessage(), into.path("name").asText()))
                    : e;
        }
    }

    private boolean madeForThis(JsonNode into) {
        return into.equals(made);
    }

    private static String pages(JsonNode of) {
        return NodeConnection.wikiPath(of, "/pages");
    }

    /** Before a wiki is made for it. */
    private static void check(Path path, Optional<VaultKind> kind) {
        try {
            Imports.check(path, kind);
        } catch (ProblemException e) {
            throw new CommandException(
                    "%s: %s %s".formatted(path, e.problem().title(), e.problem().detail()));
        } catch (IOException e) {
            throw new CommandException("%s cannot be read. Nothing was imported.".formatted(path));
        }
    }

    private Optional<VaultKind> kind() {
        if (from == null) {
            return Optional.empty();
        }
        return Optional.of(
                VaultKind.named(from)
                        .orElseThrow(() ->
                                new WrongUseException(
                                        "“%s” is none of %s.".formatted(from, VaultKind.words()))));
    }

    private JsonNode target(NodeConnection node, Path from) throws Exception {
        if (wiki == null && node.get("/wikis").path("wikis").isEmpty()) {
            String name =
                    from.getFileName()
                            .toString()
                            .replaceFirst("(?i)\\.(?:zip|xml|xml\\.gz|xml\\.bz2)$", "");
            made = node.post("/wikis", Map.of("name", name, "empty", true));
            RecoverCommand.show(made, out());
            return made;
        }
        return wiki(node, wiki);
    }

    /** What tells whose folder it is may be hidden, and hidden files are not sent. */
    private InputStream sendFolder(
            NodeConnection node, String call, Optional<VaultKind> kind, Path folder)
            throws Exception {
        FolderZip zip;
        try {
            zip = FolderZip.of(folder);
        } catch (IOException e) {
            throw new CommandException("The folder %s cannot be read.".formatted(folder));
        }
        leftOut = zip.leftOut();
        String seen = kind.orElseGet(zip::kind).word();
        return node.postStream(
                call + "?top=whole&from=" + seen, BodyPublishers.ofInputStream(zip::stream));
    }

    private void print(JsonNode report, String name) {
        leftOut.forEach(left -> out().println("Left out: " + left));
        list("Note", report.path("problems"), List.of("path", "why"));
        list("No target", report.path("unresolved"), List.of("page", "target"));
        VaultKind.named(report.path("kind").asText())
                .ifPresent(kind -> out().println("Taken as: " + kind.program()));
        out().println(
                        "Found: %s, %s, %,d left out."
                                .formatted(
                                        Counted.of(report.path("pages").asInt(), "page"),
                                        Counted.of(report.path("files").asInt(), "attachment"),
                                        report.path("leftOut").asInt() + leftOut.size()));
        int kept = report.path("kept").asInt();
        out().println(
                        "%s in “%s”: %,d new, %,d updated, %,d unchanged%s. %s, %s without a target."
                                .formatted(
                                        Counted.of(report.path("pages").asInt(), "page"),
                                        name,
                                        report.path("created").asInt(),
                                        report.path("updated").asInt(),
                                        report.path("unchanged").asInt(),
                                        kept == 0 ? "" : ", %,d not imported".formatted(kept),
                                        Counted.of(
                                                report.path("problems").size()
                                                        + report.path("problemsMore").asInt(),
                                                "note"),
                                        Counted.of(
                                                report.path("unresolvedCount").asInt(), "link")));
    }

    private void list(String heading, JsonNode rows, List<String> fields) {
        int listed = 0;
        for (JsonNode row : rows) {
            if (listed++ == LISTED_MAX) {
                out().println("... and %,d more".formatted(rows.size() - LISTED_MAX));
                return;
            }
            out().println(
                            "%s: %s: %s"
                                    .formatted(
                                            heading,
                                            row.path(fields.get(0)).asText(),
                                            row.path(fields.get(1)).asText()));
        }
    }
}
