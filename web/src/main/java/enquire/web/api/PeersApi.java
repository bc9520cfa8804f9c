package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.PeerId;
import enquire.sync.identity.Offers;
import enquire.sync.identity.PeerIds;
import enquire.sync.identity.RecoveryKey;
import enquire.sync.node.Invitations;
import enquire.sync.node.Membership;
import enquire.sync.node.OnlyThere;
import enquire.sync.node.PageCopies;
import enquire.sync.node.Shortage;
import enquire.sync.node.TriedAddress;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.AddressWords;
import enquire.web.wiki.DepartureWords;
import enquire.web.wiki.InviteIds;
import enquire.web.wiki.OnlyThereWords;
import enquire.web.wiki.RoleWords;
import enquire.web.wiki.StandingWords;
import enquire.web.wiki.StatusWords;
import enquire.web.wiki.UnvouchedWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Peers, their roles, inviting, joining and leaving. */
final class PeersApi {

    private final Wikis wikis;

    PeersApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply list(Call call) {
        Wiki wiki = wikis.of(call);
        return Json.reply(
                Map.of(
                        "peers",
                        wiki.peers().stream().map(peer -> json(wiki, peer)).toList(),
                        "former",
                        wiki.departed().stream().map(PeersApi::json).toList(),
                        "departed",
                        DepartureWords.whole(wiki, Speaking.messages()).orElse(""),
                        "mayWrite",
                        wiki.mayWrite(),
                        "copies",
                        wiki.copies()));
    }

    /** Of one page: who has confirmed to hold every edit of it, and for whom some wait. */
    Reply receipts(Call call) {
        Wiki wiki = wikis.of(call);
        PageCopies copies = wiki.copies(PageJson.page(wiki, call).page());
        return Json.reply(
                Map.of(
                        "copies",
                        copies.on().size(),
                        "on",
                        copies.on().stream().map(PeersApi::json).toList(),
                        "waitingFor",
                        wiki.mayWrite()
                                ? copies.waiting().stream().map(PeersApi::json).toList()
                                : List.of()));
    }

    private static Map<String, Object> json(Wiki.Member member) {
        return Map.of("id", member.peer().toString(), "name", member.name());
    }

    /** {@code GET …/peers/{peer}}: what would go with this member, before he is removed. */
    Reply onlyThere(Call call) {
        Wiki wiki = wikis.of(call);
        Wiki.Member member =
                wiki.members().stream()
                        .filter(each -> each.peer().toString().equals(call.parameter("peer")))
                        .findFirst()
                        .orElseThrow(() ->
                                ProblemException.notFound(
                                        Speaking.messages().text("peer.noMemberDetail")));
        OnlyThere only = OnlyThere.of(wiki, member.peer());
        Map<String, Object> json = new LinkedHashMap<>(json(member));
        json.put("pagesOnlyThere", only.pages());
        json.put("filesOnlyThere", only.files());
        json.put("pages", only.firstPages().stream().map(Shortage.Page::title).toList());
        json.put("files", only.firstFiles().stream().map(OnlyThereWords::name).toList());
        json.put("words", String.join(" ", OnlyThereWords.sentences(only)));
        return Json.reply(json);
    }

