package enquire.web.vault.markup;

import java.util.Locale;
import java.util.Set;

/**
 * What a wiki calls its namespaces; a dump says it at its beginning, in the wiki's language.
 *
 * @param categories names of the namespace of categories, in lower case
 * @param files names of the namespace of files, in lower case
 */
public record WikitextWords(Set<String> categories, Set<String> files) {

    /** The names that count in every wiki. */
    public static final WikitextWords ENGLISH =
            new WikitextWords(Set.of("category"), Set.of("file", "image", "media"));

    boolean isCategory(String namespace) {
        return categories.contains(namespace.strip().toLowerCase(Locale.ROOT));
    }

    boolean isFile(String namespace) {
        return files.contains(namespace.strip().toLowerCase(Locale.ROOT));
    }
}
