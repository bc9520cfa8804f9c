package enquire.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Pages that look like notes: words drawn by Zipf's law, headings, lists, links; about 3.7 kB each
 * (the mean of 37 MB in 10,000 pages). The same seed gives the same pages.
 */
final class Corpus {

    static final String HUB = "Hub";

    /** One page in this many links to the hub: 1,800 of 10,000. */
    private static final double HUB_SHARE = 0.18;

    private static final int VOCABULARY = 20_000;
    private static final int WORDS_IN_A_PAGE = 560;
    private static final String[] SYLLABLES = {
        "ba", "de", "fi", "go", "ku", "la", "me", "ni", "or", "pe", "qua", "ri", "so", "ta", "un",
        "ve", "wo", "ys", "zan", "chi"
    };

    private final Random random;
    private final List<String> words = new ArrayList<>();
    private final int pages;

    Corpus(long seed, int pages) {
        this.random = new Random(seed);
        this.pages = pages;
        for (int i = 0; i < VOCABULARY; i++) {
            var word = new StringBuilder();
            for (int rest = i + 20; rest > 0; rest /= SYLLABLES.length) {
                word.append(SYLLABLES[rest % SYLLABLES.length]);
            }
            words.add(word.toString());
        }
    }

    String title(int page) {
        return page == 0
                ? HUB
                : "%s %s %d".formatted(words.get(page % 300), words.get(page * 7 % 900), page);
    }

    /** A word that some, not most, pages hold. */
    String rareWord() {
        return words.get(700);
    }

    String commonWord() {
        return words.get(12);
    }

    String text() {
        var text = new StringBuilder("# " + word() + "\n\n");
        if (random.nextDouble() < HUB_SHARE) {
            text.append("Part of [[Hub]], as agreed.\n\n");
        }
        for (int i = 1; i <= WORDS_IN_A_PAGE; i++) {
            if (random.nextInt(60) == 0) {
                text.append("[[").append(title(random.nextInt(pages))).append("]] ");
            }
            text.append(word());
            text.append(i % 110 == 0 ? "\n\n## " + word() + "\n\n- " : i % 13 == 0 ? ".\n" : " ");
        }
        return text.append('\n').toString();
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int page = 0; page < pages; page++) {
            Files.writeString(folder.resolve(title(page) + ".md"), text());
        }
    }

    private String word() {
        // Zipf: the rank of a word is an exponential of a uniform number.
        int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY)) - 1;
        return words.get(Math.min(VOCABULARY - 1, Math.max(0, rank)));
    }
}
