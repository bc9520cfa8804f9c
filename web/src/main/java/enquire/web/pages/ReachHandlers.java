package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.sync.node.Node;
import enquire.sync.node.TriedAddress;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.PeerReach;
import enquire.web.wiki.AddressWords;
import enquire.web.wiki.PeerAddresses;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;

/** Where peers are looked for: what is shown of it, and what a person adds. */
final class ReachHandlers {

    private static final int FORM_BYTES_MAX = 16_384;

    private final Screens screens;

    ReachHandlers(Screens screens) {
        this.screens = screens;
    }

    /** Nothing for this computer itself, which is listed if a copy of it was met. */
    static List<PeerReach> reach(Screens screens, Wiki wiki, Wiki.Peer peer, String called) {
        return peer.peer().equals(wiki.self())
                ? List.of()
                : List.of(of(screens, wiki, peer, called));
    }

    private static PeerReach of(Screens screens, Wiki wiki, Wiki.Peer peer, String called) {
        Messages messages = Speaking.messages();
        List<TriedAddress> tried = screens.wikis().node().whereabouts().of(peer.peer());
        String addresses = messages.text("reach.addresses", "count", tried.size());
        String summary =
                peer.connected()
                        ? addresses
                        : AddressWords.why(peer.name(), tried, messages).orElse(addresses);
        return new PeerReach(
                peer.peer().toString(),
                called,
                summary,
                tried.stream().map(each -> address(screens, peer, each)).toList(),
                Wikis.paths(wiki).screen("address"));
    }

    private static PeerReach.Address address(Screens screens, Wiki.Peer peer, TriedAddress tried) {
        Messages messages = Speaking.messages();
        return new PeerReach.Address(
                tried.address(),
                AddressWords.said(peer.name(), peer.connected(), tried, messages),
                AddressWords.source(tried.source(), messages),
                tried.triedAt().map(screens.times()::when).stream().toList(),
                tried.source() == TriedAddress.Source.ADDED);
    }

    /** {@code POST /{wiki}/-/address}. */
    Reply change(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(FORM_BYTES_MAX);
        PeerId peer = PeerAddresses.peer(wiki, form.text("peer"));
        Node node = screens.wikis().node();
        if (form.text("act").equals("remove")) {
            node.whereabouts().remove(peer, form.text("address"));
        } else {
            PeerAddresses.add(node, peer, form.text("address"));
        }
        return Reply.seeOther(Wikis.paths(wiki).screen("sync") + "#reach-" + peer);
    }
}