    /** {@code DELETE …/peers/{peer}}. */
    Reply remove(Call call) {
        try {
            wikis.of(call).membership().remove(PeerId.parse(call.parameter("peer")));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "Nobody was removed.", why(e));
        }
        return Reply.of(204);
    }

    /** {@code PUT …/peers/{peer}}: another role. */
    Reply changeRole(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        Membership membership = wiki.membership();
        Role role = role(Json.required(Json.object(call), "role"), "No role was changed.");
        try {
            PeerId peer = PeerId.parse(call.parameter("peer"));
            int suggested = role.writes() ? wiki.suggesting().waitingOf(peer) : 0;
            membership.changeRole(peer, role);
            return Json.reply(
                    Map.of(
                            "id",
                            peer.toString(),
                            "role",
                            RoleWords.name(role),
                            "suggestionsComingIn",
                            suggested));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "No role was changed.", why(e));
        }
    }

    /** {@code POST …/leave}: this node is no member from then on. */
    Reply leave(Call call) {
        try {
            wikis.of(call).membership().leave();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "The wiki was not left.", why(e));
        }
        return Reply.of(204);
    }

    /** {@code POST …/recover}: this node is an owner from then on. */
    Reply recover(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        JsonNode body = Json.object(call);
        try {
            RecoveryKey key = RecoveryKey.parse(Json.required(body, "key"));
            var lost = new LinkedHashSet<PeerId>();
            for (JsonNode peer : body.path("remove")) {
                lost.add(PeerId.parse(peer.asText()));
            }
            wiki.membership().recover(key, lost);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "The wiki was not taken over.", why(e));
        }
        return Json.reply(Map.of("role", RoleWords.name(Role.OWNER)));
    }

    Reply state(Call call) {
        Wiki wiki = wikis.of(call);
        StatusWords status = StatusWords.of(wiki, Speaking.messages());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", status.state());
        json.put("words", status.words());
        json.put("details", status.details());
        json.put("mayWrite", wiki.mayWrite());
        StandingWords.ofOneself(wiki).ifPresent(words -> json.put("standing", words));
        if (wiki.redacting().isUnclean()) {
            json.put("unclean", Speaking.messages().text("redact.owed"));
        }
        List<String> unvouched = UnvouchedWords.of(wiki, Speaking.messages());
        if (!unvouched.isEmpty()) {
            json.put("unvouched", unvouched);
        }
        json.put("pages", wiki.repository().pageCount());
        json.put("notIndexed", wiki.search().behind());
        return Json.reply(json);
    }

    Reply invite(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        JsonNode body = Json.object(call);
        Wiki.Invitation made =
                body.path("device").asBoolean(false)
                        ? wiki.inviteDevice()
                        : wiki.invite(
                                role(body.path("role").asText("writer"), "No invite was made."));
        return Json.reply(
                201,
                Map.of(
                        "id",
                        made.id().toHex(),
                        "invite",
                        made.text(),
                        "role",
                        RoleWords.name(made.role()),
                        "expiresAt",
                        made.expiresAt().toString()));
    }

    /** Those that this node gave out and that can still be used, without their secrets. */
    Reply invites(Call call) {
        List<Map<String, Object>> open =
                wikis.of(call).invitations().open().stream().map(PeersApi::json).toList();
        return Json.reply(Map.of("invites", open));
    }

    private static Map<String, Object> json(Invitations.Open invite) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", invite.id().toHex());
        json.put("role", RoleWords.name(invite.role()));
        json.put("device", invite.device());
        json.put("madeAt", invite.at().toString());
        json.put("expiresAt", invite.expiresAt().toString());
        return json;
    }

    Reply takeBack(Call call) {
        InviteIds.takeBack(wikis.of(call), call.parameter("invite"));
        return Reply.of(204);
    }

    Reply join(Call call) throws IOException {
        String invite = Json.required(Json.object(call), "invite").strip();
        boolean member = wikis.node().joined(invite).isPresent();
        Wiki joined = wikis.node().join(invite);
        return Json.reply(
                member ? 200 : 201,
                Map.of(
                        "id", joined.id().toString(),
                        "slug", joined.slug(),
                        "name", joined.name(),
                        "alreadyMember", member));
    }

    /** The sentence without its end: the title says already that nothing was changed. */
    private static String why(IllegalArgumentException e) {
        return String.valueOf(e.getMessage()).replaceFirst(" Nothing was changed\\.$", "");
    }

    /**
     * @param undone what did not happen, as a sentence
     */
    private static Role role(String name, String undone) {
        return RoleWords.of(name)
                .orElseThrow(() ->
                        new ProblemException(
                                422,
                                "There is no such role.",
                                "A role is admin, writer, reader or relay. " + undone));
    }

    static Map<String, Object> json(Offers offers) {
        return Map.of(
                "storageBytes", offers.storageBytes(),
                "alwaysOn", offers.alwaysOn(),
                "relay", offers.relay(),
                "search", offers.search());
    }

    private static Map<String, Object> json(Wiki.Departed former) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", former.peer().toString());
        json.put("name", former.name());
        json.put("by", former.byRecovery() ? "recovery key" : former.by().orElse(null));
        json.put("byRecovery", former.byRecovery());
        json.put("at", former.at().toString());
        return json;
    }

    private Map<String, Object> json(Wiki wiki, Wiki.Peer peer) {
        List<TriedAddress> tried = wikis.node().whereabouts().of(peer.peer());
        Optional<String> why =
                peer.connected()
                        ? Optional.empty()
                        : AddressWords.why(peer.name(), tried, Speaking.messages());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", peer.peer().toString());
        json.put("key", PeerIds.format(peer.peer()));
        json.put("name", peer.name());
        json.put("computer", wiki.membership().deviceName(peer.peer()).orElse(null));
        json.put("role", RoleWords.name(peer.role()));
        json.put("person", wiki.person(peer.peer()).toString());
        json.put("connected", peer.connected());
        json.put("address", peer.address().orElse(null));
        json.put("lastSeen", peer.lastSeen().map(Instant::toString).orElse(null));
        json.put("pagesBehind", peer.pagesBehind().orElse(null));
        json.put("editsBehind", peer.editsBehind().orElse(null));
        json.put("problem", peer.problem().or(() -> why).orElse(null));
        json.put("clockAheadSeconds", peer.clockAhead().map(Duration::toSeconds).orElse(null));
        json.put("offers", wiki.offersOf(peer.peer()).map(PeersApi::json).orElse(null));
        json.put("addresses", tried.stream().map(each -> AddressesApi.json(peer, each)).toList());
        return json;
    }
}
