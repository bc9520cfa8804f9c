package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump of a MediaWiki on its way into a node that is killed in the middle of a page's past. */
class KilledImportTest {

    private static final int PAGES = 40;
    private static final int EDITS = 250;

    @Test
    void anImportThatWasKilledGoesOnBehindTheLastEdit(@TempDir Path data) throws Exception {
        byte[] dump = dump();
        try (var alice = RunningNode.start(data, "Alice")) {
            String wiki = alice.createEmptyWiki("Garden");
            String path = "wikis/" + wiki + "/import";
            alice.post(
                    path,
                    dump,
                    answer -> {
                        // The page with a past is the first; nothing is said before it is done, so
                        // this waits until some of its edits are there.
                        alice.awaitAnswer("wikis/" + wiki + "/pages", "Rose");
                        alice.awaitAnswer("wikis/" + wiki + "/pages/Rose", "A rose");
                        alice.kill();
                    });

            alice.restart();
            alice.awaitAnswer("wikis/" + wiki + "/pages/Rose", "rose");
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

    /** How many edits of the page say who made them, each once. */
    private static long said(RunningNode node, String wiki) throws Exception {
        long said = 0;
        for (int offset = 0; offset <= EDITS + 50; offset += 50) {
            byte[] page = node.bytes("wikis/" + wiki + "/pages/Rose/history?offset=" + offset);
            said +=
                    Pattern.compile("Carol, 2011-03-04 05:06: edit \\d+”")
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
