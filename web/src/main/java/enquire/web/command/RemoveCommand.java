package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire remove WHO --yes}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a member out of a wiki.",
            "That computer keeps what it has and gets nothing new. What was written until now stays"
                    + " in the pages. Without --yes it says what would be missing then."
        })
final class RemoveCommand extends NodeCommand {

    @Parameters(
            index = "0",
            paramLabel = "WHO",
            description = "Name of the member, or how the key begins.")
    private String who = "";

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(names = "--yes", description = "That it is meant.")
    private boolean meant;

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode from = wiki(node, wiki);
        String path = NodeConnection.wikiPath(from, "/peers");
        JsonNode peers = node.get(path).path("peers");
        JsonNode member = MeantPeer.among(peers, who);
        String one = path + "/" + Percent.encode(member.path("id").asText());
        String name = member.path("name").asText();
        if (!meant) {
            var sentences = new ArrayList<String>();
            sentences.add(
                    "%s was not removed from “%s”.".formatted(name, from.path("name").asText()));
            sentences.add(computers(peers, member));
            sentences.add(node.get(one).path("words").asText());
            sentences.add(
                    "If it is meant: enquire remove %s --yes".formatted(MeantPeer.letters(member)));
            sentences.removeIf(String::isEmpty);
            throw new WrongUseException(String.join(" ", sentences));
        }
        node.delete(one);
        out().println(
                        "%s is in “%s” no more. What was written until now stays in the pages."
                                .formatted(
                                        MeantPeer.device(member).isEmpty()
                                                ? name
                                                : MeantPeer.shown(member),
                                        from.path("name").asText()));
        return EnquireCommand.DONE;
    }

    /** Which computers it is about, where somebody has several: they fall with the first one. */
    private static String computers(JsonNode peers, JsonNode member) {
        if (!MeantPeer.device(member).isEmpty()) {
            return "That is %s alone; the first one stays.".formatted(MeantPeer.shown(member));
        }
        String others =
                StreamSupport.stream(peers.spliterator(), false)
                        .filter(peer -> !peer.equals(member))
                        .filter(peer -> peer.path("person").equals(member.path("id")))
                        .map(MeantPeer::shown)
                        .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? ""
                : "It is the first computer, %s, and with it goes: %s."
                        .formatted(MeantPeer.shown(member), others);
    }
}
