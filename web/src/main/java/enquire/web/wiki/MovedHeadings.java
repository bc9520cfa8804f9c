package enquire.web.wiki;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.HeadingLink;
import enquire.editor.markdown.LinkDefinition;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.TextRange;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Where the headings of a page stand now that parts of it are pages of their own. Pure.
 *
 * @param places by the anchor that a heading had
 */
record MovedHeadings(Map<String, Place> places) {

    /**
     * @param part which of the pages that were made, from 0; {@link #REST} for the page itself
     * @param heading its anchor there; empty if it became the title
     */
    record Place(int part, Title page, Optional<String> heading) {}

    /** The page that was taken apart. */
    static final int REST = -1;

    /**
     * Those that are on other pages now, a line for each: the anchor that it had, the title of its
     * page, its anchor there or nothing, with tabs between them.
     */
    Set<String> lines() {
        var lines = new LinkedHashSet<String>();
        places.forEach((anchor, place) -> {
            if (place.part() != REST) {
                lines.add(
                        "%s\t%s\t%s"
                                .formatted(
                                        anchor, place.page().value(), place.heading().orElse("")));
            }
        });
        return lines;
    }

    /**
     * The same, read again.
     *
     * @param made whether the page of this title has its headings now
     */
    static MovedHeadings ofLines(List<String> lines, Predicate<Title> made) {
        var places = new LinkedHashMap<String, Place>();
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 3) {
                var title = new Title(parts[1]);
                if (made.test(title)) {
                    var heading = Optional.of(parts[2]).filter(anchor -> !anchor.isEmpty());
                    places.put(parts[0], new Place(0, title, heading));
                }
            }
        }
        return new MovedHeadings(places);
    }

    /** Where a link leads now; empty if it names no heading that the page had. */
    Optional<Place> place(HeadingLink link) {
        return Optional.ofNullable(places.get(Heading.anchor(link.heading())));
    }

    /** Where links of a text name other pages, by where the name begins. */
    static NavigableMap<Integer, TextRange> names(PageAnalysis analysis) {
        var names = new TreeMap<Integer, TextRange>();
        for (PageLink link : analysis.links()) {
            link.targetRange().ifPresent(range -> names.put(range.start(), range));
        }
        for (LinkDefinition link : analysis.definitions()) {
            names.put(link.targetRange().start(), link.targetRange());
        }
        return names;
    }

    /**
     * What replaces page and heading in a link, so that it leads to {@code to}.
     *
     * @param names of the text that the link stands in
     * @param on the title of the page that the text is on
     * @return empty if the title cannot stand in such a link, or it is not seen how it was written
     */
    static Optional<TextChange.Replacement> replacement(
            String text,
            NavigableMap<Integer, TextRange> names,
            HeadingLink link,
            Title on,
            Place to) {
        TextRange written = link.headingRange();
        String heading = to.heading().map(anchor -> "#" + heading(text, link, anchor)).orElse("");
        Optional<TextRange> name =
                link.target()
                        .map(_target -> names.floorEntry(written.start()))
                        .map(Map.Entry::getValue);
        if (link.target().isPresent() && name.isEmpty()) {
            return Optional.empty();
        }
        if (link.wikilink()) {
            int from =
                    name.map(TextRange::start)
                            .orElseGet(() -> text.lastIndexOf("[[", written.start()) + 2);
            return LinkText.wikilink(to.page().value())
                    .map(title -> replacing(from, written.end(), title + heading));
        }
        int from = name.map(TextRange::start).orElse(written.start() - 1);
        if (name.isEmpty() && text.charAt(from) != '#') {
            return Optional.empty();
        }
        boolean bracketed = from > 0 && text.charAt(from - 1) == '<';
        String extension = name.map(range -> LinkText.extension(range.of(text))).orElse("");
        String path = LinkText.path(on, to.page(), bracketed) + extension;
        return Optional.of(replacing(from, written.end(), path + heading));
    }

    /** The words that its author wrote, while they name it. */
    static String heading(String text, HeadingLink link, String anchor) {
        return Heading.anchor(link.heading()).equals(anchor)
                ? link.headingRange().of(text)
                : anchor;
    }

    private static TextChange.Replacement replacing(int from, int to, String text) {
        return new TextChange.Replacement(from, to, text);
    }
}
