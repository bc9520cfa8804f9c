package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;

/**
 * Pages that link to a page, or to a title that no page has, the most recently changed first. Only
 * inside one reading.
 */
final class LinkSearch {

    private static final Sort NEWEST =
            new Sort(new SortField(Fields.CHANGED, SortField.Type.LONG, true));

    private static final Search.Backlinks NONE = new Search.Backlinks(0, List.of());

    private final IndexSearcher searcher;
    private final LiveTitles titles;
    private final LiveTerms terms;
    private final PageRows rows;

    LinkSearch(WikiId wiki, IndexSearcher searcher) {
        this.searcher = searcher;
        this.titles = new LiveTitles(wiki, searcher.getIndexReader());
        this.terms = new LiveTerms(searcher.getIndexReader());
        this.rows = new PageRows(searcher.getIndexReader());
    }

    Search.Backlinks of(PageId page, int offset, int limit) throws IOException {
        Set<BytesRef> links = linksTo(page);
        var others =
                new BooleanQuery.Builder()
                        .add(new TermInSetQuery(Fields.LINK, links), Occur.MUST)
                        .add(new TermQuery(PageDocument.term(page)), Occur.MUST_NOT)
                        .build();
        return links.isEmpty() ? NONE : found(others, links, offset, limit);
    }

    /** Pages whose links want a page of this title, which there is none of. */
    Search.Backlinks of(TitleKey missing, int offset, int limit) throws IOException {
        var meaning = new LinkMeaning(titles);
        Set<BytesRef> links = new LinkedHashSet<>();
        BytesRef prefix = LinkTerm.prefix(LinkTerm.segment(missing));
        for (BytesRef term : terms.beginning(Fields.LINK, prefix, Limits.LINK_FORMS_MAX)) {
            LinkTerm link = LinkTerm.parse(term);
            if (link.wanted().equals(missing) && meaning.of(link.keys()).isEmpty()) {
                links.add(term);
            }
        }
        return links.isEmpty()
                ? NONE
                : found(new TermInSetQuery(Fields.LINK, links), links, offset, limit);
    }

    /** Pages that link to this one by one of these names. */
    Search.Linking naming(PageId page, Set<TitleKey> names, int limit) throws IOException {
        Set<BytesRef> links = new LinkedHashSet<>();
        for (BytesRef link : meaning(page, names)) {
            if (LinkTerm.parse(link).keys().stream().anyMatch(names::contains)) {
                links.add(link);
            }
        }
        if (links.isEmpty() || limit == 0) {
            return new Search.Linking(0, 0, List.of());
        }
        TopFieldDocs found = newest(new TermInSetQuery(Fields.LINK, links), limit);
        List<PageId> pages = new ArrayList<>();
        for (ScoreDoc each : found.scoreDocs) {
            pages.add(rows.page(each.doc));
        }
        int count = 0;
        for (BytesRef link : links) {
            count += terms.occurrences(Fields.LINK, link);
        }
        return new Search.Linking(count, (int) found.totalHits.value(), pages);
    }

    private TopFieldDocs newest(Query query, int count) throws IOException {
        return searcher.search(
                new ConstantScoreQuery(query),
                new TopFieldCollectorManager(NEWEST, Math.max(1, count), Integer.MAX_VALUE));
    }

    private Search.Backlinks found(Query query, Set<BytesRef> links, int offset, int limit)
            throws IOException {
        TopFieldDocs found = newest(query, offset + limit);
        List<Search.Backlink> backlinks = new ArrayList<>();
        for (int i = offset; i < Math.min(offset + limit, found.scoreDocs.length); i++) {
            ScoreDoc each = found.scoreDocs[i];
            backlinks.add(
                    new Search.Backlink(
                            rows.page(each.doc),
                            titles.shown(each.doc),
                            sentence(each.doc, links)));
        }
        return new Search.Backlinks((int) found.totalHits.value(), backlinks);
    }

    /** The terms of links that mean this page now; none if it is not live. */
    Set<BytesRef> linksTo(PageId page) throws IOException {
        Optional<Integer> document = titles.document(page);
        return document.isPresent() ? linksTo(page, document.get()) : Set.of();
    }

    private Set<BytesRef> linksTo(PageId page, int document) throws IOException {
        return meaning(page, titles.names(document));
    }

    /** The terms of links by these names that mean this page now. */
    private Set<BytesRef> meaning(PageId page, Collection<TitleKey> names) throws IOException {
        Set<String> segments = new LinkedHashSet<>();
        for (TitleKey name : names) {
            segments.add(LinkTerm.segment(name));
        }
        var meaning = new LinkMeaning(titles);
        Set<BytesRef> links = new LinkedHashSet<>();
        for (String segment : segments) {
            for (BytesRef link :
                    terms.beginning(Fields.LINK, LinkTerm.prefix(segment), Limits.LINK_FORMS_MAX)) {
                Optional<PageId> meant = meaning.of(LinkTerm.parse(link).keys());
                if (meant.isPresent() && meant.get().equals(page)) {
                    links.add(link);
                }
            }
        }
        return links;
    }

    /** The sentence around the first of these links on a page, as HTML. */
    private String sentence(int document, Set<BytesRef> links) throws IOException {
        Optional<SentencePlace> first = Optional.empty();
        for (BytesRef link : links) {
            Optional<SentencePlace> place = place(document, link);
            if (place.isPresent()
                    && (first.isEmpty() || place.get().start() < first.get().start())) {
                first = place;
            }
        }
        String text = rows.text(document);
        return first.map(place -> place.html(text)).orElse("");
    }

    private Optional<SentencePlace> place(int document, BytesRef link) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        PostingsEnum postings =
                leaf.reader().postings(new Term(Fields.LINK, link), PostingsEnum.ALL);
        int local = document - leaf.docBase;
        if (postings == null || postings.advance(local) != local) {
            return Optional.empty();
        }
        postings.nextPosition();
        return Optional.of(
                SentencePlace.of(
                        postings.startOffset(), postings.endOffset(), postings.getPayload()));
    }
}
