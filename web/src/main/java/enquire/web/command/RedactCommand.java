package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import enquire.web.wiki.RedactionWords;
import enquire.web.wiki.WordPlaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire redact TITLE}. */
@Command(
        name = "redact",
        mixinStandardHelpOptions = true,
        description = {
            "Takes something out of a page's past for good, on every computer.",
            "What is to go is read from the standard input, so that it is in no list of commands:",
            "one line, or all of it with --all. Without --yes it only says what there is."
        })
final class RedactCommand extends NodeCommand {

    /** More than the node takes. (UTF-8 has at most three bytes for a UTF-16 unit.) */
    private static final int WORDS_BYTES_MAX = 4 * RedactionWords.CHARACTERS_MAX;

    @Parameters(index = "0", paramLabel = "TITLE", description = "The page.")
    private String title = "";

    @Option(names = "--yes", description = "Do it. It cannot be undone.")
    private boolean yes;

    @Option(names = "--all", description = "What is to go has several lines.")
    private boolean all;

    @Option(
            names = "--file",
            paramLabel = "NAME",
            description = {
                "A file that the page has or had is to go, by its name or the SHA-256 in its address;",
                "nothing is read from the standard input."
            })
    private @Nullable String file;

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Override
    int run(NodeConnection node) throws Exception {
        String path =
                NodeConnection.wikiPath(
                        wiki(node, wiki), "/pages/" + Percent.encode(title) + "/redact");
        if (file != null) {
            return takeOutFile(node, path, file);
        }
        JsonNode done = node.post(path, Map.of("text", words(), "preview", !yes));
        long edits = done.path("edits").asLong();
        if (!yes) {
            sayWhatThereIs(done);
            sayWhatStays(done);
            return EnquireCommand.DONE;
        }
        out().println(
                        "Taken out of %s of %s. The text lacks it now, and older versions show █ in its place. Every other computer does the same when it hears of it; one that is off has it until then. Backups, exports (also the commits of a git repository), the folder of a mirror, browsers and whoever has read it may still have it: change a password that stood there."
                                .formatted(Counted.of(edits, "edit"), title));
        sayWhatStays(done);
        if (!done.path("clean").asBoolean()) {
            out().println(
                            "But wiki.db of this computer still holds it, in places that are not used any more or in the past of the page, because the file could not be written. That is tried again every ten minutes and when Enquire starts the next time; it needs as much free space as the file takes, beside it and in the folder for temporary files.");
        }
        return EnquireCommand.DONE;
    }

    private void sayWhatThereIs(JsonNode found) {
        long now = found.path("now").asLong();
        String stands =
                switch ((int) Math.min(now, 2)) {
                    case 0 -> "does not stand";
                    case 1 -> "stands once";
                    default -> "stands %s".formatted(Counted.of(now, "time"));
                };
        out().println(
                        "It %s in the text of %s now. It was written, whole or in part, by %s of the history."
                                .formatted(
                                        stands,
                                        title,
                                        Counted.of(found.path("edits").asLong(), "edit")));
        for (JsonNode place : found.path("places")) {
            out().println("  " + place.asText());
        }
        if (found.path("places").size() == WordPlaces.PLACES_MAX && now > WordPlaces.PLACES_MAX) {
            out().println("  …");
        }
        long lines = found.path("lines").asLong();
        if (lines > 0) {
            out().println(
                            "%s: ███ takes the place of the whole line."
                                    .formatted(
                                            lines == 1
                                                    ? "1 line that describes an edit or names a version says it"
                                                    : "%,d lines that describe an edit or name a version say it"
                                                            .formatted(lines)));
        }
        out().println(
                        "Nothing was changed. Taken out with --yes, it is gone for good: nobody can bring it back, and nobody can take it back from who has read it.");
    }

    private int takeOutFile(NodeConnection node, String path, String name) throws Exception {
        JsonNode taken = node.post(path, Map.of("file", name, "preview", !yes));
        out().println(
                        yes
                                ? "Taken out. Every other computer does the same when it hears of it; one that is off has the file until then. Links to it stay and say so, and so does its name. Backups, exported files, a changed copy in the folder of a mirror, browsers and whoever has opened it may still have it."
                                : "%s Nothing was changed. Taken out with --yes, its bytes are gone for good on every computer, from all pages of the wiki and from all older versions; links to it stay and say so, and so does its name."
                                        .formatted(whereItIs(taken)));
        if (yes && !taken.path("clean").asBoolean()) {
            out().println(
                            "But the file still lies in the data folder of this computer: it could not be removed, because another program reads it, or the folder is not writable. That is tried again all the time while Enquire runs.");
        }
        return EnquireCommand.DONE;
    }

    private String whereItIs(JsonNode file) {
        var titles = new ArrayList<String>();
        file.path("pages").forEach(page -> titles.add(page.asText()));
        return titles.isEmpty()
                ? "No page has that file now; %s had it, or it is in no page.".formatted(title)
                : "That file is in %s.".formatted(String.join(", ", titles));
    }

    private void sayWhatStays(JsonNode done) {
        if (done.path("stays").asBoolean()) {
            out().println(
                            "It is also in a title that the page has or had, or in the name of a file. There it stays, because links find the page or the file by it. Rename what can be renamed; to have it gone from the past as well, export the pages, import them into a new wiki, which begins without a past, and have everybody leave this one.");
        }
    }

    private String words() throws Exception {
        byte[] given = System.in.readNBytes(WORDS_BYTES_MAX);
        String words = new String(given, StandardCharsets.UTF_8);
        return all ? words : words.lines().findFirst().orElse("");
    }
}
