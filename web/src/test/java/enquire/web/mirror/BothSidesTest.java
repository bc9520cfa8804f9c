package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody writes in the wiki and somebody else in the folder, in the same pages at the same
 * moment, each from what he read just before. Every word of both must be in page and file, once.
 */
class BothSidesTest {

    private static final int PAGES = 2;
    private static final int WORDS = 24;

    @TempDir Path parent;

    @ParameterizedTest
    @ValueSource(longs = {2})
    void everyWordOfBothSidesIsThereOnce(long seed) throws Exception {
        try (var alice = new MirroredWiki(parent);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int page = 0; page < PAGES; page++) {
                alice.create("Page " + page, "begin one two three four five end\n");
            }
            alice.begin();
            alice.awaitQuiet();

            Future<List<List<String>>> inWiki =
                    threads.submit(side(alice, new Random(seed), "w", MirroredWiki::typed));
            Future<List<List<String>>> inFolder =
                    threads.submit(side(alice, new Random(~seed), "f", MirroredWiki::saved));
            List<List<String>> words = inWiki.get();
            List<List<String>> more = inFolder.get();

            for (int page = 0; page < PAGES; page++) {
                List<String> all = new ArrayList<>(words.get(page));
                all.addAll(more.get(page));
                String title = "Page " + page;
                alice.await(
                        () ->
                                all.stream()
                                        .allMatch(word ->
                                                alice.text(title).orElseThrow().contains(word)),
                        () -> "seed " + seed + ": " + alice.text(title) + " without one of " + all);
                String text = alice.text(title).orElseThrow();
                alice.awaitFile(title + ".md", text);
                List<String> there = List.of(text.strip().split(" "));
                for (String word : all) {
                    assertEquals(
                            1,
                            there.stream().filter(word::equals).count(),
                            "seed %d: %s in %s".formatted(seed, word, text));
                }
            }
        }
    }

    /** Puts a word into a page. */
    private interface Writing {
        void put(MirroredWiki wiki, String title, String word, Random random) throws IOException;
    }

    /** Words by page. */
    private static Callable<List<List<String>>> side(
            MirroredWiki wiki, Random random, String mark, Writing writing) {
        return () -> {
            List<List<String>> words = new ArrayList<>();
            for (int page = 0; page < PAGES; page++) {
                words.add(new ArrayList<>());
            }
            for (int i = 0; i < WORDS; i++) {
                int page = random.nextInt(PAGES);
                String word = mark + i + mark;
                writing.put(wiki, "Page " + page, word, random);
                words.get(page).add(word);
                if (random.nextInt(3) == 0) {
                    wiki.awaitQuiet();
                }
            }
            return words;
        };
    }
}
