package enquire.storage.search;

import enquire.editor.page.PeerId;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What words mean that only the node knows. Its functions are thread-safe and answer at once.
 *
 * @param isWiki whether a name is that of a wiki of this node: {@code [[name:Title]]} leads there
 *     then, and wants no page here
 * @param people those who are called so, or whose name begins so
 * @param zone in which a day of {@code after:} begins
 */
public record Meanings(
        Predicate<String> isWiki, Function<String, Set<PeerId>> people, ZoneId zone) {

    /** Of a node that knows nobody and no other wiki; days are those of Greenwich. */
    public static final Meanings NONE =
            new Meanings(name -> false, name -> Set.of(), ZoneId.of("UTC"));
}
