package enquire.storage.search;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;

/** Tags, and the pages that have one. Only inside one reading. */
final class TagList {

    private static final Sort BY_TITLE =
            new Sort(new SortField(Fields.KEY, SortField.Type.STRING), SortField.FIELD_DOC);

    private final IndexSearcher searcher;

    TagList(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /** Those of most pages first. */
    List<Search.Tag> all(int offset, int limit) throws IOException {
        return beginning("", offset, limit);
    }

    /** Those that begin so, those of most pages first. */
    List<Search.Tag> beginning(String typed, int offset, int limit) throws IOException {
        String key = PageDocument.tagKey(typed);
        List<Search.Tag> tags = new ArrayList<>();
        new LiveTerms(searcher.getIndexReader())
                .each(
                        Fields.TAG,
                        (tag, first, pages) -> tags.add(new Search.Tag(tag.utf8ToString(), pages)));
        return tags.stream()
                .filter(tag -> tag.tag().startsWith(key))
                .sorted(
                        Comparator.comparingInt(Search.Tag::pages)
                                .reversed()
                                .thenComparing(Search.Tag::tag))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    /** Pages with this tag or one below it, by title. */
    List<PageId> tagged(String tag, int offset, int limit) throws IOException {
        String key = PageDocument.tagKey(tag);
        if (key.isEmpty()) {
            return List.of();
        }
        TopDocs found =
                searcher.search(QueryBuilder.tagged(key), Math.max(1, offset + limit), BY_TITLE);
        var rows = new PageRows(searcher.getIndexReader());
        List<PageId> pages = new ArrayList<>();
        for (int i = offset; i < Math.min(offset + limit, found.scoreDocs.length); i++) {
            pages.add(rows.page(found.scoreDocs[i].doc));
        }
        return pages;
    }
}
