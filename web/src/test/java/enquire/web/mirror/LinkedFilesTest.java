package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which files of a folder come into the wiki: those to which somebody at this computer links. */
class LinkedFilesTest extends FollowedFolder {

    private void awaitFiles(List<String> names) {
        alice.await(() -> names().equals(names), () -> names() + " instead of " + names);
    }

    private List<String> names() {
        return names("Harbour");
    }

    /** Until the mirror has looked once more. */
    private void awaitLook(String title) throws IOException {
        alice.write(title + ".md", "Seen.\n");
        alice.awaitText(title, "Seen.\n");
    }

    @Test
    void aLinkThatSomebodyElseWroteAttachesNothing() throws IOException {
        alice.write("Harbour.md", "The winch.\n![[winch.png]]\n");
        alice.write("winch.png", "A picture.");
        alice.write("private/diary.txt", "Nobody's business.");
        alice.adopt();
        awaitFiles(List.of("winch.png"));

        // Bob, as it comes from his computer.
        alice.edit("Harbour", "The winch.", "The winch.\n![[diary.txt]] [it](private/diary%2Etxt)");
        alice.awaitFile(
                "Harbour.md",
                "The winch.\n![[diary.txt]] [it](private/diary%2Etxt)\n![[winch.png]]\n");
        alice.awaitQuiet();
        alice.save(
                "Harbour.md",
                "The red winch.\n![[diary.txt]] [it](private/diary%2Etxt)\n![[winch.png]]\n");
        alice.awaitText(
                "Harbour",
                "The red winch.\n![[diary.txt]] [it](private/diary%2Etxt)\n![[winch.png]]\n");
        awaitLook("Witness");
        alice.write("private/diary.txt", "Nobody's business at all.");
        awaitLook("Another");
        assertEquals(List.of("winch.png"), names());

        alice.write("boat.png", "A boat.");
        alice.save(
                "Harbour.md",
                "The red winch.\n![[diary.txt]] ![[boat.png]] [it](private/diary%2Etxt)\n");
        awaitFiles(List.of("boat.png", "winch.png"));
    }

    @Test
    void aFileThatComesAfterItsLinkIsAttached() throws IOException {
        alice.create("Harbour", "The winch.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch.\n");
        alice.save("Harbour.md", "The winch.\n![[winch.png]] ![](media/boat.png)\n");
        alice.awaitText("Harbour", "The winch.\n![[winch.png]] ![](media/boat.png)\n");

        alice.write("winch.png", "A picture.");
        awaitFiles(List.of("winch.png"));
        alice.awaitQuiet();
        alice.stop();
        alice.restart();
        Files.createDirectories(alice.folder.resolve("media"));
        alice.write("media/boat.png", "A boat.");
        awaitFiles(List.of("boat.png", "winch.png"));
    }

    @Test
    void whoseLinkItIsStaysKnownWhileTheTextChanges() {
        assertEquals(
                List.of("a.png", "b c.png"),
                OwnLinks.of("![[a.png]] ![](b%20c.png) [[d]]", List.of("see [[d]]"), List.of()));
        assertEquals(List.of(), OwnLinks.of("![](b%20c.png)", List.of("![[b c.png]]"), List.of()));
        assertEquals(
                List.of("a.png"),
                OwnLinks.of("![[a.png]]", List.of("![[a.png]]"), List.of("a.png", "gone.png")));
        assertEquals(
                List.of("a.png", "x/é.JPEG"),
                OwnLinks.kept(List.of("a.png", "Harbour", "Port.md", "2026.11", "x/é.JPEG")));
    }

    @Test
    void soManyLinksAreRememberedAndNoMore() {
        List<String> names =
                IntStream.rangeClosed(0, OwnLinks.LINKS_MAX).mapToObj(i -> i + ".png").toList();
        String text = names.stream().map("![[%s]]\n"::formatted).collect(Collectors.joining());
        List<String> links = OwnLinks.of(text, List.of(), List.of());
        assertEquals(names.subList(0, OwnLinks.LINKS_MAX), links);
        assertEquals(names.subList(0, OwnLinks.KEPT_MAX), OwnLinks.kept(links));
        assertEquals(
                List.of(), OwnLinks.of("![[" + "a".repeat(1_001) + "]]", List.of(), List.of()));
    }

