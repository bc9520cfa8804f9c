package enquire.web.wiki;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.text.TextChange;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Links of other pages to the headings of one: which name a heading that is gone, and writing the
 * words that it has now into them. Each page is an edit of its own; doing it again does the rest.
 */
public final class HeadingLinks {

    /** Pages whose links are looked at; links of the others lead to the page. A guess. */
    private static final int PAGES_MAX = 1_000;

    /** What would end a heading in {@code [[…]]}. */
    private static final String NOT_IN_WIKILINK = "[]|#\\\n";

    /**
     * @param heading as links write it
     * @param links that do
     */
    public record Gone(String heading, int links) {}

    /**
     * @param before the pages that were changed, as they were
     * @param after the same, as they are
     * @param left what could not be done, a sentence for each
     */
    public record Outcome(List<PageView> before, List<PageView> after, List<String> left) {}

    private HeadingLinks() {}

    /** Headings that links name and the page does not have. */
    public static List<Gone> gone(Wiki wiki, PageView page) {
        PageAnalysis analysis = PageAnalysis.of(page.text());
        Map<String, Gone> gone = new LinkedHashMap<>();
        for (PageView from : linking(wiki, page)) {
            for (PageLink link : toHeadings(wiki.repository(), from, page)) {
                String heading = link.heading().orElseThrow();
                if (!analysis.hasHeading(heading)) {
                    gone.merge(
                            Heading.anchor(heading),
                            new Gone(heading, 1),
                            (one, _other) -> new Gone(one.heading(), one.links() + 1));
                }
            }
        }
        return List.copyOf(gone.values());
    }

    /** How many links of other pages name this heading. */
    public static int count(Wiki wiki, PageView page, String heading) {
        int count = 0;
        for (PageView from : linking(wiki, page)) {
            count += naming(wiki.repository(), from, page, heading).size();
        }
        return count;
    }

    /**
     * Writes {@code to} into links that name the heading {@code from}.
     *
     * @param to a heading that the page has
     */
    public static Outcome update(Wiki wiki, PageView page, String from, String to) {
        Repository repository = wiki.repository();
        var before = new ArrayList<PageView>();
        var after = new ArrayList<PageView>();
        var left = new ArrayList<String>();
        for (PageView view : linking(wiki, page)) {
            var replacements = new ArrayList<TextChange.Replacement>();
            for (PageLink link : naming(repository, view, page, from)) {
                replacement(view.text(), link, to).ifPresent(replacements::add);
            }
            if (replacements.isEmpty()) {
                continue;
            }
            replacements.sort(Comparator.comparingInt(TextChange.Replacement::from));
            String text = TextChange.of(view.text().length(), replacements).apply(view.text());
            try {
                after.add(repository.write(view.page(), view.version(), text));
                before.add(view);
            } catch (PageTooLargeException e) {
                left.add("“%s” keeps its links: %s".formatted(view.displayTitle(), e.getMessage()));
            }
        }
        return new Outcome(before, after, left);
    }

    private static List<PageView> linking(Wiki wiki, PageView page) {
        return wiki.search().backlinks(page.page(), 0, PAGES_MAX).backlinks().stream()
                .map(Search.Backlink::page)
                .flatMap(id -> wiki.repository().page(id).stream())
                .filter(view -> !view.deleted())
                .toList();
    }

    private static List<PageLink> naming(
            Repository repository, PageView from, PageView page, String heading) {
        String anchor = Heading.anchor(heading);
        return toHeadings(repository, from, page).stream()
                .filter(link -> Heading.anchor(link.heading().orElseThrow()).equals(anchor))
                .toList();
    }

    /** Obsidian's block references ({@code ^id}) name no heading. */
    private static List<PageLink> toHeadings(Repository repository, PageView from, PageView page) {
        return PageAnalysis.of(from.text()).links().stream()
                .filter(link -> link.heading().filter(text -> !text.startsWith("^")).isPresent())
                .filter(link ->
                        WikiLinks.find(repository, link.target(), from.title())
                                .filter(found -> found.page().equals(page.page()))
                                .isPresent())
                .toList();
    }

    /** Of the heading's words in a link; empty where they are not found. */
    private static Optional<TextChange.Replacement> replacement(
            String text, PageLink link, String to) {
        if (link.targetRange().isEmpty()) {
            return Optional.empty();
        }
        boolean wikilink = link.target() instanceof LinkTarget.Wikilink;
        String ends = wikilink ? "|]\\\uFDD2" : " )>\t\n";
        int hash = text.indexOf('#', link.targetRange().get().end());
        if (hash < 0 || hash >= link.range().end()) {
            return Optional.empty();
        }
        int start = hash + 1;
        int end = start;
        while (end < link.range().end() && ends.indexOf(text.charAt(end)) < 0) {
            if (wikilink && text.charAt(end) == '#') {
                start = end + 1; // [[Page#Part#Chapter]] names the chapter.
            }
            end++;
        }
        boolean plain = wikilink && to.chars().noneMatch(c -> NOT_IN_WIKILINK.indexOf(c) >= 0);
        return Optional.of(new TextChange.Replacement(start, end, plain ? to : Heading.anchor(to)));
    }
}
