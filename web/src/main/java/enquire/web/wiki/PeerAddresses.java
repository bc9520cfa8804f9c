package enquire.web.wiki;

import enquire.editor.page.PeerId;
import enquire.sync.node.Node;
import enquire.sync.node.Whereabouts;
import enquire.sync.node.Wiki;
import enquire.sync.transport.PeerAddress;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.List;

/** Addresses that people type, of others and of their own computer. */
public final class PeerAddresses {

    private PeerAddresses() {}

    /**
     * The member that is named by key.
     *
     * @throws ProblemException 404 if there is none
     */
    public static PeerId peer(Wiki wiki, String key) {
        return wiki.members().stream()
                .map(Wiki.Member::peer)
                .filter(peer -> peer.toString().equals(key) && !peer.equals(wiki.self()))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                404,
                                Speaking.messages().text("peer.noMember"),
                                Speaking.messages().text("reach.noMember")));
    }

    /**
     * Adds an address of a peer, which is dialled soon.
     *
     * @throws ProblemException 422 if it is none, or there are that many
     */
    public static PeerAddress add(Node node, PeerId peer, String typed) {
        PeerAddress address = read(typed);
        if (!node.whereabouts().add(peer, address)) {
            throw new ProblemException(
                    422,
                    Speaking.messages().text("reach.tooMany"),
                    Speaking.messages().text("reach.tooManyDetail", "most", Whereabouts.ADDED_MAX));
        }
        return address;
    }

    /**
     * Says where this node can be reached.
     *
     * @param typed addresses with spaces or commas between them; none for nowhere in particular
     * @throws ProblemException 422 if one is none, or they are too many
     */
    public static void advertise(Node node, String typed) {
        List<PeerAddress> addresses = new ArrayList<>();
        for (String each : typed.strip().split("[\\s,]+")) {
            if (!each.isEmpty()) {
                addresses.add(read(each));
            }
        }
        if (addresses.size() > Whereabouts.ADVERTISED_MAX) {
            throw new ProblemException(
                    422,
                    Speaking.messages().text("reach.tooMany"),
                    Speaking.messages()
                            .text("reach.tooManyOwn", "most", Whereabouts.ADVERTISED_MAX));
        }
        node.whereabouts().advertise(addresses);
    }

    private static PeerAddress read(String typed) {
        return Whereabouts.read(typed)
                .orElseThrow(() ->
                        new ProblemException(
                                422,
                                Speaking.messages().text("reach.bad"),
                                Speaking.messages().text("reach.badDetail")));
    }
}
