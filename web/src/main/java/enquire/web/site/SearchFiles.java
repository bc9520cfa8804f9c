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
 * loads those in which a word, or what begins with it, must stand. Holds a few bytes for each word
 * of each page; one thread at a time.
 */
final class SearchFiles {

    /** Of one file of words: a search loads one or two for each word. (Guess.) */
    private static final int LEAF_CHARS = 128 * 1024;

    /**
     * Titles and beginnings in one file: a search loads one for each page that it shows. (Guess.)
     */
    private static final int PAGES_EACH = 64;

    private static final int BEGINNING_CHARS = 200;

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

    private record Shown(String place, String title, String beginning) {}

    private final Map<String, Postings> words = new HashMap<>();
    private final List<Shown> pages = new ArrayList<>();
    private boolean complete = true;

    /**
     * @param place percent-encoded, from the top of the site
     * @param text without markup
     */
    void add(String place, String title, String text) {
        Map<String, Integer> counts = new HashMap<>();
        SearchWords.of(title).forEach(word -> counts.merge(word, IN_TITLE, Integer::sum));
        for (String word : SearchWords.of(text)) {
            if (counts.size() < WORDS_OF_PAGE_MAX || counts.containsKey(word)) {
                counts.merge(word, 1, Integer::sum);
            } else {
                complete = false;
            }
        }
        int page = pages.size();
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
        pages.add(new Shown(place, title, beginning(text)));
    }

    /** Whether every word is in it. */
    boolean isComplete() {
        return complete;
    }

    private static String beginning(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= BEGINNING_CHARS) {
            return line;
        }
        int end =
                line.offsetByCodePoints(
                        0, Math.min(BEGINNING_CHARS, line.codePointCount(0, line.length())));
        int space = line.lastIndexOf(' ', end);
        return line.substring(0, space > BEGINNING_CHARS / 2 ? space : end) + " …";
    }

    /** {@code search/*.js}. */
    void write(ExportArchive archive) throws IOException {
        List<String> leaves = writeWords(archive);
        for (int from = 0; from < pages.size(); from += PAGES_EACH) {
            List<List<String>> shown =
                    pages.subList(from, Math.min(pages.size(), from + PAGES_EACH)).stream()
                            .map(page -> List.of(page.place(), page.title(), page.beginning()))
                            .toList();
            int number = from / PAGES_EACH;
            put(
                    archive,
                    "pages-" + number,
                    "enquireSite.pages(%d,%s)".formatted(number, Json.text(shown)));
        }
        put(
                archive,
                "leaves",
                "enquireSite.leaves(%d,%d,%s)"
                        .formatted(pages.size(), PAGES_EACH, Json.text(leaves)));
    }

    /** The first word of each file. */
    private List<String> writeWords(ExportArchive archive) throws IOException {
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
                writeLeaf(archive, leaves.size() - 1, leaf);
            }
        }
        if (!leaf.isEmpty()) {
            writeLeaf(archive, leaves.size() - 1, leaf);
        }
        return leaves;
    }

    private static void writeLeaf(ExportArchive archive, int number, StringBuilder leaf)
            throws IOException {
        put(archive, "words-" + number, "enquireSite.words(%d,%s])".formatted(number, leaf));
        leaf.setLength(0);
    }

    private static void put(ExportArchive archive, String name, String script) throws IOException {
        archive.put("search/" + name + ".js", (script + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
