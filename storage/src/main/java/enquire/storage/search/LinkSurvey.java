package enquire.storage.search;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
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
     * @param isFile whether a name is that of an attachment, which is no wanted page
     */
    List<Search.Wanted> wanted(Predicate<String> isFile, int offset, int limit) throws IOException {
        Map<TitleKey, Missing> missing = new HashMap<>();
        terms.each(
                Fields.LINK,
                (term, first, pages) -> {
                    LinkTerm link = LinkTerm.parse(term);
                    if (meaning.of(link.keys()).isEmpty()) {
                        missing.merge(
                                link.wanted(),
                                new Missing(link.wanted(), first, pages),
                                Missing::plus);
                    }
                });
        List<Missing> mostWanted =
                missing.values().stream()
                        .sorted(
                                Comparator.comparingInt(Missing::pages)
                                        .reversed()
                                        .thenComparing(Missing::title))
                        .toList();
        List<Search.Wanted> wanted = new ArrayList<>();
        int skipped = 0;
        for (Missing each : mostWanted) {
            if (wanted.size() == limit) {
                break;
            }
            Optional<String> title = asWritten(each).filter(isFile.negate());
            if (title.isPresent() && skipped++ >= offset) {
                wanted.add(new Search.Wanted(title.get(), each.pages()));
            }
        }
        return wanted;
    }

    /** Live pages that no other page links to, by title. */
    List<PageId> orphans(int offset, int limit) throws IOException {
        Set<PageId> linked = new HashSet<>();
        terms.each(
                Fields.LINK,
                (term, first, pages) -> {
                    Optional<PageId> page = meaning.of(LinkTerm.parse(term).keys());
                    if (page.isPresent() && (pages > 1 || !rows.page(first).equals(page.get()))) {
                        linked.add(page.get());
                    }
                });
        List<PageId> orphans = new ArrayList<>();
        terms.each(
                Fields.KEY,
                (key, first, pages) -> {
                    for (int document : terms.documents(Fields.KEY, key)) {
                        PageId page = rows.page(document);
                        if (!linked.contains(page)) {
                            orphans.add(page);
                        }
                    }
                });
        return orphans.stream().skip(offset).limit(limit).toList();
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
