package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.Repository;
import enquire.sync.node.Bundles;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is imported once more, at the same time, or is on its way in. */
class ImportAgainTest {

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void aPageThatWasDeletedHereStaysDeletedUntilSomethingOfItIsNew() throws Exception {
        assertTrue(sent(zip("Rose.md", "A rose.")).contains("\"created\":1"));
        delete("Rose");

        String again = sent(zip("Rose.md", "A rose."));

        assertTrue(again.contains("\"created\":0"), again);
        assertTrue(again.contains("\"kept\":1"), again);
        assertTrue(again.contains("was deleted here since it was imported"), again);
        assertEquals(404, status("Rose"));
        String changed = sent(zip("Rose.md", "A rose, and a tern."));
        assertTrue(changed.contains("\"created\":1"), changed);
    }

    @Test
    void aPageWithAPastThatWasDeletedHereStaysDeletedUntilADumpHasMoreOfIt() throws Exception {
        assertTrue(sent(dump(3)).contains("\"created\":1"));
        delete("Rose");

        String again = sent(dump(3));

        assertTrue(again.contains("\"kept\":1"), again);
        assertEquals(404, status("Rose"));
        String changed = sent(dump(4));
        assertTrue(changed.contains("\"created\":1"), changed);
        assertEquals("rose 3", alice.get(TestNode.wiki("/pages/Rose")).body().strip());
    }

    @Test
    void aPageThatWasRenamedHereIsKnownByItsOrigin() throws Exception {
        assertTrue(sent(zip("Rose.md", "A rose.\n")).contains("\"created\":1"));
        rename("Rose", "Briar");

        String again = sent(zip("Rose.md", "A rose.\n"));

        assertTrue(again.contains("\"created\":0"), again);
        assertTrue(again.contains("\"unchanged\":1"), again);
        assertTrue(again.contains("renamed here since it was imported: it is “Briar”"), again);
        assertEquals(1, repository().pageCount());

        alice.put(TestNode.wiki("/pages/Briar"), "A rose.\nEdited here.\n");
        alice.put(TestNode.wiki("/pages/Rose"), "Another one, by hand.");
        String changed = sent(zip("Rose.md", "A red rose.\n"));

        assertTrue(changed.contains("\"updated\":1"), changed);
        assertTrue(changed.contains("it is “Briar”"), changed);
        assertEquals("A red rose.\nEdited here.\n", text("Briar"));
        assertEquals("Another one, by hand.", text("Rose"));
        assertTrue(sent(zip("Rose.md", "A red rose.\n")).contains("\"unchanged\":1"));
        assertEquals(2, repository().pageCount());
    }

    @Test
    void soIsOneWithAPast() throws Exception {
        assertTrue(sent(dump(3)).contains("\"created\":1"));
        rename("Rose", "Briar");

        String again = sent(dump(3));

        assertTrue(again.contains("\"unchanged\":1"), again);
        assertTrue(again.contains("it is “Briar”"), again);
        String changed = sent(dump(4));
        assertTrue(changed.contains("\"updated\":1"), changed);
        assertTrue(changed.contains("it is “Briar”"), changed);
        assertEquals("rose 3", text("Briar").strip());
        assertEquals(1, repository().pageCount());
    }

    @Test
    void soIsOneOfWhichNothingIsNotedHere() throws Exception {
        repository().create(new Title("Rose"), "A rose.");
        rename("Rose", "Briar");

        String again = sent(zip("Rose.md", "A rose."));

        assertTrue(again.contains("\"unchanged\":1"), again);
        assertTrue(again.contains("it is “Briar”"), again);
        assertEquals(1, repository().pageCount());
    }

    @Test
    void aPageOfAnotherVaultDoesNotReplaceTheWordsOfOneThatMadeRoomForIt() throws Exception {
        sent(zip("Rose.md", "A rose.\n".repeat(9)));
        rename("Rose", "Briar");

        String other = sent(zip("Rose.md", "1234567890\n".repeat(9)));

        assertTrue(other.contains("\"created\":1"), other);
        assertTrue(other.contains("“Briar” here, and has little in common"), other);
        assertEquals("A rose.\n".repeat(9), text("Briar"));
    }

    @Test
    void aPageThatWasMadeSinceTheImportedOneWentIsNotTheImportedOne() throws Exception {
        repository().create(new Title("Rose"), "By hand.");
        rename("Rose", "Tern");
        assertTrue(sent(zip("Rose.md", "A rose.")).contains("\"created\":1"));
        rename("Rose", "Briar");
        delete("Briar");
        repository().create(new Title("Rose"), "By hand once more.");

        String again = sent(zip("Rose.md", "A rose."));

        assertTrue(again.contains("\"kept\":1"), again);
        assertTrue(again.contains("a page “Rose” with another text already"), again);
        assertEquals("By hand once more.", text("Rose"));
    }

