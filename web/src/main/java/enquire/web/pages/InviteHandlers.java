package enquire.web.pages;

import enquire.editor.page.Bytes;
import enquire.sync.node.Invitations;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.InvitedScreen;
import enquire.web.screens.OpenInvite;
import enquire.web.wiki.InviteIds;
import enquire.web.wiki.RoleWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Inviting people and further computers of one's own, and taking an invite back. */
final class InviteHandlers {

    private static final int FORM_BYTES_MAX = 65_536;

    private final Screens screens;

    InviteHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply invite(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        String role = call.form(FORM_BYTES_MAX).text("role");
        Wiki.Invitation made =
                wiki.invite(
                        RoleWords.of(role)
                                .orElseThrow(() ->
                                        ProblemException.badRequest(
                                                Speaking.messages().text("peer.noRole"))));

        return screens.show(
                new InvitedScreen(
                        screens.frame(wiki, Speaking.messages().text("invite.label"), "sync"),
                        made.text(),
                        QrCode.svg(made.text(), Speaking.messages().text("peer.qrCode")),
                        Speaking.messages()
                                .text(
                                        "peer.invited",
                                        "when",
                                        screens.times().at(made.expiresAt()),
                                        "an",
                                        made.role() == Role.ADMIN || made.role() == Role.OWNER
                                                ? "yes"
                                                : "no",
                                        "role",
                                        RoleWords.title(made.role()),
                                        "may",
                                        RoleWords.may(made.role())),
                        Wikis.paths(wiki).screen("sync")));
    }

    /** For another computer of the same person. */
    Reply inviteDevice(Call call) {
        Wiki wiki = screens.wiki(call);
        Wiki.Invitation made = wiki.inviteDevice();
        return screens.show(
                new InvitedScreen(
                        screens.frame(wiki, Speaking.messages().text("invite.label"), "sync"),
                        made.text(),
                        QrCode.svg(made.text(), Speaking.messages().text("peer.qrCode")),
                        Speaking.messages()
                                .text(
                                        "device.invited",
                                        "when",
                                        screens.times().at(made.expiresAt()),
                                        "may",
                                        RoleWords.may(made.role())),
                        Wikis.paths(wiki).screen("sync")));
    }

    /** A new invite is made by POST only; a person who typed the address gets the button. */
    Reply askInvite(Call call) {
        return Reply.redirect(Wikis.paths(screens.wiki(call)).screen("sync"));
    }

    /** From now on nobody joins by it. */
    Reply takeBack(Call call) {
        Wiki wiki = screens.wiki(call);
        Bytes id = InviteIds.takeBack(wiki, call.parameter("invite"));
        return screens.receipts()
                .done(
                        wiki,
                        Wikis.paths(wiki).screen("sync"),
                        Speaking.messages().text("receipt.invite", "invite", InviteIds.brief(id)),
                        List.of(),
                        Optional.empty());
    }

    /** Those that this node gave out and that can still be used, the newest first. */
    static List<OpenInvite> open(Screens screens, Wiki wiki) {
        return wiki.invitations().open().stream().map(each -> shown(screens, wiki, each)).toList();
    }

    private static OpenInvite shown(Screens screens, Wiki wiki, Invitations.Open invite) {
        return new OpenInvite(
                InviteIds.brief(invite.id()),
                invite.device()
                        ? Speaking.messages().text("invite.forDevice")
                        : RoleWords.title(invite.role()),
                Speaking.messages()
                        .text(
                                "invite.life",
                                "made",
                                screens.times().at(invite.at()),
                                "until",
                                screens.times().at(invite.expiresAt())),
                Wikis.paths(wiki).screen("take-back") + "/" + invite.id().toHex());
    }
}
