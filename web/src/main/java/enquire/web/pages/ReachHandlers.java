package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.sync.node.Node;
import enquire.sync.node.TriedAddress;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.PeerReach;
import enquire.web.wiki.AddressWords;
import enquire.web.wiki.PeerAddresses;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where peers are looked for: what is shown of it, and what a person adds. */
final class ReachHandlers {

    private static final int FORM_BYTES_MAX = 16_384;

    private final Screens screens;
    private final PeopleHandlers people;

    /**
     * An address that was typed and not taken.
     *
     * @param peer whose it was to be
     * @param problem why it was not taken
     */
    record Typed(Optional<PeerId> peer, String address, String problem) {

        static final Typed NOTHING = new Typed(Optional.empty(), "", "");

        private Typed of(PeerId other) {
            return peer.equals(Optional.of(other)) ? this : NOTHING;
        }
    }

    ReachHandlers(Screens screens, PeopleHandlers people) {
        this.screens = screens;
        this.people = people;
    }

    /** Nothing for this computer itself, which is listed if a copy of it was met. */
    static List<PeerReach> reach(
            Screens screens, Wiki wiki, Wiki.Peer peer, String called, Typed typed) {
        return peer.peer().equals(wiki.self())
                ? List.of()
                : List.of(of(screens, wiki, peer, called, typed.of(peer.peer())));
    }

    private static PeerReach of(
            Screens screens, Wiki wiki, Wiki.Peer peer, String called, Typed typed) {
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
                Wikis.paths(wiki).screen("address"),
                typed.address(),
                typed.problem());
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

    /** {@code POST /{wiki}/-/address}: what was typed wrong comes back with the reason. */
    Reply change(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(FORM_BYTES_MAX);
        PeerId peer = PeerAddresses.peer(wiki, form.text("peer"));
        Node node = screens.wikis().node();
        if (form.text("act").equals("remove")) {
            node.whereabouts().remove(peer, form.text("address"));
        } else {
            try {
                PeerAddresses.add(node, peer, form.text("address"));
            } catch (ProblemException e) {
                Problem problem = e.problem();
                var typed =
                        new Typed(
                                Optional.of(peer),
                                form.text("address"),
                                "%s %s".formatted(problem.title(), problem.detail()));
                return screens.show(problem.status(), people.sync(wiki, typed));
            }
        }
        return Reply.seeOther(Wikis.paths(wiki).screen("sync") + "#reach-" + peer);
    }
}