    @Test
    void wordsThatAFileHasInOneOfTwoPlacesAreTheReasonWhyItIsLeft() throws Exception {
        String text = "The key: 7XQ-113.\n\nAgain the key: 7XQ-113.\n";
        sent(zip("Rose.md", text));
        alice.node()
                .wikis()
                .getFirst()
                .redacting()
                .redact(repository().find(new Title("Rose").key()).orElseThrow(), "7XQ-113")
                .clean()
                .join();

        String half = sent(zip("Rose.md", text.replace("Again the key: 7XQ-113", "Again")));

        assertTrue(half.contains("\"kept\":1"), half);
        assertTrue(half.contains("words were taken out of “Rose” for good"), half);
        assertFalse(half.contains("another text already"), half);
        assertFalse(text("Rose").contains("7XQ"), text("Rose"));
        String clean = sent(zip("Rose.md", "More.\n" + text.replace("7XQ-113", "")));
        assertTrue(clean.contains("\"updated\":1"), clean);
        assertTrue(text("Rose").contains("More."), text("Rose"));
    }

    @Test
    void importsThatAreBegunAtOnceDoNotGetIntoEachOther() throws Exception {
        byte[] dump = dump(60);
        List<String> ends = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> sent = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sent.add(threads.submit(() -> sent(dump)));
            }
            for (Future<String> each : sent) {
                ends.add(each.get());
            }
        }

        List<String> refused = ends.stream().filter(end -> end.contains("\"status\":409")).toList();
        assertTrue(refused.size() < 4, ends.toString());
        for (String end : ends) {
            boolean imported = end.contains("\"pages\":1") && end.contains("\"kept\":0");
            assertTrue(imported || end.contains("Another import of this wiki"), ends.toString());
        }
        assertTrue(sent(dump).contains("\"unchanged\":1"));
    }

    @Test
    void whatIsOnItsWayInLiesInTheDataFolderWhichIsClearedUpAfterAKill() throws Exception {
        Path incoming = new Bundles(alice.node().wikis().getFirst()).incoming();
        // So much that half of it is more than the client keeps back.
        var text = new StringBuilder();
        new Random(1).ints(20_000).forEach(number -> text.append(number).append('\n'));
        byte[] zip = zip("Rose.md", text.toString());
        try (var in = new PipedInputStream();
                var client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> answer;
            try (var out = new PipedOutputStream(in)) {
                answer =
                        client.sendAsync(
                                HttpRequest.newBuilder(alice.uri(TestNode.wiki("/import")))
                                        .header("Authorization", "Bearer " + alice.token())
                                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> in))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                out.write(zip, 0, zip.length / 2);
                out.flush();
                Instant deadline = Instant.now().plus(TestNode.DEADLINE);
                while (files(incoming) == 0) {
                    assertTrue(!answer.isDone(), answer::toString);
                    assertTrue(Instant.now().isBefore(deadline), "nothing lies in " + incoming);
                    BetweenLooks.pause();
                }
                out.write(zip, zip.length / 2, zip.length - zip.length / 2);
            }
            assertTrue(answer.get().body().contains("\"created\":1"), answer.get().body());
        }
        assertEquals(0, files(incoming));
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private Repository repository() {
        return alice.node().wikis().getFirst().repository();
    }

    private void rename(String title, String now) {
        repository()
                .rename(repository().find(new Title(title).key()).orElseThrow(), new Title(now));
    }

    private String text(String title) {
        return repository()
                .find(new Title(title).key())
                .flatMap(repository()::page)
                .orElseThrow()
                .text();
    }

    private int status(String title) throws Exception {
        return alice.get(TestNode.wiki("/pages/" + title)).statusCode();
    }

    private void delete(String title) throws Exception {
        String path = TestNode.wiki("/pages/" + title);
        alice.send("DELETE", path, new byte[0]);
        assertEquals(404, status(title));
    }

    /** One page of so many edits. */
    private static byte[] dump(int edits) {
        var dump = new StringBuilder("<mediawiki><page><title>Rose</title>");
        for (int i = 0; i < edits; i++) {
            dump.append("<revision><text>rose ").append(i).append("</text></revision>");
        }
        return dump.append("</page></mediawiki>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String sent(byte[] file) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), file).body();
        return answer.substring(answer.stripTrailing().lastIndexOf('\n') + 1);
    }
}
