package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code enquire peers}: one line for each. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = "Lists the other computers of a wiki.")
final class PeersCommand extends NodeCommand {

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode peers =
                node.get(NodeConnection.wikiPath(wiki(node, wiki), "/peers")).path("peers");
        if (peers.isEmpty()) {
            out().println("Only you so far.");
        }
        for (JsonNode peer : peers) {
            String state =
                    peer.path("connected").asBoolean()
                            ? "connected"
                            : peer.path("problem").asText("not connected");
            String behind =
                    peer.path("pagesBehind").isNumber()
                            ? peer.path("pagesBehind").asLong() == 0
                                    ? "has everything"
                                    : Counted.of(peer.path("pagesBehind").asLong(), "page")
                                            + " behind"
                            : "";
            out().println(
                            String.join(
                                    "\t",
                                    peer.path("name").asText(),
                                    peer.path("role").asText(),
                                    state,
                                    behind));
        }
        return EnquireCommand.DONE;
    }
}
