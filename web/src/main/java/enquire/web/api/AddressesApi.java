package enquire.web.api;

import enquire.editor.page.PeerId;
import enquire.sync.node.TriedAddress;
import enquire.sync.node.Wiki;
import enquire.sync.transport.PeerAddress;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.AddressWords;
import enquire.web.wiki.PeerAddresses;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where peers are looked for. */
final class AddressesApi {

    private final Wikis wikis;

    AddressesApi(Wikis wikis) {
        this.wikis = wikis;
    }

    /** {@code POST …/peers/{peer}/addresses {address}}. */
    Reply add(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        PeerId peer = PeerAddresses.peer(wiki, call.parameter("peer"));
        String typed = Json.required(Json.object(call), "address");
        PeerAddress added = PeerAddresses.add(wikis.node(), peer, typed);
        return Json.reply(201, Map.of("address", added.toString()));
    }

    /** {@code DELETE …/peers/{peer}/addresses/{address}}. */
    Reply remove(Call call) {
        PeerId peer = PeerAddresses.peer(wikis.of(call), call.parameter("peer"));
        if (!wikis.node().whereabouts().remove(peer, call.parameter("address"))) {
            throw new ProblemException(
                    404,
                    "Nobody added this address.",
                    "What a computer says of itself cannot be taken back here. Nothing was changed.");
        }
        return Reply.of(204);
    }

    /** {@code POST …/peers/look}: dials what is known of all peers, and says nothing there. */
    Reply look(Call call) throws InterruptedException {
        Wiki wiki = wikis.of(call);
        List<Wiki.Peer> peers =
                wiki.peers().stream().filter(each -> !each.peer().equals(wiki.self())).toList();
        Map<PeerId, List<TriedAddress>> found =
                wikis.node().reachability().look(peers.stream().map(Wiki.Peer::peer).toList());
        return Json.reply(
                Map.of(
                        "peers",
                        peers.stream().map(peer -> looked(peer, found.get(peer.peer()))).toList()));
    }

    private static Map<String, Object> looked(Wiki.Peer peer, List<TriedAddress> found) {
        return Map.of(
                "id",
                peer.peer().toString(),
                "name",
                peer.name(),
                "addresses",
                found.stream().map(each -> json(peer, each)).toList());
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Map<String, Object> json(Wiki.Peer peer, TriedAddress tried) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("address", tried.address());
        json.put("source", AddressWords.code(tried.source()));
        json.put("triedAt", tried.triedAt().map(AddressesApi::second).orElse(null));
        json.put("workedAt", tried.workedAt().map(AddressesApi::second).orElse(null));
        json.put("result", tried.result().map(AddressWords::code).orElse(null));
        json.put(
                "words",
                AddressWords.said(peer.name(), peer.connected(), tried, Speaking.messages()));
        return json;
    }
}
