package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder come into the wiki: those to which somebody at this computer links. */
class LinkedFilesTest {

    @TempDir Path parent;
    private MirroredWiki alice;

    @BeforeEach
    void open() {
        alice = new MirroredWiki(parent);
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private void awaitFiles(List<String> names) {
        alice.await(() -> names().equals(names), () -> names() + " instead of " + names);
    }

    private List<String> names() {
        return alice.find("Harbour").stream()
                .flatMap(page -> page.files().values().stream())
                .flatMap(json -> Manifest.parse(json).stream())
                .map(Manifest::name)
                .sorted()
                .toList();
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
}
