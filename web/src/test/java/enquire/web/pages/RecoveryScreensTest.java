package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.LiveFolder;
import enquire.web.TestNode;
import enquire.web.command.EnquireCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recovery key is shown once, kept nowhere, and gives a wiki to another computer. */
class RecoveryScreensTest {

    private static final String NEW_WIKI = "{\"name\": \"W\", \"empty\": true}";

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Path alices;
    private Path bobs;
    private String key;
    private Wiki ofBob;

    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        this.alices = alices;
        this.bobs = bobs;
        alice = TestNode.start(alices, "Alice");
        bob = TestNode.start(bobs, "Bob");
        alice.node().listen();
        bob.node().listen();
        var made = alice.post("/-/api/v1/wikis", NEW_WIKI);
        assertEquals(201, made.statusCode());
        assertEquals(Optional.of("no-store"), made.headers().firstValue("Cache-Control"));
        key = new ObjectMapper().readTree(made.body()).path("recoveryKey").asText();
        assertTrue(key.matches("([A-Z2-7]{7}-){7}[A-Z2-7]{7}"), key);
        Wiki ofAlice = alice.node().wiki("w").orElseThrow();
        ofBob = bob.node().join(ofAlice.invite(Role.READER).text());
    }

    @Test
    void aTypedKeyMakesBobTheOwnerAndTakesTheLostComputerOut() throws Exception {
        String lost = "lost-" + alice.node().id();
        assertSays(browse("/w/-/sync"), "/w/-/recover");
        assertSays(browse("/w/-/recover"), "Take over", "Lost or stolen, to be removed", lost);
        assertSays(recover("key=MFZWI3D"), "422", "mistyped or not whole");
        assertFalse(recover("key=MFZWI3D").body().contains(" checked"), "nobody is lost");
        assertSays(recover("key=MFZWI3D&" + lost + "=yes"), lost + "\" value=\"yes\" checked");
        String other =
                new ObjectMapper()
                        .readTree(alice.post("/-/api/v1/wikis", NEW_WIKI).body())
                        .path("recoveryKey")
                        .asText();
        assertSays(recover("key=" + other), "422", "That is not the recovery key");
        assertFalse(recover("key=" + other).body().contains(other), "given back");
        assertEquals(Optional.of(Role.READER), role(ofBob, bob));

        String typed = key.toLowerCase(Locale.ROOT).replace('-', '+');
        assertEquals(303, recover("key=" + typed + "&" + lost + "=yes").statusCode());

        assertEquals(Optional.of(Role.OWNER), role(ofBob, bob));
        assertEquals(Optional.empty(), role(ofBob, alice));
        Wiki ofAlice = alice.node().wiki("w").orElseThrow();
        alice.until(wiki("/peers"), peers -> ofAlice.ownDeparture().isPresent());
        assertSays(
                browse("/w/-/sync"),
                "owner, since ",
                "removed from this wiki by the recovery key.");
        assertTrue(bob.json(wiki("/peers")).path("former").path(0).path("byRecovery").asBoolean());
        assertNowhere(key);
    }

    @Test
    void theCommandReadsTheKeyAndOldWikisSayThatTheyHaveNone() throws Exception {
        bob.node().announce(bob.uri("/").toString());
        assertSays(command(1, "AAAA", "recover"), "has 56 letters and digits");
        assertSays(command(0, key + "\n", "recover"), "This computer owns “W” now.");
        assertEquals(Optional.of(Role.OWNER), role(ofBob, bob));
        assertEquals(Optional.of(Role.OWNER), role(ofBob, alice), "nobody was lost");

        bob.node().create("Old");
        assertFalse(browse("/old/-/sync").body().contains("/old/-/recover"));
        assertSays(browse("/old/-/recover"), "made without a recovery key");
        var refused = bob.post("/-/api/v1/wikis/old/recover", "{\"key\": \"%s\"}".formatted(key));
        assertSays(refused, "422", "made without a recovery key");
        assertSays(
                bob.get("/old/-/recover", "Accept", "text/html", "Accept-Language", "de"),
                "ohne Notfallschlüssel angelegt");
        assertNowhere(key);
    }

    /** Neither as it is written nor in another case, on either computer. */
    private void assertNowhere(String secret) throws IOException {
        String plain = secret.replace("-", "");
        for (Path data : List.of(alices, bobs)) {
            assertEquals(
                    List.of(),
                    LiveFolder.files(data, file -> holds(file, secret) || holds(file, plain)));
        }
    }

    private static boolean holds(Path file, String words) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Role> role(Wiki wiki, TestNode node) {
        return wiki.members().stream()
                .filter(member -> member.peer().equals(node.node().id()))
                .map(Wiki.Member::role)
                .findFirst();
    }

    private HttpResponse<String> browse(String path) throws Exception {
        return bob.get(path, "Accept", "text/html");
    }

    private HttpResponse<String> recover(String body) throws Exception {
        return bob.post("/w/-/recover", body, "Accept", "text/html");
    }

    private static void assertSays(HttpResponse<String> answer, String... sentences) {
        assertSays(answer.statusCode() + " " + answer.body(), sentences);
    }

    private static void assertSays(String said, String... sentences) {
        for (String sentence : sentences) {
            assertTrue(said.contains(sentence), sentence + " in " + said);
        }
    }

    private String command(int code, String typed, String word) {
        InputStream before = System.in;
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] words = {word, "--wiki", "w", "--data", bobs.toString()};
        try {
            System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
            int ended = EnquireCommand.run(words, out, out, Map.of());
            assertEquals(code, ended, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
