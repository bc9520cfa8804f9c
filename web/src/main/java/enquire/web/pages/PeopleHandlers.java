package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.sync.identity.PeerIds;
import enquire.sync.node.HeldBack;
import enquire.sync.node.InviteException;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Frame;
import enquire.web.screens.JoinScreen;
import enquire.web.screens.Link;
import enquire.web.screens.RoleLine;
import enquire.web.screens.SyncScreen;
import enquire.web.wiki.CopiesWords;
import enquire.web.wiki.FilesWaiting;
import enquire.web.wiki.NewWiki;
import enquire.web.wiki.OfferWords;
import enquire.web.wiki.RoleWords;
import enquire.web.wiki.StatusWords;
import enquire.web.wiki.UnvouchedWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Peers and sync, inviting, joining, starting a wiki. */
final class PeopleHandlers {

    private static final int FORM_BYTES_MAX = 65_536;

    /** Pages that are named of those that wait for somebody: a line or two. (A guess.) */
    private static final int WAITING_SHOWN = 3;

    private final Screens screens;

    PeopleHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply sync(Call call) {
        Wiki wiki = screens.wiki(call);
        Frame frame = screens.frame(wiki, call, Speaking.messages().text("sync.title"), "sync");
        return screens.show(sync(wiki, frame, ReachHandlers.Typed.NOTHING));
    }

    /**
     * @param typed an address that was not taken; it is shown where it was typed
     */
    SyncScreen sync(Wiki wiki, ReachHandlers.Typed typed) {
        Frame frame = screens.frame(wiki, Speaking.messages().text("sync.title"), "sync");
        return sync(wiki, frame, typed);
    }

    private SyncScreen sync(Wiki wiki, Frame frame, ReachHandlers.Typed typed) {
        List<Wiki.Peer> peers = wiki.peers();
        int copies = wiki.copies();
        boolean nothing = CopiesWords.isNothingWritten(wiki, copies);
        String inNoPage = CopiesWords.inNoPage(wiki, Speaking.messages());
        boolean in = wiki.membership().isMember();
        boolean safe = in && inNoPage.isEmpty() && (copies > 0 || nothing && !peers.isEmpty());
        String summary =
                !in
                        ? Departures.happened(wiki)
                        : peers.isEmpty()
                                ? Speaking.messages().text("sync.alone")
                                : nothing
                                        ? Speaking.messages().text("copies.nothingWritten")
                                        : safe
                                                ? Speaking.messages()
                                                        .text("peer.safe", "computers", copies)
                                                : inNoPage.isEmpty()
                                                        ? Speaking.messages().text("peer.unsafe")
                                                        : inNoPage;
        Node node = screens.wikis().node();
        return new SyncScreen(
                frame,
                summary,
                Stream.of(
                                Speaking.messages()
                                        .text(
                                                "peer.state",
                                                "pages",
                                                wiki.repository().pageCount(),
                                                "status",
                                                StatusWords.of(wiki, Speaking.messages()).words()),
                                FilesWaiting.words(wiki, Speaking.messages()),
                                in ? "" : CopiesWords.of(wiki, Speaking.messages()))
                        .filter(sentences -> !sentences.isEmpty())
                        .collect(Collectors.joining(" ")),
                safe,
                CopiesShown.of(wiki),
                DroppedShown.of(wiki),
                peers.stream().map(peer -> peer(wiki, peer, peers, typed)).toList(),
                Departures.ofOthers(wiki, screens.times()),
                wiki.heldBack().stream().map(this::heldBack).toList(),
                UnvouchedWords.of(wiki, Speaking.messages()),
                OfferNotices.pages(wiki),
                Wikis.paths(wiki).screen("invite"),
                InviteHandlers.open(screens, wiki),
                roles(wiki.invitations().mayGive()),
                wiki.membership().mayAddDevice() ? Wikis.paths(wiki).screen("add-computer") : "",
                Standings.ofOneself(wiki, screens.times()),
                in ? Wikis.paths(wiki).screen("leave") : "",
                wiki.membership().isRecoverable() ? Wikis.paths(wiki).screen("recover") : "",
                CarryHandlers.shown(wiki),
                BundleHandlers.forms(wiki),
                node.addresses().isEmpty()
                        ? Speaking.messages().text("peer.noAddress")
                        : String.join(", ", node.addresses()),
                PeerIds.format(node.id()));
    }

    private SyncScreen.Peer peer(
            Wiki wiki, Wiki.Peer peer, List<Wiki.Peer> peers, ReachHandlers.Typed typed) {
        boolean in = wiki.membership().isMember();
        List<Link> waiting =
                wiki.waitingFor(peer.peer(), WAITING_SHOWN).stream()
                        .map(page ->
                                Link.of(
                                        Wikis.paths(wiki).page(page.displayTitle()),
                                        page.displayTitle()))
                        .toList();
        List<String> letters = letters(peer, peers);
        String called = letters.isEmpty() ? peer.name() : peer.name() + " " + letters.getFirst();
        return new SyncScreen.Peer(
                People.author(wiki, peer.peer()),
                called,
                note(wiki, peer, letters),
                PeerWords.clock(peer),
                in && peer.connected() ? "on" : "off",
                PeerWords.connection(wiki, peer, screens.times()),
                PeerWords.edits(wiki, peer),
                waiting,
                peer.pagesBehind()
                        .filter(behind -> behind > waiting.size() && !waiting.isEmpty())
                        .map(behind ->
                                Speaking.messages()
                                        .text("peer.waitingMore", "pages", behind - waiting.size()))
                        .orElse(""),
                !wiki.membership().mayGive(peer.peer()).isEmpty()
                        ? Wikis.paths(wiki).screen("role") + "/" + peer.peer()
                        : "",
                wiki.membership().mayRemove(peer.peer())
                        ? Wikis.paths(wiki).screen("remove") + "/" + peer.peer()
                        : "",
                in ? ReachHandlers.reach(screens, wiki, peer, called, typed) : List.of());
    }

