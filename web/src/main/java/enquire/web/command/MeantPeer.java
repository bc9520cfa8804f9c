package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.identity.PeerIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which member a person means by a name or by how a key begins: one rule for all commands. */
final class MeantPeer {

    private MeantPeer() {}

    /**
     * The first group of a key, as screens and commands show it, at least: fewer letters could be
     * the beginning of a name that is mistyped.
     */
    private static final int LETTERS_MIN = PeerIds.GROUP_LETTERS;

    /**
     * By name the first computer of whoever is called so, in small or capital letters; by key any,
     * as it is shown or in the hexadecimal digits of the API.
     *
     * @param peers of a wiki, as the API lists them
     * @throws WrongUseException if nobody, or more than one, is meant; it names who can be
     */
    static JsonNode among(JsonNode peers, String who) {
        String asked = who.strip();
        var meant = new ArrayList<JsonNode>();
        for (JsonNode peer : peers) {
            boolean first = peer.path("person").asText().equals(peer.path("id").asText());
            if (first && peer.path("name").asText().equalsIgnoreCase(asked) || isKey(peer, asked)) {
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

    private static boolean isKey(JsonNode peer, String asked) {
        String letters = asked.replaceAll("[\\s\\-]", "").toUpperCase(Locale.ROOT);
        return letters.length() >= LETTERS_MIN
                && (peer.path("key").asText().replace("-", "").startsWith(letters)
                        || peer.path("id").asText().startsWith(asked.toLowerCase(Locale.ROOT)));
    }

    /** The letters of its key that screens show, too. */
    static String letters(JsonNode peer) {
        return peer.path("key").asText().substring(0, PeerIds.GROUP_LETTERS);
    }

    /** {@code another computer of Bob, “Bobby”}; empty for somebody's first one. */
    static String device(JsonNode peer) {
        return peer.path("computer").isTextual()
                ? "another computer of %s, “%s”"
                        .formatted(peer.path("name").asText(), peer.path("computer").asText())
                : "";
    }

    static String shown(JsonNode peer) {
        String device = device(peer);
        return "%s %s%s"
                .formatted(
                        peer.path("name").asText(),
                        letters(peer),
                        device.isEmpty() ? "" : " (" + device + ")");
    }
}
