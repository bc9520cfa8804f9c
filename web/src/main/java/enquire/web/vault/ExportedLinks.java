package enquire.web.vault;

import enquire.editor.markdown.LinkDefinition;
import enquire.editor.markdown.LinkKind;
import enquire.editor.markdown.LinkResolution;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.markdown.TextRange;
import enquire.editor.markdown.TitleLookup;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.web.http.Percent;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** What ends the target of a link between brackets, or begins another part of it. */
    private static final Pattern NO_TARGET = Pattern.compile("[\\[\\]|#^]");

    /**
     * Its own bars make no table. Begins anew at each bracket, so that a line of them is linear.
     */
    private static final Pattern WIKILINK = Pattern.compile("\\[\\[[^\\[\\]]*\\]\\]");

    /** A line is read once for each of its links. (A guess: two printed pages on either side.) */
    private static final int AROUND_CHARS_MAX = 5_000;

    private final Map<String, String> places;
    private final List<String> titles;
    private final Titles lookup;
    private final Titles withoutAliases;

    /**
     * @param places of all pages by their titles, from the top of the export and with {@code .md}
     * @param aliases titles of pages by other names that only the wiki knows
     */
    ExportedLinks(Map<String, String> places, Map<TitleKey, String> aliases) {
        this.places = Map.copyOf(places);
        this.titles = List.copyOf(places.keySet());
        this.lookup = Titles.of(titles, aliases);
        this.withoutAliases = aliases.isEmpty() ? lookup : Titles.of(titles, Map.of());
    }

    /** Whether any page has another name than its title, or is found by names that no file has. */
    boolean renames() {
        return lookup != withoutAliases
                || titles.stream().anyMatch(title -> !name(title).equals(title));
    }

    /** The title of a page as an import of the export would see it. */
    Title outside(Title page) {
        return new Title(name(page.value()));
    }

    /**
     * What a link on the page {@code from} must say; empty if what it says leads there, or nowhere.
     */
    Optional<String> target(LinkTarget target, LinkKind kind, Title from) {
        Optional<PageId> page = LinkResolution.resolve(target, from, lookup);
        boolean byAlias =
                lookup != withoutAliases
                        && !LinkResolution.resolve(target, from, withoutAliases).equals(page);
        return page.map(this::title)
                .filter(meant -> byAlias || !meant.equals(name(meant)))
                .filter(meant -> !inBrackets(kind) || !NO_TARGET.matcher(name(meant)).find())
                .map(meant ->
                        inBrackets(kind) ? name(meant) : written(places.get(meant), from, kind));
    }

    /** A text whose links to pages say what they must, on the page {@code from}. */
    String relinked(String text, Title from) {
        var replacements = new ArrayList<TextChange.Replacement>();
        PageAnalysis page = PageAnalysis.of(text);
        for (PageLink link : page.links()) {
            Optional<String> other = target(link.target(), link.kind(), from);
            if (other.isPresent() && link.targetRange().isPresent()) {
                replacements.add(replacement(link.targetRange().get(), other.get()));
                label(text, link).ifPresent(replacements::add);
            }
        }
        for (LinkDefinition link : page.definitions()) {
            target(link.target(), LinkKind.RELATIVE, from)
                    .ifPresent(other -> replacements.add(replacement(link.targetRange(), other)));
        }
        replacements.sort(Comparator.comparingInt(TextChange.Replacement::from));
        return TextChange.of(text.length(), replacements).apply(text);
    }

    static TextChange.Replacement replacement(TextRange range, String path) {
        return new TextChange.Replacement(range.start(), range.end(), path);
    }

    static boolean inBrackets(LinkKind kind) {
        return kind == LinkKind.WIKILINK || kind == LinkKind.EMBED;
    }

    /**
     * A wikilink shows its target: from now on, what it showed before. Not in a table, nor in a
     * line that is too long to see whether it is of one.
     */
    static Optional<TextChange.Replacement> label(String text, PageLink link) {
        int start = link.range().start() + BRACKETS.length();
        int end = link.range().end() - BRACKETS.length();
        int from = Math.max(0, start - AROUND_CHARS_MAX);
        int to = Math.min(text.length(), end + AROUND_CHARS_MAX);
        String around = text.substring(from, to);
        int lineStart = around.lastIndexOf('\n', start - from) + 1;
        int lineEnd = around.indexOf('\n', end - from);
        if ((lineStart == 0 && from > 0) || (lineEnd < 0 && to < text.length())) {
            return Optional.empty();
        }
        String target = text.substring(start, end);
        String line = around.substring(lineStart, lineEnd < 0 ? around.length() : lineEnd);
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

    /** A page is known by its place in the list, for want of another id. */
    private record Titles(
            Map<TitleKey, PageId> byKey,
            Map<TitleKey, PageId> aliases,
            Map<TitleKey, List<Found>> byLastSegment)
            implements TitleLookup {

        static Titles of(List<String> titles, Map<TitleKey, String> aliases) {
            var found = new Titles(new HashMap<>(), new HashMap<>(), new HashMap<>());
            for (int i = 0; i < titles.size(); i++) {
                TitleKey key = TitleKey.of(titles.get(i));
                var page = new PageId(new UUID(0, i));
                found.byKey.put(key, page);
                found.byLastSegment
                        .computeIfAbsent(key.lastSegment(), segment -> new ArrayList<>())
                        .add(new Found(page, key));
            }
            aliases.forEach((alias, title) -> {
                PageId page = found.byKey.get(TitleKey.of(title));
                if (page != null) {
                    found.aliases.put(alias, page);
                }
            });
            return found;
        }

        @Override
        public Optional<PageId> byTitle(TitleKey key) {
            return Optional.ofNullable(byKey.get(key));
        }

        @Override
        public List<PageId> byAlias(TitleKey key) {
            return Optional.ofNullable(aliases.get(key)).map(List::of).orElse(List.of());
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
