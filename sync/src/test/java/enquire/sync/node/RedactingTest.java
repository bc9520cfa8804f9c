package enquire.sync.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.FileTakenOutException;
import enquire.storage.PageView;
import enquire.sync.roster.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice takes a secret out of a page that others hold, over real connections. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RedactingTest {

    private static final String SECRET = "Swordfish7Quux";

    private final Path folder;
    @AutoClose private final Meetings meetings;

    RedactingTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    private static PageId keys(Wiki wiki) {
        return wiki.repository().resolve("Keys").orElseThrow();
    }

    private static void write(Wiki wiki, String text) {
        PageView page = wiki.repository().page(keys(wiki)).orElseThrow();
        wiki.repository().write(page.page(), page.version(), text);
        wiki.repository().exchange().fold(page.page());
    }

    private static String text(Wiki wiki) {
        return Meetings.text(wiki, "Keys");
    }

    /** Files of a node that hold the secret, in whatever case. */
    private List<Path> holding(String name) {
        var holding = new ArrayList<Path>();
        try (var files = Files.walk(folder.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.toLowerCase(Locale.ROOT).contains(SECRET.toLowerCase(Locale.ROOT))) {
                    holding.add(file);
                }
            }
            return holding;
        } catch (UncheckedIOException | NoSuchFileException gone) {
            return List.of(Path.of("moving")); // The index merges: look again.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitGone(String... names) {
        for (String name : names) {
            Meetings.await("no file of %s holds it".formatted(name), () -> holding(name).isEmpty());
        }
    }

    @Test
    void everyNodeDropsTheSecretAndKeepsEverythingElse() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Keys"), "One.\nThe key: .\nTwo.\n");
        write(garden, "One.\nThe key: " + SECRET + ".\nTwo.\n");
        Node bob = meetings.start("Bob");
        Wiki ofBob = bob.join(garden.invite(Role.ADMIN).text());
        Node carol = meetings.start("Carol");
        Wiki ofCarol = carol.join(garden.invite(Role.READER).text());
        Meetings.awaitEqual(garden, ofBob);
        Meetings.awaitEqual(garden, ofCarol);
        write(ofBob, text(ofBob).replace("Two", "Two, says Bob"));
        Meetings.awaitEqual(garden, ofBob);
        PageView before = garden.repository().page(keys(garden)).orElseThrow();
        assertFalse(holding("Bob").isEmpty());

        // Bob writes on his way, and hears of it when he is back.
        meetings.stop(bob);
        bob = meetings.open("Bob");
        ofBob = bob.wikis().getFirst();
        write(ofBob, "Bob was away.\n" + text(ofBob).replace("key: ", "key, Bob: "));
        meetings.stop(bob);
        var redacted = garden.redacting().redact(keys(garden), SECRET);
        assertEquals(1, redacted.changes());
        redacted.clean().join();
        assertEquals("One.\nThe key: .\nTwo, says Bob.\n", text(garden));
        Meetings.awaitEqual(garden, ofCarol);
        awaitGone("Alice", "Carol");
        bob = meetings.start("Bob");
        Wiki back = bob.wikis().getFirst();
        Meetings.awaitEqual(garden, back);

        assertEquals("Bob was away.\nOne.\nThe key, Bob: .\nTwo, says Bob.\n", text(back));
        assertEquals(text(back), text(garden));
        Meetings.awaitEqual(garden, ofCarol);
        awaitGone("Bob", "Alice", "Carol");
        for (Wiki wiki : List.of(garden, back, ofCarol)) {
            assertEquals(
                    before.text().replace(SECRET, "█".repeat(SECRET.length())),
                    wiki.repository().textAt(keys(wiki), before.version()).orElseThrow());
            assertEquals(
                    List.of(garden.self()),
                    wiki.redacting().told(keys(wiki)).stream().map(told -> told.by()).toList());
        }

        // Who comes later gets what is left, from whom he meets first.
        meetings.stop(alice);
        String invite = back.invite(Role.WRITER).text();
        Node dave = meetings.start("Dave");
        Wiki ofDave = dave.join(invite);
        Meetings.awaitEqual(back, ofDave);
        assertEquals(text(back), text(ofDave));
        awaitGone("Dave");
        write(ofDave, text(ofDave) + "Dave.\n");
        Meetings.awaitEqual(back, ofDave);
        assertEquals(text(ofDave), text(back));
    }

    /** Over real connections, in pieces; also to who was off, and to who comes later. */
    @Test
    void nobodyKeepsTheBytesOfAFileThatWasTakenOut() throws IOException {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        PageId page = garden.repository().create(new Title("Keys"), "See the plan.").page();
        byte[] content = ("A plan with " + SECRET + ".").repeat(20_000).getBytes(UTF_8);
        var stored = garden.repository().blobs().add(new ByteArrayInputStream(content), 1 << 20);
        String manifest =
                "{\"name\":\"plan.txt\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(stored.bytes(), stored.root());
        garden.repository().attach(page, Map.of(stored.blob(), manifest));
        Node bob = meetings.start("Bob");
        Wiki ofBob = bob.join(garden.invite(Role.ADMIN).text());
        Node carol = meetings.start("Carol");
        Wiki ofCarol = carol.join(garden.invite(Role.READER).text());
        for (Wiki wiki : List.of(ofBob, ofCarol)) {
            Meetings.await("they have it", () -> holds(wiki, stored.blob()));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> ofCarol.redacting().files().redact(page, stored.blob()));
        meetings.stop(carol);

        ofBob.redacting().files().redact(page, stored.blob());

        Meetings.await("Alice hears of it", () -> !holds(garden, stored.blob()));
        awaitGone("Alice", "Bob");
        assertThrows(
                FileTakenOutException.class,
                () -> garden.repository().blobs().add(new ByteArrayInputStream(content), 1 << 20));
        carol = meetings.start("Carol");
        awaitGone("Carol");
        Wiki back = carol.wikis().getFirst();
        assertEquals(1, back.redacting().files().all().size());
        assertTrue(back.repository().page(page).orElseThrow().files().containsKey(stored.blob()));
        meetings.stop(carol);
        meetings.open("Carol");
        awaitGone("Alice", "Bob", "Carol");
    }

    private static boolean holds(Wiki wiki, BlobId file) {
        return wiki.repository().blobs().file(file).isPresent();
    }

    @Test
    void whoIsNoAdminIsToldSo() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Keys"), SECRET);
        Node bob = meetings.start("Bob");
        Wiki ofBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.awaitEqual(garden, ofBob);

        assertThrows(
                IllegalArgumentException.class,
                () -> ofBob.redacting().redact(keys(ofBob), SECRET));

        assertEquals(SECRET, text(ofBob));
        assertTrue(ofBob.redacting().told(keys(ofBob)).isEmpty());
    }

    /** Both admins, each another word of one edit, while apart; then a third meets one of them. */
    @Test
    void whatTwoTakeOutAtTheSameTimeIsAllGoneAndCanBeGivenOn() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Keys"), "first Alpha77, second Omega88, third\n");
        Node bob = meetings.start("Bob");
        Wiki ofBob = bob.join(garden.invite(Role.ADMIN).text());
        Meetings.awaitEqual(garden, ofBob);
        meetings.stop(bob);
        bob = meetings.open("Bob");
        bob.wikis().getFirst().redacting().redact(keys(bob.wikis().getFirst()), "Omega88");
        meetings.stop(bob);
        garden.redacting().redact(keys(garden), "Alpha77");

        bob = meetings.start("Bob");
        Wiki back = bob.wikis().getFirst();
        Meetings.awaitEqual(garden, back);
        Meetings.await(
                "both go by the same",
                () ->
                        garden.roster().roster().digest().equals(back.roster().roster().digest())
                                && garden.roster()
                                        .roster()
                                        .redactions()
                                        .unproven(keys(garden))
                                        .isEmpty());
        Node carol = meetings.start("Carol");
        Wiki ofCarol = carol.join(garden.invite(Role.WRITER).text());
        Meetings.awaitEqual(garden, ofCarol);

        for (Wiki wiki : List.of(garden, back, ofCarol)) {
            Meetings.await("nobody holds either", () -> !holds(wiki, "Alpha77", "Omega88"));
            assertEquals("first , second , third\n", text(wiki));
        }
    }

    private static boolean holds(Wiki wiki, String... words) {
        return wiki.repository().exchange().changes(keys(wiki)).stream()
                .map(change -> new String(change.chunk().toArray(), StandardCharsets.ISO_8859_1))
                .anyMatch(bytes -> Arrays.stream(words).anyMatch(bytes::contains));
    }
}
