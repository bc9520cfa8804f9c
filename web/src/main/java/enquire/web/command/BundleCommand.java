package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.PageId;
import enquire.sync.node.BundleException;
import enquire.sync.node.Bundles;
import enquire.web.http.Percent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire bundle FILE} and {@code enquire bundle --read FILE}. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a wiki into one file that can be carried, or reads one.",
            "Its pages, edits, members and files go with it. Another member reads it, as often as"
                    + " he likes: reading it again changes nothing."
        })
final class BundleCommand extends NodeCommand {

    private static final int COPY_BYTES = 64 * 1024;

    private static final long MEGABYTE = 1_000_000;

    private static final int PAGES_AT_ONCE = 500;

    @Parameters(paramLabel = "FILE", description = "The bundle.")
    private Path file = Path.of("");

    @Option(names = "--read", description = "Takes in what is in FILE.")
    private boolean reading;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description =
                    "Only what this computer wrote or took in from that day on (2026-11-01),"
                            + " or from a time (2026-11-01T18:00:00Z), by its own clock.")
    private @Nullable String since;

    @Option(
            names = "--no-files",
            description = "Leaves out the attachments of the pages, so that it is small.")
    private boolean withoutFiles;

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    /** Who has no wiki yet is told how to come by the one in the bundle, not to make another. */
    @Override
    boolean mayBeFirst() {
        return reading;
    }

    @Override
    int run(NodeConnection node) throws Exception {
        if (reading && since != null) {
            throw new WrongUseException("--since is for writing a bundle, not for --read.");
        }
        if (reading && withoutFiles) {
            throw new WrongUseException("--no-files is for writing a bundle, not for --read.");
        }
        return reading ? read(node) : write(node);
    }

    private int write(NodeConnection node) throws Exception {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new CommandException(
                    "There is a file %s already; it was left as it is.".formatted(file));
        }
        JsonNode from = wiki(node, wiki);
        String asked =
                "?files=%s%s"
                        .formatted(
                                !withoutFiles,
                                since == null
                                        ? ""
                                        : "&since=" + Percent.encode(start(since).toString()));
        Path part = part(target);
        try {
            try (InputStream in =
                    node.getStream(NodeConnection.wikiPath(from, "/bundle" + asked))) {
                receive(in, part);
            }
            Bundles.Contents contents = contents(part, livePages(node, from));
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            long bytes = Files.size(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            out().println(
                            "“%s” is in %s: %s and %s, %,d kB. Read it on the other computer with: enquire bundle --read %s"
                                    .formatted(
                                            from.path("name").asText(),
                                            file,
                                            Counted.of(contents.pages(), "page"),
                                            Counted.of(contents.files(), "file"),
                                            (bytes + 999) / 1_000,
                                            file.getFileName()));
            return EnquireCommand.DONE;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Nobody knows yet how much it will be: it is told how much there is. */
    private void receive(InputStream in, Path part) throws IOException {
        var shown = new ProgressLine(err());
        byte[] buffer = new byte[COPY_BYTES];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int got = next(in, buffer); got >= 0; got = next(in, buffer)) {
                out.write(buffer, 0, got);
                bytes += got;
                shown.at("Written, in MB: %,d".formatted(bytes / MEGABYTE));
            }
        } finally {
            shown.end();
        }
    }

    private static int next(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException brokenOff) {
            throw notWhole();
        }
    }

    private static CommandException notWhole() {
        return new CommandException(
                "The node stopped before the bundle was whole, or it became more than one bundle may hold"
                        + " (the log says which). Nothing was written.");
    }

    /** As status counts them: without those that are deleted. */
    private static Set<PageId> livePages(NodeConnection node, JsonNode from) throws Exception {
        Set<PageId> pages = new HashSet<>();
        Optional<String> after = Optional.empty();
        do {
            String list =
                    NodeConnection.wikiPath(from, "/pages?limit=" + PAGES_AT_ONCE)
                            + after.map(t -> "&after=" + Percent.encodeQuery(t)).orElse("");
            JsonNode some = node.get(list);
            some.path("pages").forEach(page -> pages.add(PageId.parse(page.path("id").asText())));
            after = Optional.ofNullable(some.path("next").textValue());
        } while (after.isPresent());
        return pages;
    }

    private static Bundles.Contents contents(Path part, Set<PageId> live) throws IOException {
        try {
            return Bundles.contents(part, live::contains);
        } catch (BundleException e) {
            throw notWhole();
        }
    }

    private Path part(Path target) {
        try {
            return Files.createTempFile(target.getParent(), ".enquire", ".part");
        } catch (IOException e) {
            throw new CommandException(
                    "Nothing can be written beside %s (%s)."
                            .formatted(
                                    file,
                                    e instanceof FileAlreadyExistsException
                                            ? "it is there already"
                                            : String.valueOf(e.getMessage())));
        }
    }

    private static Instant start(String date) {
        try {
            Instant start =
                    date.contains("T")
                            ? Instant.parse(date)
                            : LocalDate.parse(date)
                                    .atStartOfDay(ZoneId.systemDefault())
                                    .toInstant();
            if (start.isAfter(Instant.now())) {
                throw new WrongUseException(
                        "“%s” is still to come: nothing is new since then.".formatted(date));
            }
            return start;
        } catch (DateTimeException e) {
            throw new WrongUseException(
                    "“%s” is no date. Write it as 2026-11-01, or 2026-11-01T18:00:00Z."
                            .formatted(date));
        }
    }

    private int read(NodeConnection node) throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new CommandException("There is no file %s.".formatted(file));
        }
        JsonNode into = wiki(node, wiki == null ? wikiOf(node) : wiki);
        try (InputStream answer =
                node.postStream(
                        NodeConnection.wikiPath(into, "/bundle"), BodyPublishers.ofFile(file))) {
            JsonNode report =
                    Steps.follow(
                            answer,
                            err(),
                            "The node stopped before the bundle was read. If it had been checked, the"
                                    + " node goes on with it when it is started again; else read it"
                                    + " again. Nothing is doubled.");
            out().println(
                            "%s of “%s” in the bundle, of which %,d changed here. %s, of which %,d are new here."
                                    .formatted(
                                            Counted.of(report.path("pages").asInt(), "page"),
                                            into.path("name").asText(),
                                            report.path("changed").asInt(),
                                            Counted.of(report.path("files").asInt(), "file"),
                                            report.path("stored").asInt()));
            int withoutRoom = report.path("withoutRoom").asInt();
            if (withoutRoom > 0) {
                out().println(
                                "%s left out: files take as much of this computer as they may. Let them take more in Settings, and read the bundle again."
                                        .formatted(Counted.of(withoutRoom, "file")));
            }
        }
        return EnquireCommand.DONE;
    }

    /** A bundle says itself of which wiki it is. */
    private String wikiOf(NodeConnection node) throws Exception {
        String id;
        try {
            id = Bundles.wikiOf(file).toString();
        } catch (BundleException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
        for (JsonNode each : node.get("/wikis").path("wikis")) {
            if (each.path("id").asText().equals(id)) {
                return id;
            }
        }
        throw new CommandException(
                "This computer is no member of the wiki in this bundle, so nothing of it was taken."
                        + " Ask somebody who is for an invite, join with it (enquire join INVITE),"
                        + " and read the bundle again.");
    }
}
