package enquire.web.pages;

import enquire.web.wiki.StatusWords;
import java.util.Locale;

/** Sizes in words: {@code 412 kB}. */
final class Sizes {

    private Sizes() {}

    static String words(long bytes) {
        if (bytes < 1_000) {
            return StatusWords.counted(bytes, "byte");
        }
        return bytes < 1_000_000
                ? "%d kB".formatted(bytes / 1_000)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
