package enquire.storage.search;

import enquire.editor.markdown.TitleLookup;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.BytesRef;

/** The titles of the live pages, as they were when a reading began. Only inside that reading. */
final class LiveTitles {

    /** How a page shows whose title another one keeps: {@code Title~k3f9}. */
    private static final Pattern SHARED = Pattern.compile("(.*)~([0-9a-f]{4})");

    private final WikiId wiki;
    private final LiveTerms terms;
    private final PageRows rows;

    LiveTitles(WikiId wiki, IndexReader reader) {
        this.wiki = wiki;
        this.terms = new LiveTerms(reader);
        this.rows = new PageRows(reader);
    }

    /** The title as it shows: {@code Title~k3f9} if another live page keeps the plain one. */
    String shown(int document) throws IOException {
        String title = rows.title(document);
        TitleKey key = TitleKey.of(title);
        BytesRef term = new BytesRef(key.value());
        if (terms.isShared(Fields.KEY, term)) {
            PageId page = rows.page(document);
            if (!keeper(key, terms.documents(Fields.KEY, term)).equals(page)) {
                return title + "~" + page.shortForm();
            }
        }
        return title;
    }

    /** The page that shows under this title. */
    Optional<PageId> byTitle(TitleKey key) throws IOException {
        List<Integer> sharing = terms.documents(Fields.KEY, new BytesRef(key.value()));
        if (!sharing.isEmpty()) {
            return Optional.of(keeper(key, sharing));
        }
        Matcher shared = SHARED.matcher(key.value());
        if (shared.matches()) {
            TitleKey plain = new TitleKey(shared.group(1));
            List<Integer> others = terms.documents(Fields.KEY, new BytesRef(plain.value()));
            for (int document : others) {
                PageId page = rows.page(document);
                if (page.shortForm().equals(shared.group(2))
                        && !keeper(plain, others).equals(page)) {
                    return Optional.of(page);
                }
            }
        }
        return Optional.empty();
    }

    /** The pages that have this other title. */
    List<PageId> byAlias(TitleKey key) throws IOException {
        return pages(terms.documents(Fields.ALIAS, new BytesRef(key.value())));
    }

    /** The pages whose title has this last segment, with or without {@code .md}. */
    List<TitleLookup.Found> byLastSegment(TitleKey segment) throws IOException {
        List<TitleLookup.Found> found = new ArrayList<>();
        BytesRef term = new BytesRef(LinkTerm.segment(segment));
        for (int document : terms.documents(Fields.SEGMENT, term)) {
            found.add(
                    new TitleLookup.Found(rows.page(document), TitleKey.of(rows.title(document))));
        }
        return found;
    }

    /** All titles that a link may name this page by. */
    List<TitleKey> names(int document) throws IOException {
        List<TitleKey> names = new ArrayList<>();
        names.add(TitleKey.of(rows.title(document)));
        names.add(TitleKey.of(shown(document)));
        names.addAll(rows.aliases(document));
        return names;
    }

    /** The document of a page, if it is live. */
    Optional<Integer> document(PageId page) throws IOException {
        return terms.documents(Fields.ID, PageDocument.id(page)).stream().findFirst();
    }

    /** Of pages that share a title, the one with the derived id keeps it, then the smallest id. */
    private PageId keeper(TitleKey key, List<Integer> sharing) throws IOException {
        List<PageId> pages = pages(sharing);
        PageId derived = PageId.derive(wiki, key);
        return pages.contains(derived)
                ? derived
                : pages.stream().sorted().findFirst().orElseThrow();
    }

    private List<PageId> pages(List<Integer> documents) throws IOException {
        List<PageId> pages = new ArrayList<>();
        for (int document : documents) {
            pages.add(rows.page(document));
        }
        return pages;
    }
}
