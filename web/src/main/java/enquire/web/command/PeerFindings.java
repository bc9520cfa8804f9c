package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who of a wiki is connected, and who could be reached where, just now. */
final class PeerFindings {

    private PeerFindings() {}

    /**
     * @param peers as the API lists them
     * @param looked what came of dialling each of their addresses
     */
    static List<Finding> of(String wiki, List<JsonNode> peers, JsonNode looked) {
        var found = new ArrayList<Finding>();
        if (peers.isEmpty()) {
            found.add(Finding.look("“%s” is on this computer alone.".formatted(wiki)));
        }
        for (JsonNode peer : peers) {
            addresses(peer, looked)
                    .ifPresentOrElse(
                            addresses -> found.addAll(of(wiki, peer, addresses)),
                            () -> found.addAll(of(wiki, peer, List.of())));
        }
        return found;
    }

    private static Optional<List<JsonNode>> addresses(JsonNode peer, JsonNode looked) {
        for (JsonNode each : looked) {
            if (each.path("id").equals(peer.path("id"))) {
                var addresses = new ArrayList<JsonNode>();
                each.path("addresses").forEach(addresses::add);
                return Optional.of(addresses);
            }
        }
        return Optional.empty();
    }

    private static List<Finding> of(String wiki, JsonNode peer, List<JsonNode> addresses) {
        String name = peer.path("name").asText();
        long answer = addresses.stream().filter(PeerFindings::answers).count();
        if (peer.path("connected").asBoolean()) {
            String many =
                    addresses.isEmpty()
                            ? ""
                            : " It answers at %d of %,d known addresses."
                                    .formatted(answer, addresses.size());
            return List.of(Finding.ok("“%s”: %s is connected.%s".formatted(wiki, name, many)));
        }
        var found = new ArrayList<Finding>();
        String problem = peer.path("problem").asText("");
        found.add(
                Finding.look(
                        "“%s”: %s is not connected.%s"
                                .formatted(wiki, name, problem.isEmpty() ? "" : " " + problem)));
        for (JsonNode address : addresses) {
            String sentence = "“%s”: %s".formatted(wiki, address.path("words").asText());
            found.add(answers(address) ? Finding.ok(sentence) : Finding.look(sentence));
        }
        return found;
    }

    private static boolean answers(JsonNode address) {
        return address.path("result").asText().equals("connected");
    }
}
