package enquire.web.wiki;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.HeadingLink;
import enquire.editor.markdown.LinkDefinition;
import enquire.editor.markdown.LinkResolution;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.PageParts;
import enquire.editor.markdown.TextRange;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a page taken apart: what stands under each heading for a page of its own, and what
 * stays, with a link where the section stood. Links to headings, relative links and what links by
 * reference share go with it, so that each leads where it led. Pure.
 */
final class SplitText {

    /**
     * {@code [label]} and {@code [^label]}; a label has at most 999 characters (CommonMark 4.7).
     */
    private static final Pattern REFERENCE = Pattern.compile("\\[(\\^?[^\\[\\]]{1,999})\\]");

    private static final String NOT_IN_LABEL = "[]|\\\n";

    private final String text;
    private final Title page;
    private final List<PageParts.Part> parts;
    private final List<Title> titles;
    private final boolean transclude;
    private final Function<LinkTarget, Optional<Title>> meant;
    private final Map<String, TextRange> definitions;
    private final MovedHeadings moved;
    private final NavigableMap<Integer, TextRange> names;
    private final NavigableMap<Integer, HeadingLink> headingLinks = new TreeMap<>();
    private final NavigableMap<Integer, LinkTarget> targets = new TreeMap<>();
    private final NavigableMap<Integer, Integer> partsByStart = new TreeMap<>();

    /**
     * @param page what links to the page say
     * @param definitions of references in the text
     * @param parts of the text that become pages; none within another
     * @param titles theirs
     * @param transclude whether they are shown in their places, not only linked
     * @param meant the title of the page that a link on this page leads to
     */
    SplitText(
            String text,
            Title page,
            Map<String, TextRange> definitions,
            List<PageParts.Part> parts,
            List<Title> titles,
            boolean transclude,
            Function<LinkTarget, Optional<Title>> meant) {
        this.text = text;
        this.page = page;
        this.definitions = definitions;
        this.parts = parts;
        this.titles = titles;
        this.transclude = transclude;
        this.meant = meant;
        for (int i = 0; i < parts.size(); i++) {
            partsByStart.put(parts.get(i).textStart(), i);
        }
        PageAnalysis analysis = PageAnalysis.of(text);
        this.moved = new MovedHeadings(places(analysis));
        this.names = MovedHeadings.names(analysis);
        for (HeadingLink link : analysis.headingLinks()) {
            boolean own = link.target().map(meant).map(Optional.of(page)::equals).orElse(true);
            if (own && !link.heading().startsWith("^")) {
                headingLinks.put(link.headingRange().start(), link);
            }
        }
        for (PageLink link : analysis.links()) {
            link.targetRange().ifPresent(range -> targets.put(range.start(), link.target()));
        }
        for (LinkDefinition link : analysis.definitions()) {
            targets.put(link.targetRange().start(), link.target());
        }
    }

    MovedHeadings moved() {
        return moved;
    }

    /** What the page of one part says. */
    String ofPart(int part) {
        String body = written(new TextRange(parts.get(part).textStart(), end(part)), part);
        String stripped = body.replaceFirst("^(?:[ \t]*\n)+", "").stripTrailing();
        String noted = noted(stripped, part);
        // What stands between two rules at the very start of a page would be its front matter.
        String start = stripped.startsWith("---") ? "\n" : "";
        return start + stripped + "\n" + noted;
    }

