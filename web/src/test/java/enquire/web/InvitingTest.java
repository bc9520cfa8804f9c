package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.InviteException;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.wiki.InviteIds;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody may invite, as anything below what he is; nothing else is offered, or given. */
class InvitingTest {

    private static final Pattern OFFERED = Pattern.compile("name=\"role\" value=\"([a-z]+)\"");

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @ParameterizedTest
    @EnumSource(Role.class)
    void eachRoleGivesTheLowerOnes(Role own) throws Exception {
        alice = TestNode.withWiki(folder.resolve("alice"));
        if (own == Role.OWNER) {
            givesTheLowerOnes(alice, own);
            return;
        }
        try (TestNode bob = TestNode.start(folder.resolve("bob"))) {
            alice.node().listen();
            Wiki wiki = alice.node().wiki("w").orElseThrow();
            bob.node().join(wiki.invite(own).text());
            givesTheLowerOnes(bob, own);
        }
    }

    private static void givesTheLowerOnes(TestNode node, Role own) throws Exception {
        List<String> given = new ArrayList<>();
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            HttpResponse<String> made =
                    node.post(TestNode.wiki("/invites"), "{\"role\": \"%s\"}".formatted(name));
            HttpResponse<String> asPerson =
                    node.post("/w/-/invite", "role=" + name, "Accept", "text/html");
            boolean lower = role.compareTo(own) > 0;
            assertEquals(lower ? 201 : 422, made.statusCode(), name);
            assertEquals(lower ? 200 : 422, asPerson.statusCode(), name);
            if (lower) {
                given.add(name);
                assertTrue(asPerson.body().contains(" " + name + ", and may "), name);
            } else {
                assertTrue(made.body().contains("No invite was made."), made.body());
            }
            if (role == Role.OWNER) {
                assertTrue(made.body().contains("Nobody can be invited as owner"), made.body());
                assertTrue(made.body().contains(choice(own)), made.body());
            }
        }
        String sync = node.get("/w/-/sync", "Accept", "text/html").body();
        Stream<String> offered = OFFERED.matcher(sync).results().map(found -> found.group(1));
        assertEquals(given, offered.toList());
        assertEquals(!given.isEmpty(), sync.contains("Make an invite"));
    }

    /** By screen and API; Bob has them, and joins by none of them. */
    @Test
    void nobodyJoinsByAnInviteThatWasTakenBack() throws Exception {
        alice = TestNode.withWiki(folder.resolve("alice"));
        try (TestNode bob = TestNode.start(folder.resolve("bob"))) {
            alice.node().listen();
            Wiki wiki = alice.node().wiki("w").orElseThrow();
            Wiki.Invitation byScreen = wiki.invite(Role.ADMIN);
            Wiki.Invitation byApi = wiki.invite(Role.READER);
            Wiki.Invitation device = wiki.inviteDevice();
            Wiki.Invitation kept = wiki.invite(Role.RELAY);
            assertEquals(Set.of("admin", "reader", "owner", "relay"), open());

            String sync = alice.get("/w/-/sync", "Accept", "text/html").body();
            String action = "/w/-/take-back/" + byScreen.id().toHex();
            assertTrue(sync.contains("action=\"" + action + "\""), sync);
            HttpResponse<String> taken = alice.post(action, "", "Accept", "text/html");
            assertEquals(303, taken.statusCode(), taken.body());
            String after = taken.headers().firstValue("Location").orElseThrow();
            sync = alice.get(after, "Accept", "text/html").body();
            assertTrue(
                    sync.contains("Took back the invite " + InviteIds.brief(byScreen.id())), sync);
            assertFalse(sync.contains(action), sync);
            for (Wiki.Invitation each : List.of(byApi, device)) {
                String path = TestNode.wiki("/invites/" + each.id().toHex());
                assertEquals(204, delete(path));
                assertEquals(404, delete(path));
            }
            assertEquals(404, delete(TestNode.wiki("/invites/none")));

            for (Wiki.Invitation each : List.of(byScreen, byApi, device)) {
                var refused =
                        assertThrows(InviteException.class, () -> bob.node().join(each.text()));
                assertTrue(refused.getMessage().contains("Ask for a new one."), refused.toString());
            }
            bob.node().join(kept.text());
            assertEquals(Set.of(), open());
            assertEquals(404, delete(TestNode.wiki("/invites/" + kept.id().toHex())));
        }
    }

    private int delete(String path) throws Exception {
        return alice.send("DELETE", path, new byte[0]).statusCode();
    }

    /** Roles that the open ones give. */
    private Set<String> open() throws Exception {
        Set<String> roles = new HashSet<>();
        alice.json(TestNode.wiki("/invites"))
                .path("invites")
                .forEach(each -> roles.add(each.path("role").asText()));
        return roles;
    }

    /** Written out again on purpose: the design says who may give what. */
    private static String choice(Role own) {
        return switch (own) {
            case OWNER -> "You may give: admin, writer, reader, relay.";
            case ADMIN -> "You may give: writer, reader, relay.";
            case WRITER -> "You may give: reader, relay.";
            case READER -> "You may give: relay.";
            case RELAY -> "You may invite nobody.";
        };
    }
}
