package enquire.web.site;

import enquire.web.http.Json;
import enquire.web.vault.ExportArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a static site is searched by: scripts, since a browser that opened a file fetches nothing
 * else. Words stand in order over files of a bounded size, as the leaves of a tree, and the browser
 * loads those in which a word, or what begins with it, must stand. Texts stand beside them, for the
 * place of the words. Holds a few bytes for each word of each page, and no texts; one thread at a
 * time.
 */
final class SearchFiles {

    /** Of one file of words: a search loads one or two for each word. (Guess.) */
    private static final int LEAF_CHARS = 128 * 1024;

    /**
     * Of a file of texts: a search loads one for each page that it shows, twenty at a time. (Guess:
     * 640 kB in all, a third of that from a web host.)
     */
    private static final int PART_CHARS = 32 * 1024;

    /** Of the text of a page in it; a place behind that is not shown, but found. (Guess.) */
    private static final int TEXT_CHARS_MAX = 20_000;

    /** Words of one page that are in the search; far above any text, below a list of numbers. */
    private static final int WORDS_OF_PAGE_MAX = 20_000;

    /**
     * Different words of all pages, some 100 bytes of memory each. (Guess: 40 languages' worth.)
     */
    private static final int WORDS_MAX = 500_000;

    /** A word in a title counts as so many in the text. */
    private static final int IN_TITLE = 16;

    /** What one word counts in one page, at most. */
    private static final int WEIGHT_MAX = 35;

    private final Map<String, Postings> words = new HashMap<>();

    /** The first page of each file of texts. */
    private final List<Integer> parts = new ArrayList<>();

    private final StringBuilder part = new StringBuilder();
    private final ExportArchive archive;
    private int pages;
    private boolean complete = true;

    SearchFiles(ExportArchive archive) {
        this.archive = archive;
    }

    /**
     * @param place percent-encoded, from the top of the site
     * @param text without markup
     */
    void add(String place, String title, String text) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        SearchWords.of(title).forEach(word -> counts.merge(word, IN_TITLE, Integer::sum));
        for (String word : SearchWords.of(text)) {
            if (counts.size() < WORDS_OF_PAGE_MAX || counts.containsKey(word)) {
                counts.merge(word, 1, Integer::sum);
            } else {
                complete = false;
            }
        }
        int page = pages;
        counts.forEach((word, count) -> {
            Postings known = words.get(word);
            if (known == null && words.size() < WORDS_MAX) {
                known = new Postings();
                words.put(word, known);
            }
            if (known == null) {
                complete = false;
            } else {
                known.add(page, Math.min(WEIGHT_MAX, count));
            }
        });
        show(place, title, text);
    }

    /** Whether every word is in it. */
    boolean isComplete() {
        return complete;
    }

    private void show(String place, String title, String text) throws IOException {
        if (part.isEmpty()) {
            parts.add(pages);
        }
        part.append(part.isEmpty() ? "[" : ",")
                .append(Json.text(List.of(place, title, line(text))));
        pages++;
        if (part.length() >= PART_CHARS) {
            writePart();
        }
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= TEXT_CHARS_MAX) {
            return line;
        }
        boolean inside = Character.isHighSurrogate(line.charAt(TEXT_CHARS_MAX - 1));
        return line.substring(0, inside ? TEXT_CHARS_MAX - 1 : TEXT_CHARS_MAX);
    }

    private void writePart() throws IOException {
        int number = parts.size() - 1;
        put("pages-" + number, "enquireSite.pages(%d,%s])".formatted(number, part));
        part.setLength(0);
    }

    /** {@code search/*.js}. */
    void write() throws IOException {
        List<String> leaves = writeWords();
        if (!part.isEmpty()) {
            writePart();
        }
        put(
                "leaves",
                "enquireSite.leaves(%d,%s,%s)"
                        .formatted(pages, Json.text(parts), Json.text(leaves)));
    }

    /** The first word of each file. */
    private List<String> writeWords() throws IOException {
        List<String> leaves = new ArrayList<>();
        var leaf = new StringBuilder();
        // Ordered by UTF-16 units, as JavaScript compares.
        for (Map.Entry<String, Postings> word : new TreeMap<>(words).entrySet()) {
            if (leaf.isEmpty()) {
                leaves.add(word.getKey());
            }
            leaf.append(leaf.isEmpty() ? "[[" : ",[").append(Json.text(word.getKey()));
            word.getValue().appendTo(leaf);
            leaf.append(']');
            if (leaf.length() >= LEAF_CHARS) {
                writeLeaf(leaves.size() - 1, leaf);
            }
        }
        if (!leaf.isEmpty()) {
            writeLeaf(leaves.size() - 1, leaf);
        }
        return leaves;
    }

    private void writeLeaf(int number, StringBuilder leaf) throws IOException {
        put("words-" + number, "enquireSite.words(%d,%s])".formatted(number, leaf));
        leaf.setLength(0);
    }

    private void put(String name, String script) throws IOException {
        archive.put("search/" + name + ".js", (script + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
