package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.BundleBounds;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code enquire bundle}, with no node running. */
class BundleCommandTest extends TypedCommands {

    @Test
    void aBundleIsWrittenOnceAndReadAsOftenAsOneLikesByMembersAlone() throws Exception {
        Path file = folder.resolve("garden.bundle");
        assertEquals(0, run("create", "Garden").code());
        try (var node = TestNode.start(data())) {
            Wiki garden = node.node().wikis().getFirst();
            garden.repository().create(new Title("Roses"), "red");
            var tulips = garden.repository().create(new Title("Tulips"), "yellow");
            garden.repository().delete(tulips.page());
        }
        Ran wrote = run("bundle", file.toString());
        assertEquals(0, wrote.code(), wrote.err());
        // As status says: what is deleted goes along and is not counted.
        String pages = run("status").out().split("\t")[2];
        assertTrue(pages.endsWith(" pages"), pages);
        assertTrue(wrote.out().contains(": %s and 0 files".formatted(pages)), wrote.out());
        assertTrue(wrote.out().contains("“Garden” is in"), wrote.out());
        byte[] content = Files.readAllBytes(file);

        assertSentence(1, "was left as it is", run("bundle", file.toString()));
        assertTrue(Arrays.equals(content, Files.readAllBytes(file)));
        Ran read = run("bundle", "--read", file.toString());
        assertEquals(0, read.code(), read.err());
        assertTrue(read.out().contains("of which 0 changed here"), read.out());
        assertFalse(read.err().contains("0 of 0"), read.err());

        Path nobodys = folder.resolve("nobody");
        Ran first = runWith(nobodys, "bundle", "--read", file.toString());
        assertSentence(1, "no member of the wiki in this bundle", first);
        assertTrue(first.err().contains("enquire join INVITE"), first.err());
        assertFalse(Files.exists(nobodys));
        Path strangers = folder.resolve("stranger");
        assertEquals(0, runWith(strangers, "create", "Garden").code());
        assertSentence(
                1,
                "no member of the wiki in this bundle",
                runWith(strangers, "bundle", "--read", file.toString()));
        assertSentence(
                1,
                "another wiki",
                runWith(strangers, "bundle", "--read", file.toString(), "--wiki", "garden"));

        byte[] changed = content.clone();
        for (int at : new int[] {100, content.length / 2, content.length - 40}) {
            changed[at] ^= 1;
            Files.write(file, changed);
            assertSentence(1, "damaged or was cut off", run("bundle", "--read", file.toString()));
            changed[at] ^= 1;
        }
        Files.write(file, Arrays.copyOf(content, content.length - 10));
        assertSentence(1, "damaged or was cut off", run("bundle", "--read", file.toString()));
        Files.writeString(file, "no bundle");
        assertSentence(1, "not a bundle", run("bundle", "--read", file.toString()));
    }

    @Test
    void whatIsTooMuchIsRefusedAndWhatGetsTooMuchLeavesNoHalfFile() throws Exception {
        Path file = folder.resolve("garden.bundle");
        Path data = folder.resolve("strict");
        try (var node = strict(data, new BundleBounds(1, 1, 1_000_000))) {
            Wiki garden = node.node().create("Garden");
            garden.repository().create(new Title("Roses"), "red");
            garden.repository().create(new Title("Tulips"), "red");
            assertSentence(1, "2 pages", runWith(data, "bundle", file.toString()));
            assertSentence(1, "--since", runWith(data, "bundle", file.toString()));
            assertEquals(List.of(), left());
        }
        // Signatures and members are not in what is weighed before: it breaks off on its way.
        long weighed;
        try (var node = TestNode.start(data)) {
            Wiki garden = node.node().wikis().getFirst();
            weighed = new Bundles(garden).weigh(Optional.empty(), true).bytes();
        }
        try (var node = strict(data, new BundleBounds(2, 1, weighed))) {
            assertSentence(1, "Nothing was written", runWith(data, "bundle", file.toString()));
            assertThrows(IOException.class, () -> node.bytes("/-/api/v1/wikis/garden/bundle"));
        }
        assertEquals(List.of(), left());
    }

    private static TestNode strict(Path data, BundleBounds bounds) {
        var settings = TestNode.settings(data, "Alice", InstantSource.system());
        TestNode node = TestNode.start(settings.bundling(bounds));
        node.node().announce(node.uri("/").toString());
        return node;
    }

    /** What lies where the bundle would. */
    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatIsTypedWrongIsSaidAndNothingIsWritten() {
        Path file = folder.resolve("garden.bundle");
        assertEquals(0, run("create", "Garden").code());
        assertSentence(2, "is no date", run("bundle", file.toString(), "--since", "soon"));
        assertSentence(2, "for writing", run("bundle", "--read", "x", "--since", "2026-11-01"));
        assertSentence(2, "for writing", run("bundle", "--read", "x", "--no-files"));
        assertSentence(1, "There is no file", run("bundle", "--read", file.toString()));
        assertSentence(2, "to come", run("bundle", file.toString(), "--since", "2999-01-01"));
        assertFalse(Files.exists(file));
        Ran since = run("bundle", file.toString(), "--since", "2026-01-01");
        assertEquals(0, since.code(), since.err());
    }
}
