package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import enquire.storage.StorageCheck;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enquire doctor}: what is as it should be, what is not, and what to do about it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is as it should be, what is not, and what to do.",
            "It looks at the data folder, its databases and search indexes, ports and clocks, and at"
                    + " which of their addresses peers answer. For that it dials them, a few seconds"
                    + " each, looks whether it is them, and says nothing else.",
            "A line begins with ok, look or wrong; the exit code is 1 if something is wrong. Works"
                    + " beside a running node and without one."
        })
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand private @Nullable EnquireCommand parent;

    @Spec private CommandSpec spec = CommandSpec.create();

    private boolean wrong;

    @Override
    public Integer call() throws Exception {
        NodeOptions options = NodeCommand.options(parent);
        options.check();
        say(List.of(program(), library()));
        say(FolderFindings.of(options.data()));
        PrintWriter err = PlainWriter.over(spec.commandLine().getErr());
        if (!DataFolders.isNone(options.data())) {
            try (NodeConnection node = NodeConnection.open(options, err)) {
                say(node.isTemporary() ? stopped(options) : running(node));
                say(backups(node.get("/backup/plan")));
                wikis(node);
            } catch (RuntimeException e) {
                say(List.of(Finding.wrong(sentence(e))));
            }
        }
        return wrong ? EnquireCommand.FAILED : EnquireCommand.DONE;
    }

    private static Finding program() {
        return Finding.ok("Java %s runs Enquire.".formatted(Runtime.version()));
    }

    private static Finding library() {
        return StorageCheck.nativeLibrary()
                .map(Finding::wrong)
                .orElse(Finding.ok("The library that merges pages can be used."));
    }

    private static List<Finding> stopped(NodeOptions options) {
        var found = new ArrayList<Finding>();
        found.add(
                Finding.look(
                        "The node does not run, so no peer gets or gives anything. Start it with “enquire”."));
        found.addAll(NetworkFindings.ofStopped(options));
        return found;
    }

    private static List<Finding> running(NodeConnection node) throws Exception {
        var found = new ArrayList<Finding>();
        found.add(
                Finding.ok(
                        "The node runs, and a browser finds it at %s".formatted(node.address())));
        found.addAll(NetworkFindings.ofRunning(node.get("/node")));
        return found;
    }

    /** Nothing if none are planned: everybody who is a member has a copy. */
    private static List<Finding> backups(JsonNode plan) {
        if (plan.path("folder").isNull()) {
            return List.of();
        }
        String last =
                plan.has("last")
                        ? "The last one was made on %s.".formatted(Moment.words(plan.path("last")))
                        : "None was made yet.";
        return List.of(
                plan.has("failure")
                        ? Finding.wrong(plan.path("failure").asText())
                        : Finding.ok(plan.path("sentence").asText() + " " + last));
    }

    private void wikis(NodeConnection node) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode wiki : node.get("/wikis").path("wikis")) {
            JsonNode state = node.get(NodeConnection.wikiPath(wiki, "/state"));
            say(takenOut(wiki.path("name").asText(), state));
            if (state.path("state").asText().equals("out")) {
                // Nothing is exchanged: who answers where, and what is on its way, is no matter.
                String words = state.path("details").asText();
                say(List.of(Finding.look("“%s”: %s".formatted(wiki.path("name").asText(), words))));
                continue;
            }
            List<JsonNode> peers = new ArrayList<>();
            node.get(NodeConnection.wikiPath(wiki, "/peers")).path("peers").forEach(peers::add);
            JsonNode looked =
                    peers.isEmpty()
                            ? MissingNode.getInstance()
                            : node.post(NodeConnection.wikiPath(wiki, "/peers/look"), Map.of());
            say(PeerFindings.of(wiki.path("name").asText(), peers, looked.path("peers")));
            JsonNode copies = node.get(NodeConnection.wikiPath(wiki, "/copies"));
            say(copies(wiki.path("name").asText(), copies));
            say(files(wiki.path("name").asText(), copies));
            all.addAll(peers);
        }
        if (!all.isEmpty()) {
            say(List.of(NetworkFindings.clock(all)));
        }
    }

    /** Nothing of a wiki that is on this computer alone: that is said already. */
    private static List<Finding> copies(String wiki, JsonNode copies) {
        if (copies.path("computers").asInt() < 2) {
            return List.of();
        }
        String words = copies.path("words").asText();
        String advice = copies.path("advice").asText();
        String inNoPage = copies.path("inNoPage").asText();
        if (!words.isEmpty() || !inNoPage.isEmpty()) {
            String all =
                    Stream.of(words, inNoPage, advice)
                            .filter(each -> !each.isEmpty())
                            .collect(Collectors.joining(" "));
            return List.of(Finding.look("“%s”: %s".formatted(wiki, all)));
        }
        String fine =
                "Every page and file is on %d computers or more."
                        .formatted(copies.path("aim").asInt());
        return List.of(Finding.ok("“%s”: %s".formatted(wiki, advice.isEmpty() ? fine : advice)));
    }

    /** Also of a wiki that this computer has left: its files are here. */
    private static List<Finding> takenOut(String wiki, JsonNode state) {
        List<String> all = new ArrayList<>();
        if (state.has("unclean")) {
            all.add(state.path("unclean").asText());
        }
        state.path("unvouched").forEach(words -> all.add(words.asText()));
        return all.stream().map(words -> Finding.look("“%s”: %s".formatted(wiki, words))).toList();
    }

    private static List<Finding> files(String wiki, JsonNode copies) {
        String words = copies.path("filesWords").asText();
        return words.isEmpty()
                ? List.of()
                : List.of(Finding.look("“%s”: %s".formatted(wiki, words)));
    }

    private void say(List<Finding> found) {
        PrintWriter out = PlainWriter.over(spec.commandLine().getOut());
        for (Finding each : found) {
            out.println(each.line());
            wrong |= each.kind() == Finding.Kind.WRONG;
        }
    }

    /** What our own exceptions say is made for people. */
    private static String sentence(RuntimeException e) {
        return e.getClass().getName().startsWith("enquire.") && e.getMessage() != null
                ? e.getMessage()
                : "The data folder cannot be opened (%s). Look into the log.".formatted(e);
    }
}
