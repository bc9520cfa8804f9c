package enquire.editor.markdown;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which page a link means (design section 3): the one with that title, then with that alias, then
 * the only one whose title ends so, as Obsidian does. A relative link is first looked for from the
 * folder of the page it stands on. Names count with and without {@code .md}. A pure function: nodes
 * that hold the same pages resolve alike.
 */
public final class LinkResolution {

    /**
     * SilverBullet's {@code [[Page@123]]} and {@code [[Page@L12c4]]} name a place in a page, its
     * {@code [[^Page]]} a page that is hidden from lists. Tried last, for a title may look so.
     */
    private static final Pattern POSITION = Pattern.compile("@(?:\\d+|[Ll]\\d+(?:[Cc]\\d+)?)$");

    private LinkResolution() {}

    /**
     * @param from the title of the page that the link stands on
     */
    public static Optional<PageId> resolve(LinkTarget target, Title from, TitleLookup lookup) {
        List<TitleKey> keys = new ArrayList<>();
        for (String name : names(target, from)) {
            keys.add(TitleKey.of(name));
        }
        return resolve(keys, lookup);
    }

    /**
     * The same for a link of which only the keys of its {@link #names} were kept.
     *
     * @param keys in the order of the names
     */
    public static Optional<PageId> resolve(List<TitleKey> keys, TitleLookup lookup) {
        for (TitleKey key : keys) {
            Optional<PageId> page = lookup.byTitle(key);
            if (page.isPresent()) {
                return page;
            }
        }
        for (TitleKey key : keys) {
            // Two pages may claim one alias; the smallest id is the same choice on every node.
            Optional<PageId> page = lookup.byAlias(key).stream().sorted().findFirst();
            if (page.isPresent()) {
                return page;
            }
        }
        for (TitleKey key : keys) {
            Optional<PageId> page = onlyOneEndingIn(key, lookup);
            if (page.isPresent()) {
                return page;
            }
        }
        return Optional.empty();
    }

    /** The titles that a link may mean, the likeliest first. At least one. */
    public static Set<String> names(LinkTarget target, Title from) {
        String written = target.name();
        Set<String> names = new LinkedHashSet<>();
        boolean path =
                target instanceof LinkTarget.RelativePath
                        || written.startsWith("./")
                        || written.startsWith("../")
                        || written.startsWith("/");
        if (path) {
            RelativePaths.fromTop(written, from).ifPresent(name -> addWithAndWithout(name, names));
        }
        addWithAndWithout(withoutDots(written), names);
        String plain = POSITION.matcher(written).replaceFirst("");
        addWithAndWithout(plain.startsWith("^") ? plain.substring(1) : plain, names);
        return names;
    }

    private static void addWithAndWithout(String name, Set<String> names) {
        names.add(name);
        names.add(RelativePaths.withoutExtension(name));
    }

    /** What a path that leads above the wiki's top may still mean: its part below. */
    private static String withoutDots(String path) {
        String rest = path;
        while (rest.startsWith("../") || rest.startsWith("./") || rest.startsWith("/")) {
            rest = rest.substring(rest.indexOf('/') + 1);
        }
        return rest;
    }

    private static Optional<PageId> onlyOneEndingIn(TitleKey key, TitleLookup lookup) {
        List<PageId> pages =
                lookup.byLastSegment(key.lastSegment()).stream()
                        .filter(found -> endsIn(found.title(), key))
                        .map(TitleLookup.Found::page)
                        .distinct()
                        .limit(2)
                        .toList();
        return pages.size() == 1 ? Optional.of(pages.getFirst()) : Optional.empty();
    }

    private static boolean endsIn(TitleKey title, TitleKey end) {
        return title.equals(end) || title.value().endsWith("/" + end.value());
    }
}
