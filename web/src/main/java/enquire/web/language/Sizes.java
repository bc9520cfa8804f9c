package enquire.web.language;

/** Sizes in words: {@code 412 kB}. */
public final class Sizes {

    private Sizes() {}

    public static String words(long bytes) {
        if (bytes < 1_000) {
            return Speaking.messages().text("count.bytes", "bytes", bytes);
        }
        if (bytes >= 1_000_000_000) {
            return Speaking.messages().text("count.gigabytes", "gigabytes", bytes / 1e9);
        }
        return bytes < 1_000_000
                ? Speaking.messages().text("count.kilobytes", "kilobytes", bytes / 1_000)
                : Speaking.messages().text("count.megabytes", "megabytes", bytes / 1e6);
    }
}
