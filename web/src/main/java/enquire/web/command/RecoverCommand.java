package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code enquire recover}: reads the key from the terminal or from standard input. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = {
            "Makes this node an owner, with the recovery key of a wiki.",
            "The key was shown when the wiki was made. It is asked for, or read from standard input,"
                    + " and not kept."
        })
final class RecoverCommand extends NodeCommand {

    /** More than any sensible spacing of a key has. */
    private static final int TYPED_BYTES_MAX = 512;

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(
            names = "--remove",
            paramLabel = "WHO",
            description = "A member whose computer was lost or stolen; may be repeated.")
    private List<String> lost = new ArrayList<>();

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode taken = wiki(node, wiki);
        JsonNode peers = node.get(NodeConnection.wikiPath(taken, "/peers")).path("peers");
        List<String> removed = new ArrayList<>();
        for (String who : lost) {
            removed.add(MeantPeer.among(peers, who).path("id").asText());
        }
        node.post(
                NodeConnection.wikiPath(taken, "/recover"),
                Map.of("key", typed(), "remove", removed));
        out().println(
                        "This computer owns “%s” now. The others are told when they meet it."
                                .formatted(taken.path("name").asText()));
        return EnquireCommand.DONE;
    }

    /** Never as an argument: those are seen by other users of the computer, and remembered. */
    private String typed() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] words = console.readPassword("Recovery key: ");
            return words == null ? "" : new String(words);
        }
        InputStream in = System.in;
        return new String(in.readNBytes(TYPED_BYTES_MAX), StandardCharsets.UTF_8);
    }

    /** What a wiki that was made just now says of its key, on the standard output. */
    static void show(JsonNode made, PrintWriter out) {
        out.println("Its recovery key, shown only this once:");
        out.println("    " + made.path("recoveryKey").asText());
        out.println(
                "Keep it on paper, away from this computer. Who has it can take over the wiki (enquire recover).");
    }
}
