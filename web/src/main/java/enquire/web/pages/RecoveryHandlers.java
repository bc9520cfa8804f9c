package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.sync.identity.PeerIds;
import enquire.sync.identity.RecoveryKey;
import enquire.sync.node.Membership;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.ListScreen;
import enquire.web.screens.RecoverScreen;
import enquire.web.screens.RecoveryKeyScreen;
import enquire.web.wiki.NewWiki;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;

/** The recovery key: shown once when a wiki is made, and typed when an owner's computer is lost. */
final class RecoveryHandlers {

    private static final int FORM_BYTES_MAX = 65_536;

    private final Screens screens;

    RecoveryHandlers(Screens screens) {
        this.screens = screens;
    }

    /** The answer to whoever made a wiki; nothing keeps it. */
    static Reply shown(Screens screens, NewWiki.Made made) {
        Wiki wiki = made.wiki();
        Messages messages = Speaking.messages();
        String text = made.recovery().text();
        return screens.show(
                        new RecoveryKeyScreen(
                                screens.frame(wiki, messages.text("recovery.title"), ""),
                                wiki.name(),
                                List.of(text.split("-")),
                                QrCode.svg(text, messages.text("recovery.qrCode")),
                                Wikis.paths(wiki).screen("edit", HomePage.title(wiki))))
                .with("Cache-Control", "no-store");
    }

    /** The answer to the same form later: the way to the wiki. */
    static Reply shownBefore(Screens screens, Wiki wiki) {
        Messages messages = Speaking.messages();
        return screens.show(
                new ListScreen(
                        screens.nodeFrame(messages.text("start.again")),
                        messages.text("start.again"),
                        messages.text("start.againDetail"),
                        List.of(),
                        List.of(
                                ListScreen.Row.of(
                                        EntryHandlers.home(wiki),
                                        wiki.name(),
                                        messages.text(
                                                "count.pages",
                                                "pages",
                                                wiki.repository().pageCount()))),
                        "",
                        Screens.NO_LINK));
    }

    /** {@code GET /{wiki}/-/recover}: asks for the key, and whose computers are lost. */
    Reply ask(Call call) {
        return screens.show(asked(screens.wiki(call), List.of(), ""));
    }

    private RecoverScreen asked(Wiki wiki, List<PeerId> lost, String problem) {
        return new RecoverScreen(
                screens.frame(wiki, Speaking.messages().text("recover.link"), "sync"),
                wiki.name(),
                wiki.membership().isRecoverable(),
                otherOwners(wiki, lost),
                problem,
                Wikis.paths(wiki).screen("recover"),
                Wikis.paths(wiki).screen("sync"));
    }

    private static List<RecoverScreen.Owner> otherOwners(Wiki wiki, List<PeerId> lost) {
        return wiki.members().stream()
                .filter(member -> member.role() == Role.OWNER)
                .filter(member -> !member.peer().equals(wiki.self()))
                .map(member ->
                        new RecoverScreen.Owner(
                                member.peer().toString(),
                                member.name(),
                                PeerIds.shortForm(member.peer()),
                                lost.contains(member.peer())))
                .toList();
    }

    /** The key that was typed is never given back, nor kept. */
    Reply recover(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Messages messages = Speaking.messages();
        Form form = call.form(FORM_BYTES_MAX);
        List<PeerId> lost =
                otherOwners(wiki, List.of()).stream()
                        .filter(owner -> !form.text("lost-" + owner.key()).isEmpty())
                        .map(owner -> PeerId.parse(owner.key()))
                        .toList();
        RecoveryKey key;
        try {
            key = RecoveryKey.parse(form.text("key"));
        } catch (IllegalArgumentException mistyped) {
            return screens.show(422, asked(wiki, lost, messages.text("recover.mistyped")));
        }
        Membership membership = wiki.membership();
        if (!membership.isRecoveryKey(key)) {
            return screens.show(422, asked(wiki, lost, messages.text("recover.wrong")));
        }
        membership.recover(key, lost);
        screens.forgetFrames(wiki);
        return Reply.seeOther(Wikis.paths(wiki).screen("sync"));
    }
}
