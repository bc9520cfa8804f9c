package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which member a person means by a name or by how a key begins: one rule for all commands. */
final class MeantPeer {

    private MeantPeer() {}

    /**
     * By name the first computer of whoever is called so, in small or capital letters; by key any.
     *
     * @param peers of a wiki, as the API lists them
     * @throws WrongUseException if nobody, or more than one, is meant; it names who can be
     */
    static JsonNode among(JsonNode peers, String who) {
        String asked = who.strip();
        var meant = new ArrayList<JsonNode>();
        for (JsonNode peer : peers) {
            boolean first = peer.path("person").asText().equals(peer.path("id").asText());
            if (first && peer.path("name").asText().equalsIgnoreCase(asked)
                    || !asked.isEmpty() && peer.path("id").asText().startsWith(asked)) {
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
                                asked,
                                shown.isEmpty()
                                        ? "there is nobody but you."
                                        : shown.stream()
                                                .map(MeantPeer::shown)
                                                .collect(Collectors.joining(", "))));
    }

    private static String shown(JsonNode peer) {
        return peer.path("name").asText() + " " + peer.path("id").asText();
    }
}