    /** What the page itself says then. */
    String rest() {
        var rest = new StringBuilder();
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            PageParts.Part part = parts.get(i);
            rest.append(written(new TextRange(at, part.range().start()), MovedHeadings.REST));
            rest.append(inPlace(part, titles.get(i)));
            at = part.range().end();
            if (at < text.length()) {
                rest.append('\n');
            }
        }
        rest.append(written(new TextRange(at, text.length()), MovedHeadings.REST));
        String noted = noted(rest.toString(), MovedHeadings.REST);
        boolean endsInLine = !noted.isEmpty() && rest.charAt(rest.length() - 1) != '\n';
        return rest + (endsInLine ? "\n" : "") + noted;
    }

    /** The heading stays, so that links to it find it; where it can be, it is the link. */
    private String inPlace(PageParts.Part part, Title title) {
        var lines = new TextRange(part.range().start(), part.textStart());
        String heading = written(lines, MovedHeadings.REST).stripTrailing();
        String words = part.heading().text();
        Optional<String> name = LinkText.wikilink(title.value());
        boolean plain =
                heading.strip().replaceFirst("^#+", "").strip().equals(words)
                        && !words.isEmpty()
                        && words.chars().noneMatch(c -> NOT_IN_LABEL.indexOf(c) >= 0);
        if (!transclude && plain && name.isPresent()) {
            String marks = "#".repeat(part.heading().level());
            return "%s [[%s|%s]]\n".formatted(marks, name.get(), words);
        }
        String label = title.value().substring(title.value().lastIndexOf('/') + 1);
        String link =
                name.map(found -> (transclude ? "![[" : "[[") + found + "]]")
                        .orElseGet(() ->
                                "[%s](%s)".formatted(label, LinkText.path(page, title, false)));
        return heading + "\n\n" + link + "\n";
    }

    private int end(int part) {
        return Math.max(parts.get(part).textStart(), parts.get(part).range().end());
    }

    /** Which part a place belongs to; the line of its heading stays. */
    private int partAt(int position) {
        Map.Entry<Integer, Integer> part = partsByStart.floorEntry(position);
        return part != null && position < end(part.getValue())
                ? part.getValue()
                : MovedHeadings.REST;
    }

    private Map<String, MovedHeadings.Place> places(PageAnalysis analysis) {
        Map<String, MovedHeadings.Place> places = new HashMap<>();
        List<Deque<String>> anchors = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String body = "\n" + text.substring(parts.get(i).textStart(), end(i));
            var headings = new ArrayDeque<String>();
            PageAnalysis.of(body).headings().forEach(heading -> headings.add(heading.slug()));
            anchors.add(headings);
        }
        Map<Integer, Integer> begun = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            begun.put(parts.get(i).heading().offset(), i);
        }
        for (Heading heading : analysis.headings()) {
            Integer begins = begun.get(heading.offset());
            int part = partAt(heading.offset());
            if (begins != null) {
                places.put(
                        heading.slug(),
                        new MovedHeadings.Place(begins, titles.get(begins), Optional.empty()));
            } else if (part == MovedHeadings.REST) {
                places.put(
                        heading.slug(),
                        new MovedHeadings.Place(part, page, Optional.of(heading.slug())));
            } else {
                String anchor =
                        Optional.ofNullable(anchors.get(part).poll()).orElse(heading.slug());
                places.put(
                        heading.slug(),
                        new MovedHeadings.Place(part, titles.get(part), Optional.of(anchor)));
            }
        }
        return places;
    }

    private Title title(int part) {
        return part == MovedHeadings.REST ? page : titles.get(part);
    }

    /** A piece of the text as it is to stand on the page of a part. */
    private String written(TextRange range, int part) {
        var replacements = new TreeMap<Integer, TextChange.Replacement>();
        headingLinks
                .subMap(range.start(), range.end())
                .values()
                .forEach(link ->
                        headingLink(link, part)
                                .filter(each -> each.from() >= range.start())
                                .ifPresent(each -> replacements.put(each.from(), each)));
        if (part != MovedHeadings.REST) {
            targets.subMap(range.start(), range.end())
                    .forEach((start, target) ->
                            relative(names.get(start), target, title(part))
                                    .ifPresent(each -> replacements.putIfAbsent(start, each)));
        }
        var written = new StringBuilder();
        int at = range.start();
        for (TextChange.Replacement each : replacements.values()) {
            if (each.from() >= at && each.to() <= range.end()) {
                written.append(text, at, each.from()).append(each.insert());
                at = each.to();
            }
        }
        return written.append(text, at, range.end()).toString();
    }

    private Optional<TextChange.Replacement> headingLink(HeadingLink link, int part) {
        Optional<MovedHeadings.Place> found = moved.place(link);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        MovedHeadings.Place to = found.get();
        if (to.part() != part) {
            return MovedHeadings.replacement(text, names, link, title(part), to);
        }
        if (part == MovedHeadings.REST) {
            return Optional.empty();
        }
        if (link.target().isPresent() || to.heading().isEmpty()) {
            return MovedHeadings.replacement(text, names, link, title(part), to);
        }
        TextRange words = link.headingRange();
        String heading = MovedHeadings.heading(text, link, to.heading().get());
        return Optional.of(new TextChange.Replacement(words.start(), words.end(), heading));
    }

    /** A link that is read from where its page stands. */
    private Optional<TextChange.Replacement> relative(
            TextRange name, LinkTarget target, Title from) {
        boolean wikilink = target instanceof LinkTarget.Wikilink;
        if (wikilink && !target.name().startsWith("./") && !target.name().startsWith("../")) {
            return Optional.empty();
        }
        Optional<Title> to = meant.apply(target);
        boolean named =
                to.isEmpty()
                        || LinkResolution.names(target, from).stream()
                                .map(TitleKey::of)
                                .anyMatch(to.get().key()::equals);
        if (named) {
            return Optional.empty();
        }
        boolean bracketed = name.start() > 0 && text.charAt(name.start() - 1) == '<';
        Optional<String> written =
                wikilink
                        ? LinkText.wikilink(to.get().value())
                        : Optional.of(
                                LinkText.path(from, to.get(), bracketed)
                                        + LinkText.extension(name.of(text)));
        return written.map(path -> new TextChange.Replacement(name.start(), name.end(), path));
    }

    /** What a text refers to and stands on another of the pages. */
    private String noted(String said, int part) {
        var noted = new StringBuilder();
        Set<String> seen = new LinkedHashSet<>();
        var unread = new ArrayDeque<>(List.of(said));
        while (!unread.isEmpty()) {
            Matcher reference = REFERENCE.matcher(unread.poll());
            while (reference.find()) {
                String label = PageParts.label(reference.group(1));
                TextRange range = definitions.get(label);
                if (range != null && partAt(range.start()) != part && seen.add(label)) {
                    String definition = written(range, part).stripTrailing();
                    noted.append('\n').append(definition).append('\n');
                    unread.add(definition);
                }
            }
        }
        return noted.toString();
    }
}
