package enquire.editor.page;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a page says now. Immutable.
 *
 * @param title absent while nobody gave one, or if a peer wrote one that cannot be
 * @param text Markdown, with {@code \n} line ends
 * @param aliases every title the page was given; of these, of files and of marks at most {@link
 *     #KEYS_MAX}
 * @param files the manifest of each attachment, as JSON
 * @param marks overlaps of concurrent edits that somebody has ticked off
 * @param deleted whether somebody deleted exactly this text
 */
public record PageContent(
        Optional<Title> title,
        String text,
        Map<TitleKey, String> aliases,
        Map<BlobId, String> files,
        Map<String, String> marks,
        boolean deleted) {

    /**
     * Of each kind, aliases, attachments and marks, the first so many count; a writer can put any
     * number into a page, and whoever holds it keeps a row for each. The same ones count
     * everywhere, since they are told by the page alone. (A guess: more than anybody attaches to
     * one page, and each is some 10 µs of the thread that writes.)
     */
    public static final int KEYS_MAX = 4_096;

    public PageContent {
        Optional<TitleKey> current = title.map(Title::key);
        aliases = first(aliases, key -> current.filter(key::equals).isPresent());
        files = first(files, key -> false);
        marks = first(marks, key -> false);
    }

    /** In the order of their keys, but those that stay come before all others. */
    private static <K extends Comparable<K>> Map<K, String> first(
            Map<K, String> all, Predicate<K> stays) {
        if (all.size() <= KEYS_MAX) {
            return Map.copyOf(all);
        }
        return all.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                        (Map.Entry<K, String> each) -> !stays.test(each.getKey()))
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(KEYS_MAX)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
