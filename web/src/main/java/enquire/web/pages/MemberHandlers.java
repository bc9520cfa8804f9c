package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.sync.node.Membership;
import enquire.sync.node.OnlyThere;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.LeaveScreen;
import enquire.web.screens.RemoveScreen;
import enquire.web.screens.RoleScreen;
import enquire.web.wiki.OnlyThereWords;
import enquire.web.wiki.RoleWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who is in a wiki and as what: removing, another role, leaving. */
final class MemberHandlers {

    private static final int FORM_BYTES_MAX = 65_536;

    private final Screens screens;

    MemberHandlers(Screens screens) {
        this.screens = screens;
    }

    /** {@code GET /{wiki}/-/remove/{peer}}: asks before somebody is taken out of the wiki. */
    Reply askRemove(Call call) {
        Wiki wiki = screens.wiki(call);
        PeerId peer = member(wiki, call);
        return screens.show(
                new RemoveScreen(
                        screens.frame(
                                wiki,
                                Speaking.messages().text("title.remove", "name", wiki.nameOf(peer)),
                                "sync"),
                        wiki.nameOf(peer),
                        removeNote(wiki, peer),
                        OnlyThereWords.sentences(OnlyThere.of(wiki, peer)),
                        Wikis.paths(wiki).screen("remove") + "/" + peer,
                        Wikis.paths(wiki).screen("sync")));
    }

    private static String removeNote(Wiki wiki, PeerId peer) {
        Messages messages = Speaking.messages();
        int devices = wiki.membership().devices(peer).size();
        if (!wiki.person(peer).equals(peer)) {
            return messages.text("remove.device", "name", wiki.nameOf(peer));
        }
        return devices == 0 ? "" : messages.text("remove.devices", "computers", devices);
    }

    Reply remove(Call call) {
        Wiki wiki = screens.wiki(call);
        wiki.membership().remove(member(wiki, call));
        return peers(wiki);
    }

    /** {@code GET /{wiki}/-/role/{peer}}: what somebody may do from now on. */
    Reply askRole(Call call) {
        Wiki wiki = screens.wiki(call);
        Messages messages = Speaking.messages();
        PeerId peer = member(wiki, call);
        Membership.Standing now = wiki.membership().standing(peer).orElseThrow();
        String name = wiki.nameOf(peer);
        return screens.show(
                new RoleScreen(
                        screens.frame(wiki, messages.text("title.role", "name", name), "sync"),
                        name,
                        messages.text(
                                "role.now",
                                "role",
                                RoleWords.title(now.role()),
                                "may",
                                RoleWords.may(now.role())),
                        now.role().writes() ? 0 : wiki.suggesting().waitingOf(peer),
                        PeopleHandlers.roles(wiki.membership().mayGive(peer), now.role()),
                        Wikis.paths(wiki).screen("role") + "/" + peer,
                        Wikis.paths(wiki).screen("sync")));
    }

    Reply changeRole(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        String role = call.form(FORM_BYTES_MAX).text("role");
        wiki.membership()
                .changeRole(
                        member(wiki, call),
                        RoleWords.of(role)
                                .orElseThrow(() ->
                                        ProblemException.badRequest(
                                                Speaking.messages().text("role.none"))));
        return peers(wiki);
    }

    /** {@code GET /{wiki}/-/leave}: says what leaving means, and what cannot be taken back. */
    Reply askLeave(Call call) {
        Wiki wiki = screens.wiki(call);
        return screens.show(
                new LeaveScreen(
                        screens.frame(wiki, Speaking.messages().text("leave.link"), "sync"),
                        wiki.name(),
                        consequences(wiki),
                        Wikis.paths(wiki).screen("leave"),
                        Wikis.paths(wiki).screen("sync")));
    }

    private static List<String> consequences(Wiki wiki) {
        Messages messages = Speaking.messages();
        Membership membership = wiki.membership();
        var told = new ArrayList<String>();
        told.add(messages.text("leave.keeps"));
        if (!membership.devices(wiki.self()).isEmpty()) {
            told.add(messages.text("leave.devices"));
        }
        if (!membership.isLastOwner()) {
            told.add(messages.text("leave.back"));
        } else {
            told.add(messages.text("leave.owner"));
            boolean first = !membership.leavesAdmins() && membership.leavesMembers();
            told.add(messages.text(first ? "leave.noAdmin" : "leave.admins"));
        }
        return told;
    }

    Reply leave(Call call) {
        Wiki wiki = screens.wiki(call);
        wiki.membership().leave();
        return peers(wiki);
    }

    private Reply peers(Wiki wiki) {
        screens.forgetFrames(wiki);
        return Reply.seeOther(Wikis.paths(wiki).screen("sync"));
    }

    private static PeerId member(Wiki wiki, Call call) {
        return wiki.members().stream()
                .map(Wiki.Member::peer)
                .filter(peer -> peer.toString().equals(call.parameter("peer")))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                404,
                                Speaking.messages().text("peer.noMember"),
                                Speaking.messages().text("peer.noMemberDetail")));
    }
}
