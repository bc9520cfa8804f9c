package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code enquire peers}: one line for each. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the other computers of a wiki and how they are reached.",
            "One line for each: name, role, whether it is connected, what it has, the letters with which"
                    + " its key begins, and whose other computer it is. Below one that is not"
                    + " connected, where it was looked for and what came of that. Addresses can be added, as for a VPN or a router that forwards a port."
        })
final class PeersCommand extends NodeCommand {

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(
            names = "--add",
            arity = "2",
            paramLabel = "PEER ADDRESS",
            hideParamSyntax = true,
            description = "Looks for a peer (its name, or how its key begins) at an address, too.")
    private List<String> added = List.of();

    @Option(
            names = "--forget",
            arity = "2",
            paramLabel = "PEER ADDRESS",
            hideParamSyntax = true,
            description = "Forgets an address that was added.")
    private List<String> forgotten = List.of();

    @Override
    int run(NodeConnection node) throws Exception {
        if (added.size() > 2 || forgotten.size() > 2) {
            throw new WrongUseException(
                    "Give --add and --forget once each, with one peer and one address. Nothing was changed.");
        }
        JsonNode chosen = wiki(node, wiki);
        String path = NodeConnection.wikiPath(chosen, "/peers");
        JsonNode listed = node.get(path);
        JsonNode peers = listed.path("peers");
        if (!added.isEmpty()) {
            String key = MeantPeer.among(peers, added.getFirst()).path("id").asText();
            JsonNode made = node.post(addresses(path, key), Map.of("address", added.getLast()));
            out().println("Added %s.".formatted(made.path("address").asText()));
        }
        if (!forgotten.isEmpty()) {
            String key = MeantPeer.among(peers, forgotten.getFirst()).path("id").asText();
            node.delete(addresses(path, key) + "/" + Percent.encode(forgotten.getLast()));
            out().println("Forgot %s.".formatted(forgotten.getLast()));
        }
        if (added.isEmpty() && forgotten.isEmpty()) {
            list(listed);
            JsonNode state = node.get(NodeConnection.wikiPath(chosen, "/state"));
            say(state.path("standing").asText());
            say(state.path("details").asText());
            String copies = NodeConnection.wikiPath(chosen, "/copies");
            JsonNode of = node.get(copies);
            say(of.path("advice").asText());
            say(of.path("filesWords").asText());
        }
        return EnquireCommand.DONE;
    }

    private static String addresses(String path, String key) {
        return path + "/" + Percent.encode(key) + "/addresses";
    }

    private void list(JsonNode listed) {
        JsonNode peers = listed.path("peers");
        boolean exchanges = listed.path("departed").asText().isEmpty();
        // What somebody wrote who may not write waits for nobody.
        boolean waits = listed.path("mayWrite").asBoolean();
        if (peers.isEmpty() && exchanges) {
            out().println(alone(listed.path("former")));
        }
        for (JsonNode peer : peers) {
            String state =
                    !exchanges
                            ? "no edits are exchanged"
                            : peer.path("connected").asBoolean()
                                    ? "connected"
                                    : peer.path("problem").asText("not connected");
            String behind =
                    peer.path("pagesBehind").isNumber()
                            ? peer.path("pagesBehind").asLong() == 0
                                    ? "has everything"
                                    : waits ? waiting(peer) : lacks(peer)
                            : "not known what it has";
            out().println(
                            String.join(
                                            "\t",
                                            peer.path("name").asText(),
                                            peer.path("role").asText(),
                                            state,
                                            behind,
                                            MeantPeer.letters(peer),
                                            MeantPeer.device(peer))
                                    .stripTrailing());
            // Where somebody was not found is no news of one who is there.
            boolean sought = exchanges && !peer.path("connected").asBoolean();
            for (JsonNode address : sought ? peer.path("addresses") : List.<JsonNode>of()) {
                out().println(
                                String.join(
                                        "\t",
                                        "",
                                        address.path("address").asText(),
                                        address.path("source").asText(),
                                        address.path("triedAt").asText("-"),
                                        address.path("words").asText()));
            }
        }
    }

    private static String alone(JsonNode former) {
        if (former.isEmpty()) {
            return "Only you so far.";
        }
        var names = new LinkedHashSet<String>();
        former.forEach(each -> names.add(each.path("name").asText()));
        return "Only you now. Members once, who keep what they had by then: %s."
                .formatted(String.join(", ", names));
    }

    private static String lacks(JsonNode peer) {
        long pages = peer.path("pagesBehind").asLong();
        return "%s %s not there as here"
                .formatted(Counted.of(pages, "page"), pages == 1 ? "is" : "are");
    }

    private static String waiting(JsonNode peer) {
        String pages = Counted.of(peer.path("pagesBehind").asLong(), "page") + " waiting";
        long edits = peer.path("editsBehind").asLong();
        return edits == 0 ? pages : pages + ", with " + Counted.of(edits, "edit") + " of yours";
    }

    /** A line, unless there is nothing to say. */
    private void say(String words) {
        if (!words.isEmpty()) {
            out().println(words);
        }
    }
}
