package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node with its data folder, without network. */
class NodeTest {

    @TempDir Path folder;

    @Test
    void aWikiAndItsPagesAndTheKeySurviveARestart() {
        String id;
        try (Node alice = open("Alice")) {
            Wiki wiki = alice.create("Our garden");
            wiki.repository().create(new Title("Roses"), "They are *red*.");
            id = alice.id().toString();
        }

        try (Node alice = open("Alice")) {
            assertEquals(id, alice.id().toString());
            Wiki wiki = alice.wiki("our-garden").orElseThrow();
            assertEquals("Our garden", wiki.name());
            assertEquals(Optional.of(wiki.id()), alice.wiki(wiki.id().toString()).map(Wiki::id));
            var page = wiki.repository().resolve("Roses").orElseThrow();
            assertEquals("They are *red*.", wiki.repository().page(page).orElseThrow().text());
        }
    }

    @Test
    void whoMakesAWikiOwnsItAloneAtFirst() {
        try (Node alice = open("Alice")) {
            Wiki wiki = alice.create("Garden");

            assertEquals(List.of(new Wiki.Member(alice.id(), "Alice", Role.OWNER)), wiki.members());
            assertEquals(new Wiki.State.Alone(), wiki.state());
            assertEquals(List.of(), wiki.peers());
        }
    }

    @Test
    void wikisOfOneNameGetDifferentSlugs() {
        try (Node alice = open("Alice")) {
            alice.create("Garden");
            alice.create("garden!");

            assertEquals(
                    List.of("garden", "garden-2"),
                    alice.wikis().stream().map(Wiki::slug).sorted().toList());
        }
    }

    @Test
    void aFolderInUseIsRefusedAndNamesTheAddressOfWhoUsesIt() {
        try (Node alice = open("Alice")) {
            alice.announce("http://127.0.0.1:8747/");

            var refused = assertThrows(DataFolderException.class, () -> open("Alice"));

            assertEquals(
                    "Another Enquire is using this folder at http://127.0.0.1:8747/",
                    refused.getMessage());
        }
        try (Node alice = open("Alice")) {
            assertTrue(alice.wikis().isEmpty());
        }
    }

    @Test
    void aFolderInUseIsRefusedWhateverStandsInItsLock() throws IOException {
        try (Node alice = open("Alice")) {
            alice.announce("http://127.0.0.1:8747/");
            Path lock = folder.resolve("data").resolve("lock");
            for (int at = 0; at < Files.size(lock); at++) {
                byte[] damaged = Files.readAllBytes(lock);
                damaged[at] ^= (byte) 0x80;
                Files.write(lock, damaged);

                var refused = assertThrows(DataFolderException.class, () -> open("Alice"));

                assertTrue(
                        refused.getMessage().contains("is using the folder"), refused.getMessage());
            }
        }
    }

    @Test
    void aFileInThePlaceOfTheFolderIsSaidSo() throws IOException {
        Files.writeString(folder.resolve("data"), "not a folder");

        var refused = assertThrows(DataFolderException.class, () -> open("Alice"));

        assertTrue(refused.getMessage().contains("is a file, not a folder"), refused.getMessage());
    }

    @Test
    void aDamagedIdentityIsNamedAndTheFolderIsFreeAfterwards() throws IOException {
        open("Alice").close();
        Path identity = folder.resolve("data/node/identity.p12");
        byte[] right = Files.readAllBytes(identity);
        Files.writeString(identity, "damaged");

        var refused = assertThrows(DataFolderException.class, () -> open("Alice"));

        assertTrue(refused.getMessage().contains("identity.p12"), refused.getMessage());
        Files.write(identity, right);
        open("Alice").close();
    }

    @Test
    void theNameIsRememberedUntilAnotherIsGiven() {
        open("Alice").close();
        try (Node alice = open(Optional.empty())) {
            assertEquals("Alice", alice.name());
            alice.rename("  Alice Liddell ");
        }
        try (Node alice = open(Optional.empty())) {
            assertEquals("Alice Liddell", alice.name());
            assertThrows(IllegalArgumentException.class, () -> alice.rename(" "));
        }
    }

    @Test
    void historyListsStepsWithTheWordsTheyAddedAndRemoved() {
        try (Node alice = open("Alice")) {
            Wiki wiki = alice.create("Garden");
            var page = wiki.repository().create(new Title("Roses"), "red and white");
            wiki.settle();

            var entries = wiki.history(page.page(), 0, 10);

            assertEquals(1, entries.size());
            assertEquals(alice.id(), entries.getFirst().author());
            assertEquals(3, entries.getFirst().added());
            assertEquals(0, entries.getFirst().removed());
            assertFalse(entries.getFirst().at().isAfter(InstantSource.system().instant()));
        }
    }

    @Test
    void theDataFolderIsForThisUserAloneAndAFolderWithOtherThingsIsLeftAsItIs() throws Exception {
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.writeString(shared.resolve("letter.txt"), "of somebody else");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

        for (String name : List.of("own", "shared")) {
            try (Node node = open(folder.resolve(name), Optional.of("Alice"))) {
                node.create("Garden");
            }
        }

        assertEquals("rwx------", permissions(folder.resolve("own")));
        assertEquals("rwxr-xr-x", permissions(shared));
        assertEquals("rwx------", permissions(shared.resolve("wikis")));
    }

    private Node open(String name) {
        return open(Optional.of(name));
    }

    private Node open(Optional<String> name) {
        return open(folder.resolve("data"), name);
    }

    private static Node open(Path data, Optional<String> name) {
        return Node.open(new NodeSettings(data, name, "127.0.0.1", 0, InstantSource.system()));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
