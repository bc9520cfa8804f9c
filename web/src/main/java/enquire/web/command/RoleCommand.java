package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire role WHO ROLE}. */
@Command(
        name = "role",
        mixinStandardHelpOptions = true,
        description = "Changes what a member may do.")
final class RoleCommand extends NodeCommand {

    @Parameters(
            index = "0",
            paramLabel = "WHO",
            description = "Name of the member, or how the key begins.")
    private String who = "";

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            description = "admin, writer, reader or relay; any role below yours.")
    private String role = "";

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Override
    int run(NodeConnection node) throws Exception {
        String peers = NodeConnection.wikiPath(wiki(node, wiki), "/peers");
        JsonNode member = member(node.get(peers).path("peers"), who);
        JsonNode changed =
                node.put(
                        peers + "/" + Percent.encode(member.path("id").asText()),
                        Map.of("role", role));
        out().println(
                        "%s is %s now. What was written before stays in the pages."
                                .formatted(
                                        member.path("name").asText(),
                                        changed.path("role").asText()));
        return EnquireCommand.DONE;
    }

    /**
     * By name the first computer of whoever is called so; by key any.
     *
     * @throws WrongUseException if nobody, or more than one, is meant
     */
    static JsonNode member(JsonNode peers, String who) {
        var meant = new ArrayList<JsonNode>();
        for (JsonNode peer : peers) {
            boolean first = peer.path("person").asText().equals(peer.path("id").asText());
            if (first && peer.path("name").asText().equalsIgnoreCase(who.strip())
                    || !who.isBlank() && peer.path("id").asText().startsWith(who.strip())) {
                meant.add(peer);
            }
        }
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        List<JsonNode> shown = new ArrayList<>(meant);
        if (meant.isEmpty()) {
            peers.forEach(shown::add);
        }
        throw new WrongUseException(
                "%s “%s” in this wiki. Say who by how the key begins: %s"
                        .formatted(
                                meant.isEmpty() ? "Nobody is called" : "Several are called",
                                who,
                                shown.stream()
                                        .map(each ->
                                                each.path("name").asText()
                                                        + " "
                                                        + each.path("id").asText())
                                        .collect(Collectors.joining(", "))));
    }
}
