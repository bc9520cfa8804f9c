package enquire.storage.search;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import enquire.storage.PageView;
import enquire.storage.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An index with pages in it, without a repository. Each page is newer than the one before. */
final class SmallWiki implements AutoCloseable {

    static final WikiId WIKI = new WikiId(Bytes.of(new byte[32]));
    static final Bytes STORE = Bytes.ofHex("0123456789abcdef");

    private static final PeerId ALICE = new PeerId(Bytes.of(new byte[32]));
    private static final int SHOWN = 20;

    private final PageIndex index;
    private long sequence;

    SmallWiki(Path folder) throws IOException {
        this.index = PageIndex.open(folder, STORE, Long.MAX_VALUE);
    }

    /** A page with the id that everybody derives from its title. */
    PageId write(String title, String text) throws IOException {
        PageId page = PageId.derive(WIKI, TitleKey.of(title));
        write(page, title, text);
        return page;
    }

    /**
     * @param aliases titles that the page had before
     */
    void write(PageId page, String title, String text, String... aliases) throws IOException {
        sequence++;
        Map<TitleKey, String> byKey = new HashMap<>();
        for (String alias : aliases) {
            byKey.put(TitleKey.of(alias), alias);
        }
        byKey.put(TitleKey.of(title), title);
        index.put(
                PageReading.of(
                        new PageView(
                                page,
                                new Title(title),
                                title,
                                text,
                                new Version(Heads.NONE, 0),
                                false,
                                byKey,
                                Map.of(),
                                Instant.ofEpochSecond(sequence),
                                ALICE,
                                sequence)));
    }

    void commit() throws IOException {
        index.commit(sequence);
    }

    void remove(PageId page) throws IOException {
        index.remove(page);
    }

    <T> T read(PageIndex.Reading<T> reading) throws IOException {
        index.refresh();
        return index.read(reading);
    }

    Search.Hits search(String query) throws IOException {
        return read(searcher -> new WordSearch(WIKI, searcher).search(query, 0, SHOWN));
    }

    /** Titles found, the best first. */
    List<String> titles(String query) throws IOException {
        return search(query).hits().stream().map(Search.Hit::title).toList();
    }

    /** The snippet of the only page found. */
    String snippet(String query) throws IOException {
        Search.Hits hits = search(query);
        if (hits.hits().size() != 1) {
            throw new AssertionError(query + " finds " + hits);
        }
        return hits.hits().getFirst().snippet();
    }

    List<String> completions(String typed) throws IOException {
        return read(searcher -> new Completions(WIKI, searcher).of(typed, SHOWN));
    }

    Search.Backlinks backlinks(PageId page) throws IOException {
        return read(searcher -> new LinkSearch(WIKI, searcher).of(page, 0, SHOWN));
    }

    Search.Backlinks linksTo(String missing) throws IOException {
        return read(searcher -> new LinkSearch(WIKI, searcher).of(TitleKey.of(missing), 0, SHOWN));
    }

    List<Search.Wanted> wanted() throws IOException {
        return read(searcher -> new LinkSurvey(WIKI, searcher).survey(name -> false)).wanted();
    }

    List<PageId> orphans() throws IOException {
        return read(searcher -> new LinkSurvey(WIKI, searcher).survey(name -> false)).orphans();
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