    private List<String> names(String title) {
        return alice.find(title).stream()
                .flatMap(page -> page.files().values().stream())
                .flatMap(json -> Manifest.parse(json).stream())
                .map(Manifest::name)
                .sorted()
                .toList();
    }

    /** Bob's page as it comes from his computer, and a file of Alice of which it speaks. */
    private void peersPage() throws IOException {
        alice.begin();
        alice.write("secret.txt", "Nobody's business.");
        alice.create("Peer", "See ![[secret.txt]] and ![[later.txt]].\n");
        alice.awaitFile("Peer.md", "See ![[secret.txt]] and ![[later.txt]].\n");
        alice.awaitQuiet();
    }

    @Test
    void whoCopiesAFileAttachesNothingByTheLinksOfOthersInIt() throws IOException {
        peersPage();
        Files.copy(alice.folder.resolve("Peer.md"), alice.folder.resolve("Copy.md"));
        alice.awaitText("Copy", "See ![[secret.txt]] and ![[later.txt]].\n");
        awaitLook("Witness");
        alice.write("later.txt", "Nor this.");
        alice.write("boat.png", "A boat.");
        alice.write("Own.md", "![[boat.png]] See ![[secret.txt]].\n");
        alice.await(() -> !names("Own").isEmpty(), () -> "boat.png");
        awaitLook("Another");
        assertEquals(List.of(), names("Copy"));
        assertEquals(List.of("boat.png"), names("Own"));

        // What is public already is attached to whatever links to it.
        alice.write("Second.md", "![[boat.png]]\n");
        alice.await(() -> names("Second").equals(List.of("boat.png")), () -> "boat.png");
    }

    @Test
    void whoMovesAFileOutAndBackAttachesNothingByTheLinksOfOthersInIt() throws IOException {
        peersPage();
        Path away = parent.resolve("away.md");
        for (String back : List.of("Peer.md", "Moved.md")) {
            Files.move(alice.folder.resolve("Peer.md"), away);
            alice.await(() -> alice.find("Peer").isEmpty(), () -> "Peer is not gone");
            Files.move(away, alice.folder.resolve(back));
            String title = back.replace(".md", "");
            alice.awaitText(title, "See ![[secret.txt]] and ![[later.txt]].\n");
            awaitLook("Witness of " + title);
            assertEquals(List.of(), names(title));
        }
        alice.write("later.txt", "Nor this.");
        awaitLook("Last");
        assertEquals(List.of(), names("Moved"));
    }

    /** That somebody has the same bytes as another makes his file no one's but his. */
    @Test
    void aFileThatHappensToBeTheSameAsAnAttachmentStaysPrivate() throws IOException {
        alice.begin();
        alice.write("todo.txt", "Paint the boat.\n");
        byte[] bytes = "Paint the boat.\n".getBytes(StandardCharsets.UTF_8);
        var stored = alice.repository().blobs().add(new ByteArrayInputStream(bytes), 1_000);
        var manifest = Manifest.of("todo.txt", Optional.of("todo.txt"), stored).toJson();
        var page = alice.create("Harbour", "A list.\n");
        alice.repository().attach(page.page(), Map.of(stored.blob(), manifest));
        alice.awaitFile("Harbour.md", "A list.\n");
        alice.awaitQuiet();

        alice.write("todo.txt", "Paint the boat.\nCall the doctor.\n");
        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .anyMatch(each -> each.kind() == Trouble.Kind.OTHER_FILE),
                () -> "not named");
        awaitLook("Witness");
        assertEquals(Set.of(stored.blob()), alice.page("Harbour").files().keySet());
        assertEquals(Optional.of("Paint the boat.\nCall the doctor.\n"), alice.file("todo.txt"));
    }
}
