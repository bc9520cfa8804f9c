package enquire.web.vault;

import enquire.editor.markdown.LinkKind;
import enquire.editor.markdown.LinkResolution;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.markdown.TitleLookup;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.web.http.Percent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What links to pages must say in an export where some pages have another name than their title.
 * Pure.
 */
final class ExportedLinks {

    private static final String BRACKETS = "[[";

    /** Its own bars make no table. */
    private static final Pattern WIKILINK = Pattern.compile("\\[\\[[^\\]]*\\]\\]");

    private final Map<String, String> places;
    private final List<String> titles;
    private final Titles lookup;

    /**
     * @param places of all pages by their titles, from the top of the export and with {@code .md}
     */
    ExportedLinks(Map<String, String> places) {
        this.places = Map.copyOf(places);
        this.titles = List.copyOf(places.keySet());
        this.lookup = Titles.of(titles);
    }

    /** Whether any page has another name than its title. */
    boolean renames() {
        return titles.stream().anyMatch(title -> !name(title).equals(title));
    }

    /** The title of a page as an import of the export would see it. */
    Title outside(Title page) {
        return new Title(name(page.value()));
    }

    /**
     * What a link on the page {@code from} must say; empty if what it says leads there, or nowhere.
     */
    Optional<String> target(LinkTarget target, LinkKind kind, Title from) {
        return LinkResolution.resolve(target, from, lookup)
                .map(this::title)
                .filter(meant -> !meant.equals(name(meant)))
                .map(meant ->
                        inBrackets(kind) ? name(meant) : written(places.get(meant), from, kind));
    }

    static boolean inBrackets(LinkKind kind) {
        return kind == LinkKind.WIKILINK || kind == LinkKind.EMBED;
    }

    /** A wikilink shows its target: from now on, what it showed before. Not in a table. */
    static Optional<TextChange.Replacement> label(String text, PageLink link) {
        int start = link.range().start() + BRACKETS.length();
        int end = link.range().end() - BRACKETS.length();
        int lineStart = text.lastIndexOf('\n', start) + 1;
        int lineEnd = text.indexOf('\n', end) < 0 ? text.length() : text.indexOf('\n', end);
        String target = text.substring(start, end);
        String line = text.substring(lineStart, lineEnd);
        if (link.kind() != LinkKind.WIKILINK
                || target.contains("|")
                || WIKILINK.matcher(line).replaceAll("").contains("|")) {
            return Optional.empty();
        }
        return Optional.of(new TextChange.Replacement(end, end, "|" + target));
    }

    private String name(String title) {
        return RelativePaths.withoutExtension(places.getOrDefault(title, title + ".md"));
    }

    private String title(PageId page) {
        return titles.get((int) page.value().getLeastSignificantBits());
    }

    /** Titles are all that an export knows; earlier ones lead nowhere outside of the wiki. */
    private record Titles(Map<TitleKey, PageId> byKey, Map<TitleKey, List<Found>> byLastSegment)
            implements TitleLookup {

        static Titles of(List<String> titles) {
            var found = new Titles(new HashMap<>(), new HashMap<>());
            for (int i = 0; i < titles.size(); i++) {
                TitleKey key = TitleKey.of(titles.get(i));
                var page =
                        new PageId(new UUID(0, i)); // For want of another: its place in the list.
                found.byKey.put(key, page);
                found.byLastSegment
                        .computeIfAbsent(key.lastSegment(), segment -> new ArrayList<>())
                        .add(new Found(page, key));
            }
            return found;
        }

        @Override
        public Optional<PageId> byTitle(TitleKey key) {
            return Optional.ofNullable(byKey.get(key));
        }

        @Override
        public List<PageId> byAlias(TitleKey key) {
            return List.of();
        }

        @Override
        public List<Found> byLastSegment(TitleKey segment) {
            return byLastSegment.getOrDefault(segment, List.of());
        }
    }

    /** A path from the folder of the page, in the form that this kind of link is written in. */
    static String written(String place, Title from, LinkKind kind) {
        int depth = from.value().split("/", -1).length - 1;
        if (inBrackets(kind)) {
            return "../".repeat(depth) + place;
        }
        var url = new ArrayList<String>();
        for (String segment : place.split("/", -1)) {
            url.add(Percent.encode(segment).replace("(", "%28").replace(")", "%29"));
        }
        return "../".repeat(depth) + String.join("/", url);
    }
}
