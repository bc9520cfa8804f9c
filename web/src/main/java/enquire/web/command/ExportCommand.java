package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire export DIR}: every page as Markdown, with its attachments. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes every page as Markdown, with its attachments, into an empty folder.")
final class ExportCommand extends NodeCommand {

    /** Where attachments go that came without a folder. */
    private static final String FILES = "files";

    private static final int PAGES_AT_ONCE = 500;

    @Parameters(paramLabel = "DIR", description = "A folder that is empty or does not exist.")
    private Path folder = Path.of("");

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode from = wiki(node, wiki);
        Path top = folder.toAbsolutePath().normalize();
        try {
            requireEmpty(top);
            int pages = 0;
            Optional<String> after = Optional.empty();
            do {
                String list =
                        NodeConnection.wikiPath(from, "/pages?limit=" + PAGES_AT_ONCE)
                                + after.map(t -> "&after=" + Percent.encodeQuery(t)).orElse("");
                JsonNode part = node.get(list);
                for (JsonNode page : part.path("pages")) {
                    write(node, from, page.path("title").asText(), top);
                    pages++;
                }
                after = Optional.ofNullable(part.path("next").textValue());
            } while (after.isPresent());
            out().println("Wrote %,d pages to %s.".formatted(pages, top));
            return EnquireCommand.DONE;
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(
                    "%s cannot be written (%s). The wiki is untouched.".formatted(top, e));
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

    private void write(NodeConnection node, JsonNode from, String title, Path top)
            throws Exception {
        JsonNode page = node.get(NodeConnection.wikiPath(from, "/pages/" + Percent.encode(title)));
        Optional<Path> file = inside(top, title + ".md");
        if (file.isEmpty()) {
            err().println("Not written, since no file can have this name: " + title);
            return;
        }
        Files.createDirectories(file.get().getParent());
        Files.writeString(file.get(), page.path("text").asText());
        for (JsonNode attachment : page.path("files")) {
            String name = attachment.path("name").asText();
            Optional<Path> target = inside(top, attachment.path("path").asText(FILES + "/" + name));
            if (target.isEmpty() || Files.exists(target.get())) {
                continue;
            }
            Files.createDirectories(target.get().getParent());
            try (InputStream in = node.file(attachment.path("url").asText())) {
                Files.copy(in, target.get());
            } catch (CommandException e) {
                err().println("%s: %s".formatted(name, e.getMessage()));
            }
        }
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
