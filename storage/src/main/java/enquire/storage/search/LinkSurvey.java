package enquire.storage.search;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.search.IndexSearcher;

/**
 * What one sees only by looking at all links: titles that are wanted, pages that nobody links to.
 * Only inside one reading.
 */
final class LinkSurvey {

    /** A missing title: how many pages link to it, and one of them. */
    private record Missing(TitleKey title, int document, int pages) {
        Missing plus(Missing other) {
            return new Missing(title, document, pages + other.pages);
        }
    }

    private final IndexSearcher searcher;
    private final LiveTerms terms;
    private final PageRows rows;
    private final LinkMeaning meaning;

    LinkSurvey(WikiId wiki, IndexSearcher searcher) {
        this.searcher = searcher;
        this.terms = new LiveTerms(searcher.getIndexReader());
        this.rows = new PageRows(searcher.getIndexReader());
        this.meaning = new LinkMeaning(new LiveTitles(wiki, searcher.getIndexReader()));
    }

    /**
     * @param isNoPage whether a name is that of an attachment, or leads to another wiki
     */
    Survey survey(Predicate<String> isNoPage) throws IOException {
        Map<TitleKey, Missing> missing = new HashMap<>();
        Set<PageId> linked = new HashSet<>();
        terms.each(
                Fields.LINK,
                (term, first, pages) -> {
                    LinkTerm link = LinkTerm.parse(term);
                    Optional<PageId> page = meaning.of(link.keys());
                    if (page.isEmpty()) {
                        missing.merge(
                                link.wanted(),
                                new Missing(link.wanted(), first, pages),
                                Missing::plus);
                    } else if (pages > 1 || !rows.page(first).equals(page.get())) {
                        linked.add(page.get());
                    }
                });
        return new Survey(wanted(missing.values(), isNoPage), orphans(linked));
    }

    private List<Search.Wanted> wanted(Collection<Missing> missing, Predicate<String> isNoPage)
            throws IOException {
        List<Missing> mostWanted =
                missing.stream()
                        .sorted(
                                Comparator.comparingInt(Missing::pages)
                                        .reversed()
                                        .thenComparing(Missing::title))
                        .limit(Limits.SURVEY_MAX)
                        .toList();
        List<Search.Wanted> wanted = new ArrayList<>();
        for (Missing each : mostWanted) {
            asWritten(each)
                    .filter(isNoPage.negate())
                    .ifPresent(title -> wanted.add(new Search.Wanted(title, each.pages())));
        }
        return wanted;
    }

    private List<PageId> orphans(Set<PageId> linked) throws IOException {
        List<PageId> orphans = new ArrayList<>();
        terms.each(
                Fields.KEY,
                (key, first, pages) -> {
                    List<Integer> documents =
                            pages == 1 ? List.of(first) : terms.documents(Fields.KEY, key);
                    for (int document : documents) {
                        PageId page = rows.page(document);
                        if (!linked.contains(page) && orphans.size() < Limits.SURVEY_MAX) {
                            orphans.add(page);
                        }
                    }
                });
        return orphans;
    }

    /** The missing title as a page writes it; empty if no page can have this title. */
    private Optional<String> asWritten(Missing missing) throws IOException {
        String[] targets =
                searcher.storedFields()
                        .document(missing.document(), Set.of(Fields.TARGET))
                        .getValues(Fields.TARGET);
        for (String target : targets) {
            if (TitleKey.of(target).equals(missing.title())) {
                try {
                    return Optional.of(new Title(target).value());
                } catch (InvalidTitleException impossible) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
