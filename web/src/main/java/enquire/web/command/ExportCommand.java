package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import enquire.web.vault.ExportedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire export DIR}: every page as Markdown, with its attachments. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes all pages as Markdown, with attachments, to a folder.")
final class ExportCommand extends NodeCommand {

    private static final int PAGES_AT_ONCE = 500;

    @Parameters(paramLabel = "DIR", description = "A folder that is empty or does not exist.")
    private Path folder = Path.of("");

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    private final ExportedFiles files = new ExportedFiles();
    private int leftOut;

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode from = wiki(node, wiki);
        Path top = folder.toAbsolutePath().normalize();
        try {
            requireEmpty(top);
            Map<String, Path> pages = places(titles(node, from), top);
            Map<String, List<ExportedFiles.Placed>> withFiles = new LinkedHashMap<>();
            int written = 0;
            for (Map.Entry<String, Path> page : pages.entrySet()) {
                Optional<JsonNode> content = page(node, from, page.getKey());
                if (content.isPresent() && write(content.get(), page.getValue())) {
                    written++;
                    List<ExportedFiles.Placed> own = attachments(node, content.get(), top);
                    if (!own.isEmpty()) {
                        withFiles.put(page.getKey(), own);
                    }
                }
            }
            for (String title : files.relinks() ? pages.keySet() : Set.<String>of()) {
                relink(title, pages.get(title), withFiles.getOrDefault(title, List.of()));
            }
            out().println("Wrote %s to %s.".formatted(Counted.of(written, "page"), top));
            int elsewhere =
                    node.get(NodeConnection.wikiPath(from, "/carry")).path("elsewhere").asInt();
            if (elsewhere > 0) {
                err().println(
                                "%s more %s known here by title alone and not in the export: this computer keeps titles and what is opened. Keep every page (Peers and sync), or export on a computer that does."
                                        .formatted(
                                                Counted.of(elsewhere, "page"),
                                                elsewhere == 1 ? "is" : "are"));
            }
            if (leftOut > 0) {
                err().println("%,d could not be written, see above.".formatted(leftOut));
            }
            return EnquireCommand.DONE;
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(
                    "%s cannot be written (%s). The wiki is untouched.".formatted(top, e));
        }
    }

    private static List<String> titles(NodeConnection node, JsonNode from) throws Exception {
        List<String> titles = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            String list =
                    NodeConnection.wikiPath(from, "/pages?limit=" + PAGES_AT_ONCE)
                            + after.map(t -> "&after=" + Percent.encodeQuery(t)).orElse("");
            JsonNode part = node.get(list);
            part.path("pages").forEach(page -> titles.add(page.path("title").asText()));
            after = Optional.ofNullable(part.path("next").textValue());
        } while (after.isPresent());
        return titles;
    }

    /** All of them first: no attachment may take the place of a page. */
    private Map<String, Path> places(List<String> titles, Path top) {
        Map<String, Path> pages = new LinkedHashMap<>();
        Map<String, String> stands = files.addPages(titles);
        for (String title : titles) {
            Optional.ofNullable(stands.get(title))
                    .flatMap(place -> inside(top, place))
                    .ifPresentOrElse(
                            file -> pages.put(title, file),
                            () -> leaveOut(title, "no file can have this name"));
        }
        return pages;
    }

    private Optional<JsonNode> page(NodeConnection node, JsonNode from, String title)
            throws Exception {
        try {
            return Optional.of(
                    node.get(NodeConnection.wikiPath(from, "/pages/" + Percent.encode(title))));
        } catch (CommandException e) {
            leaveOut(title, String.valueOf(e.getMessage())); // Deleted since it was listed.
            return Optional.empty();
        }
    }

    private static void requireEmpty(Path top) throws IOException {
        if (Files.isDirectory(top)) {
            try (Stream<Path> content = Files.list(top)) {
                if (content.findAny().isPresent()) {
                    throw new CommandException(
                            "%s is not empty. Nothing was written; choose a new folder."
                                    .formatted(top));
                }
            }
        }
        Files.createDirectories(top);
    }

    private boolean write(JsonNode page, Path file) throws IOException {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.path("text").asText(), StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException e) {
            leaveOut(page.path("title").asText(), "%s is in its way".formatted(e.getFile()));
            return false;
        }
    }

    private List<ExportedFiles.Placed> attachments(NodeConnection node, JsonNode page, Path top)
            throws Exception {
        List<ExportedFiles.Placed> own = new ArrayList<>();
        for (JsonNode attachment : page.path("files")) {
            String name = attachment.path("name").asText();
            Optional<ExportedFiles.Placed> placed =
                    files.add(
                            attachment.path("sha256").asText(),
                            name,
                            Optional.ofNullable(attachment.path("path").textValue()));
            Optional<Path> target = placed.flatMap(file -> inside(top, file.place()));
            if (target.isEmpty()) {
                leaveOut(name, "no file can have this name");
            } else if (Files.isRegularFile(target.get())
                    || copy(node, name, attachment.path("url").asText(), target.get())) {
                own.add(placed.orElseThrow());
            }
        }
        return own;
    }

    private boolean copy(NodeConnection node, String name, String url, Path target)
            throws IOException, InterruptedException {
        try (InputStream in = node.file(url)) {
            Files.createDirectories(target.getParent());
            Files.copy(in, target);
            return true;
        } catch (FileAlreadyExistsException e) {
            leaveOut(name, "%s is in its way".formatted(e.getFile()));
        } catch (CommandException e) {
            leaveOut(name, String.valueOf(e.getMessage()));
        }
        return false;
    }

    private void relink(String title, Path file, List<ExportedFiles.Placed> own)
            throws IOException {
        if (Files.notExists(file)) {
            return; // It could not be written.
        }
        String text = Files.readString(file);
        String relinked = files.relinked(title, text, own);
        if (!relinked.equals(text)) {
            Files.writeString(file, relinked);
        }
    }

    private void leaveOut(String what, String why) {
        leftOut++;
        err().println("Not written: %s (%s)".formatted(what, why));
    }

    /** A name from a page, which may be anything, within the folder. */
    private static Optional<Path> inside(Path top, String name) {
        try {
            Path path = top.resolve(name).normalize();
            return path.startsWith(top) && !path.equals(top) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
