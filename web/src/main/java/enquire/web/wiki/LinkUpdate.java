package enquire.web.wiki;

import enquire.editor.markdown.LinkDefinition;
import enquire.editor.markdown.LinkResolution;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.TextRange;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes titles as they are now into the links of one page: of links by a former name of a page,
 * and of relative links that were written when the page they stand on was elsewhere. Doing it twice
 * changes nothing the second time.
 *
 * @param former by which names links to which pages are found that are called differently now
 */
record LinkUpdate(Repository repository, Map<TitleKey, PageId> former) {

    /**
     * What became of one page.
     *
     * @param updated how many of its links were written anew
     * @param kept how many were to be and could not, for the new title cannot stand in a link
     */
    record Result(int updated, int kept) {}

    /** Where a text names another page. */
    private record Named(LinkTarget target, TextRange range) {}

    /**
     * @param formerTitles which the page itself had
     */
    Result of(PageId id, List<Title> formerTitles) {
        Optional<PageView> found = repository.page(id).filter(view -> !view.deleted());
        if (found.isEmpty()) {
            return new Result(0, 0);
        }
        PageView view = found.get();
        var replacements = new ArrayList<TextChange.Replacement>();
        int kept = 0;
        for (Named link : named(PageAnalysis.of(view.text()))) {
            LinkTarget target = link.target();
            TextRange range = link.range();
            Optional<PageView> meant =
                    movedAway(target, view, formerTitles).or(() -> renamed(target, view));
            if (meant.isEmpty()) {
                continue;
            }
            Optional<String> name =
                    LinkText.naming(
                            repository, target, range, view.text(), view.title(), meant.get());
            if (name.isEmpty()) {
                kept++;
            } else if (!name.get().equals(range.of(view.text()))) {
                replacements.add(
                        new TextChange.Replacement(range.start(), range.end(), name.get()));
            }
        }
        if (!replacements.isEmpty()) {
            replacements.sort(Comparator.comparingInt(TextChange.Replacement::from));
            String text = TextChange.of(view.text().length(), replacements).apply(view.text());
            // Based on what was read: what somebody typed meanwhile is merged, not lost.
            repository.write(id, view.version(), text);
        }
        return new Result(replacements.size(), kept);
    }

    /** Of {@code [label][reference]}, what the reference says. */
    private static List<Named> named(PageAnalysis page) {
        var named = new ArrayList<Named>();
        for (PageLink link : page.links()) {
            link.targetRange().map(range -> new Named(link.target(), range)).ifPresent(named::add);
        }
        for (LinkDefinition link : page.definitions()) {
            named.add(new Named(link.target(), link.targetRange()));
        }
        return named;
    }

    /** What a relative link meant from where its page was, if from here it names something else. */
    private Optional<PageView> movedAway(LinkTarget target, PageView on, List<Title> formerTitles) {
        if (!isPath(target)) {
            return Optional.empty();
        }
        Set<String> names = LinkResolution.names(target, on.title());
        for (Title before : formerTitles) {
            Optional<PageView> meant = WikiLinks.find(repository, target, before);
            if (meant.isPresent()) {
                TitleKey key = meant.get().title().key();
                boolean named = names.stream().map(TitleKey::of).anyMatch(key::equals);
                return named ? Optional.empty() : meant;
            }
        }
        return Optional.empty();
    }

    private Optional<PageView> renamed(LinkTarget target, PageView on) {
        for (String name : LinkResolution.names(target, on.title())) {
            PageId page = former.get(TitleKey.of(name));
            if (page != null) {
                return WikiLinks.find(repository, target, on.title())
                        .filter(found -> found.page().equals(page));
            }
        }
        return Optional.empty();
    }

    private static boolean isPath(LinkTarget target) {
        String name = target.name();
        return target instanceof LinkTarget.RelativePath
                || name.startsWith("./")
                || name.startsWith("../");
    }
}