    /** The first ones of its key, if another computer has its name, too; else none. */
    private static List<String> letters(Wiki.Peer peer, List<Wiki.Peer> peers) {
        return peers.stream().filter(each -> each.name().equals(peer.name())).count() > 1
                ? List.of(PeerIds.shortForm(peer.peer()))
                : List.of();
    }

    /** The role, the letters of its key, and what the computer offers. */
    private static String note(Wiki wiki, Wiki.Peer peer, List<String> letters) {
        var words = new ArrayList<String>(List.of(RoleWords.title(peer.role())));
        device(wiki, peer.peer()).ifPresent(words::add);
        words.addAll(letters);
        wiki.offersOf(peer.peer())
                .ifPresent(offers -> words.addAll(OfferWords.of(offers, Speaking.messages())));
        return String.join(", ", words);
    }

    /** Whose other computer it is, and what it is called itself. */
    private static Optional<String> device(Wiki wiki, PeerId peer) {
        PeerId person = wiki.person(peer);
        boolean own = person.equals(wiki.person(wiki.self()));
        return wiki.membership()
                .deviceName(peer)
                .map(computer ->
                        own
                                ? Speaking.messages().text("peer.ownDevice", "computer", computer)
                                : Speaking.messages()
                                        .text(
                                                "peer.device",
                                                "name",
                                                wiki.nameOf(person),
                                                "computer",
                                                computer));
    }

    private String heldBack(HeldBack edit) {
        return Speaking.messages()
                .text(
                        "peer.heldBack",
                        "name",
                        edit.author().orElseGet(() -> Speaking.messages().text("names.somebody")),
                        "page",
                        edit.page()
                                .map(title ->
                                        Speaking.messages().text("peer.quoted", "title", title))
                                .orElseGet(() -> Speaking.messages().text("peer.aPage")),
                        "when",
                        screens.times().at(edit.since()),
                        "why",
                        edit.why());
    }

    Reply askJoin(Call call) {
        return screens.show(joinScreen(call.query("invite").orElse(""), ""));
    }

    Reply join(Call call) throws IOException {
        Form form = call.form(FORM_BYTES_MAX);
        String invite = form.text("invite").strip();
        try {
            takeName(form.text("person"));
            Wiki joined = screens.wikis().node().join(invite);
            return Reply.seeOther(EntryHandlers.home(joined));
        } catch (InviteException e) {
            return screens.show(422, joinScreen(invite, Failures.problem(e).detail()));
        }
    }

    private JoinScreen joinScreen(String invite, String problem) {
        return new JoinScreen(
                screens.nodeFrame(Speaking.messages().text("join.title")),
                "/-/join",
                screens.wikis().node().name(),
                invite,
                problem);
    }

    /** One wiki is not all that a node can hold. */
    Reply askStart(Call call) {
        return screens.show(EntryHandlers.firstRun(screens, "", "", ""));
    }

    Reply start(Call call) throws IOException {
        Form form = call.form(FORM_BYTES_MAX);
        String name = form.text("wiki").strip();
        if (name.isEmpty() || name.length() > NewWiki.NAME_CHARS_MAX) {
            String problem =
                    Speaking.messages().text("peer.badWikiName", "most", NewWiki.NAME_CHARS_MAX);
            return screens.show(422, EntryHandlers.firstRun(screens, name, "", problem));
        }
        takeName(form.text("person"));
        StartForms forms = screens.startForms();
        String token = form.text("form");
        if (!forms.knows(token)) {
            String problem = Speaking.messages().text("start.stale");
            return screens.show(422, EntryHandlers.firstRun(screens, name, "", problem));
        }
        StartForms.Sent sent =
                forms.send(token, name, () -> NewWiki.withTour(screens.wikis().node(), name));
        return sent.made()
                .map(made -> RecoveryHandlers.shown(screens, made))
                .orElseGet(() -> RecoveryHandlers.shownBefore(screens, sent.wiki()));
    }

    /**
     * @throws ProblemException 422 if it is too long; an empty one keeps the name there is
     */
    private void takeName(String typed) {
        String name = typed.strip();
        if (name.length() > Limits.NAME_UNITS) {
            throw new ProblemException(
                    422,
                    Speaking.messages().text("peer.badPerson"),
                    Speaking.messages().text("peer.badPersonDetail", "most", Limits.NAME_UNITS));
        }
        Node node = screens.wikis().node();
        if (!name.isEmpty() && !name.equals(node.name())) {
            node.rename(name);
        }
    }

    static List<RoleLine> roles(List<Role> shown) {
        return roles(shown, RoleWords.usual(shown));
    }

    /**
     * @param chosen what a form begins with
     */
    static List<RoleLine> roles(List<Role> shown, Role chosen) {
        return shown.stream()
                .map(role ->
                        new RoleLine(
                                RoleWords.name(role),
                                RoleWords.title(role),
                                RoleWords.may(role),
                                role == chosen))
                .toList();
    }
}
