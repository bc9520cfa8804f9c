package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.storage.Repository;
import enquire.web.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of a folder, as they are held while they are imported. */
class VaultReaderTest {

    /** A small zip file may hold more text than fits into memory, and more links than text. */
    @Test
    void pagesThatDoNotFitIntoMemoryAreRefusedTogether() {
        int bound = 3 * VaultReader.LINK_WEIGHT;
        String two = "[[a]] [[b]]";
        String rest = "x".repeat(VaultReader.LINK_WEIGHT - two.length());
        assertEquals(2, read(bound, two, rest).size());
        var refused =
                assertThrows(
                        ProblemException.class, () -> read(bound, two, rest + "x", "not read"));
        assertEquals(413, refused.problem().status());
        assertTrue(refused.problem().detail().contains("With p1.md "), refused.getMessage());
    }

    private static List<VaultPage> read(long weightMax, String... texts) {
        var entries = new ArrayList<Vault.Entry>();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            String path = "p" + entries.size() + ".md";
            entries.add(new Vault.Entry(path, 0, () -> new ByteArrayInputStream(bytes)));
        }
        return new VaultReader(problem -> {}, weightMax, new Unpacked(Long.MAX_VALUE))
                .pages(Vault.Entry::markdown, entries, Map.of(), (step, done, of) -> {});
    }

    @Test
    void pagesComeInTheOrderOfTheirFilesWithWhatEachSays() {
        String text = "x".repeat(Repository.TEXT_CHARS_MAX / 4);
        String[] texts = new String[11];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "[[to " + i + "]] " + text;
        }

        List<VaultPage> pages = read(Long.MAX_VALUE, texts);

        for (int i = 0; i < texts.length; i++) {
            assertEquals("p" + i, pages.get(i).title().value());
            assertEquals(texts[i], pages.get(i).text());
            assertEquals("to " + i, pages.get(i).links().getFirst().target().name());
        }
        assertEquals(texts.length, pages.size());
    }
}
