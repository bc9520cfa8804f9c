package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire mirror [DIR]}. */
@Command(
        name = "mirror",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps a folder of Markdown files in step with a wiki, both ways.",
            "Both as long as a node runs; what happened in between is made up for at its start.",
            "Without DIR: says how the mirror is."
        })
final class MirrorCommand extends NodeCommand {

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder; made if need be.")
    private @Nullable Path folder;

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(
            names = "--adopt",
            description = "Markdown files that are in the folder already become pages.")
    private boolean adopt;

    @Option(names = "--end", description = "Ends the mirror. The files stay.")
    private boolean end;

    @Option(
            names = "--delete-missing",
            description = "Pages whose files went all at once are deleted.")
    private boolean deletes;

    @Option(
            names = "--restore-missing",
            description = "Files that went all at once are made again.")
    private boolean restores;

    @Override
    int run(NodeConnection node) throws Exception {
        int asked =
                (folder == null ? 0 : 1) + (end ? 1 : 0) + (deletes ? 1 : 0) + (restores ? 1 : 0);
        if (asked > 1 || adopt && folder == null) {
            throw new WrongUseException(
                    "Name a folder, with --adopt or without, or one of --end, --delete-missing and --restore-missing.");
        }
        node.follow();
        String path = NodeConnection.wikiPath(wiki(node, wiki), "/mirror");
        if (end) {
            node.delete(path);
            out().println("The folder follows no more. Its files stay, and so do the pages.");
            return EnquireCommand.DONE;
        }
        if (folder != null) {
            String named = folder.toAbsolutePath().normalize().toString();
            node.put(path, Map.of("folder", named, "adopt", adopt));
        } else if (deletes || restores) {
            return answer(node, path);
        }
        JsonNode mirror = settled(node, path);
        print(mirror);
        return ended(node, mirror);
    }

    /** Says what was done; what is asked after that is asked by the next call. */
    private int answer(NodeConnection node, String path) throws Exception {
        // A node that was only just started has not seen yet what is missing.
        int missing = settled(node, path).path("missingCount").asInt();
        if (missing == 0) {
            out().println("No files are missing that somebody would be asked about.");
            return EnquireCommand.DONE;
        }
        node.post(path + "/missing", Map.of("delete", deletes));
        JsonNode mirror = settled(node, path);
        int left = mirror.path("missingCount").asInt();
        if (left == 0) {
            out().println(
                            deletes
                                    ? "Deleted: %s. They are kept among the deleted pages of the wiki."
                                            .formatted(Counted.of(missing, "page"))
                                    : "Made again: the files of %s."
                                            .formatted(Counted.of(missing, "page")));
        } else {
            print(mirror);
        }
        return ended(node, mirror);
    }

    private int ended(NodeConnection node, JsonNode mirror) {
        if (node.isTemporary() && !mirror.path("folder").isNull()) {
            out().println(
                            "No node runs now. The folder follows again while one does: enquire serve");
        }
        return mirror.path("state").asText("following").equals("following")
                ? EnquireCommand.DONE
                : EnquireCommand.FAILED;
    }

    /** How it is once nothing is on its way, or nothing moves. */
    private JsonNode settled(NodeConnection node, String path) throws Exception {
        JsonNode mirror = node.get(path);
        String said = "";
        while (mirror.path("moving").asBoolean()) {
            String sentence = mirror.path("sentence").asText();
            if (!sentence.equals(said)) {
                err().println(sentence);
                said = sentence;
            }
            mirror = node.get(path + "?waiting=" + mirror.path("waiting").asInt());
        }
        return mirror;
    }

    private void print(JsonNode mirror) {
        if (mirror.path("folder").isNull()) {
            out().println(
                            "The wiki has no folder that follows it. Begin one with: enquire mirror DIR");
            return;
        }
        out().println(mirror.path("folder").asText());
        out().println(mirror.path("sentence").asText());
        int missing = mirror.path("missingCount").asInt();
        if (missing > 0) {
            out().println(
                            "The files of %s went all at once, and the pages are still there:"
                                    .formatted(Counted.of(missing, "page")));
            mirror.path("missing").forEach(title -> out().println("  " + title.asText()));
            out().println(
                            "Delete the pages with --delete-missing, or have the files back with --restore-missing.");
        }
        mirror.path("troubles")
                .forEach(trouble ->
                        out().println(
                                        "%s: %s"
                                                .formatted(
                                                        trouble.path("path").asText(),
                                                        trouble.path("why").asText())));
        int more = mirror.path("troubleCount").asInt() - mirror.path("troubles").size();
        if (more > 0) {
            out().println("... and %,d more".formatted(more));
        }
    }
}
