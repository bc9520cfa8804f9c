package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dump of a MediaWiki, a DokuWiki and a folder of pages on their way into a node that is killed
 * in the middle: of a page's past, or of the pages.
 */
class KilledImportTest {

    private static final int PAGES = 40;
    private static final int EDITS = 250;

    /**
     * Of the folder: pages are written many at once. (A guess at more than a node makes at once.)
     */
    private static final int FILES = 1_500;

    private static final int TRIES_MAX = 5;

    @Test
    void anImportThatWasKilledGoesOnBehindTheLastEdit(@TempDir Path data) throws Exception {
        byte[] dump = dump();
        try (var alice = RunningNode.start(data, "Alice")) {
            String wiki = killedInTheMiddle(alice, dump, EDITS, new Rose(alice));
            String path = "wikis/" + wiki + "/import";
            alice.post(
                    path,
                    dump,
                    answer -> {
                        String report = firstWith("\"report\"", answer);
                        assertTrue(report.contains("\"pages\":" + PAGES), report);
                        assertTrue(report.contains("\"kept\":0"), report);
                    });

            assertEquals(EDITS, said(alice, wiki));
            alice.awaitAnswer("wikis/" + wiki + "/pages/Rose", "rose " + (EDITS - 1));
            alice.post(
                    path,
                    dump,
                    answer -> {
                        String report = firstWith("\"report\"", answer);
                        assertTrue(report.contains("\"unchanged\":" + PAGES), report);
                    });
            assertEquals(EDITS, said(alice, wiki));
        }
    }

    @Test
    void aDokuWikiWhoseImportWasKilledGoesOnBehindTheLastEdit(@TempDir Path data) throws Exception {
        byte[] zip = dokuWiki();
        try (var alice = RunningNode.start(data, "Alice")) {
            String wiki = killedInTheMiddle(alice, zip, EDITS, new Rose(alice));
            String path = "wikis/" + wiki + "/import";
            importedAgain(alice, path, zip, PAGES);

            assertEquals(EDITS, said(alice, wiki));
            alice.awaitAnswer("wikis/" + wiki + "/pages/Rose", "rose " + (EDITS - 1));
        }
    }

    @Test
    void aFolderWhoseImportWasKilledIsWholeAfterTheNext(@TempDir Path data) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < FILES; i++) {
            files.put("Page %04d.md".formatted(i), "words of " + i + "\n\n" + "x ".repeat(500));
        }
        byte[] zip = zip(files);
        try (var alice = RunningNode.start(data, "Alice")) {
            String wiki = killedInTheMiddle(alice, zip, FILES, new Folder(alice));
            String path = "wikis/" + wiki + "/import";
            importedAgain(alice, path, zip, FILES);

            for (int i : new int[] {0, FILES / 2, FILES - 1}) {
                String page = "wikis/%s/pages/Page_%04d".formatted(wiki, i);
                alice.awaitAnswer(page, "words of " + i + "\n");
            }
        }
    }

    /** What is on its way into a wiki. */
    private interface Coming {
        void awaitSome(String wiki) throws Exception;

        long came(String wiki) throws Exception;
    }

    /** The page with a past is the first; nothing is said before it is done. */
    private record Rose(RunningNode node) implements Coming {
        @Override
        public void awaitSome(String wiki) throws Exception {
            node.awaitAnswer("wikis/" + wiki + "/pages", "Rose");
            node.awaitAnswer("wikis/" + wiki + "/pages/Rose", "A rose");
        }

        @Override
        public long came(String wiki) throws Exception {
            node.awaitAnswer("wikis/" + wiki + "/pages/Rose", "rose");
            return said(node, wiki);
        }
    }

    private record Folder(RunningNode node) implements Coming {
        @Override
        public void awaitSome(String wiki) throws Exception {
            node.awaitAnswer("wikis/" + wiki + "/pages", "Page 0");
        }

        @Override
        public long came(String wiki) throws Exception {
            return pages(node, wiki);
        }
    }

    /**
     * The wiki into which some has come, and not all, when the node was killed: else nothing is
     * seen of what this is about. On a busy computer all may have come before.
     */
    private static String killedInTheMiddle(RunningNode node, byte[] file, int of, Coming coming)
            throws Exception {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            String wiki = node.createEmptyWiki("Garden " + tries);
            node.post(
                    "wikis/" + wiki + "/import",
                    file,
                    answer -> {
                        coming.awaitSome(wiki);
                        node.kill();
                    });
            node.restart();
            long came = coming.came(wiki);
            assertTrue(came > 0, "killed before anything had come");
            if (came < of) {
                return wiki;
            }
        }
        return fail("killed when all %d had come, each time".formatted(of));
    }

    private static int pages(RunningNode node, String wiki) throws Exception {
        for (JsonNode listed : new ObjectMapper().readTree(node.bytes("wikis")).path("wikis")) {
            if (listed.path("slug").asText().equals(wiki)) {
                return listed.path("pages").asInt();
            }
        }
        return 0;
    }

    /** What was there before it was killed is known, and no page is taken for another one. */
    private static void importedAgain(RunningNode node, String path, byte[] file, int pages)
            throws Exception {
        node.post(
                path,
                file,
                answer -> {
                    String report = firstWith("\"report\"", answer);
                    assertTrue(report.contains("\"pages\":" + pages), report);
                    assertTrue(report.contains("\"kept\":0"), report);
                });
        node.post(
                path,
                file,
                answer -> {
                    String report = firstWith("\"report\"", answer);
                    assertTrue(report.contains("\"unchanged\":" + pages), report);
                });
    }

    /** The same as {@link #dump}, as the data folder of a DokuWiki. */
    private static byte[] dokuWiki() throws IOException {
        long second = Instant.parse("2011-03-04T05:06:00Z").getEpochSecond();
        Map<String, String> files = new LinkedHashMap<>();
        var changes = new StringBuilder();
        for (int i = 0; i < EDITS; i++) {
            files.put("attic/Rose." + (second - EDITS + i) + ".txt", "A rose " + i);
            changes.append(second - EDITS + i).append("\t192.0.2.1\tE\tRose\tCarol\tedit ");
            changes.append(i).append("\t\n");
        }
        files.put("meta/Rose.changes", changes.toString());
        files.put("pages/Rose.txt", "A rose " + (EDITS - 1));
        for (int i = 1; i < PAGES; i++) {
            files.put("pages/Page_" + i + ".txt", "text " + i);
        }
        return zip(files);
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** How many edits of the page say who made them, each once. */
    private static long said(RunningNode node, String wiki) throws Exception {
        long said = 0;
        for (int offset = 0; offset <= EDITS + 50; offset += 50) {
            byte[] page = node.bytes("wikis/" + wiki + "/pages/Rose/history?offset=" + offset);
            said +=
                    Pattern.compile("Carol, 2011-03-04 05:0\\d: edit \\d+”")
                            .matcher(new String(page, StandardCharsets.UTF_8))
                            .results()
                            .map(each -> each.group())
                            .distinct()
                            .count();
        }
        return said;
    }

    private static byte[] dump() {
        var dump = new StringBuilder("<mediawiki><page><title>Rose</title>");
        for (int i = 0; i < EDITS; i++) {
            dump.append(revision("edit " + i, "A rose " + i));
        }
        dump.append("</page>");
        for (int i = 1; i < PAGES; i++) {
            dump.append("<page><title>Page ").append(i).append("</title>");
            dump.append(revision("made", "text " + i)).append("</page>");
        }
        return dump.append("</mediawiki>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String revision(String comment, String text) {
        return """
        <revision><timestamp>2011-03-04T05:06:07Z</timestamp>
        <contributor><username>Carol</username></contributor>
        <comment>%s</comment><text>%s</text></revision>
        """
                .formatted(comment, text);
    }

    private static String firstWith(String words, InputStream lines) {
        var scanner = new Scanner(lines, StandardCharsets.UTF_8);
        while (scanner.hasNextLine()) {
            String line = scanner.nextLine();
            if (line.contains(words)) {
                return line;
            }
        }
        throw new IllegalStateException("no line with " + words);
    }
}
