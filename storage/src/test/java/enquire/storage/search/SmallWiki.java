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
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An index with pages in it, without a repository. Each page is newer than the one before. */
final class SmallWiki implements AutoCloseable {

    static final WikiId WIKI = new WikiId(Bytes.of(new byte[32]));
    static final Bytes STORE = Bytes.ofHex("0123456789abcdef");

    static final PeerId ALICE = new PeerId(Bytes.of(new byte[32]));
    static final PeerId BOB = new PeerId(Bytes.ofHex("0b".repeat(32)));

    /** Knows these two; days are those of Berlin. */
    private static final Meanings MEANINGS =
            new Meanings(
                    name -> false,
                    name ->
                            switch (name) {
                                case "Alice" -> Set.of(ALICE);
                                case "Bob" -> Set.of(BOB);
                                default -> Set.of();
                            },
                    ZoneId.of("Europe/Berlin"));

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
        write(page, title, text, Instant.ofEpochSecond(sequence), Set.of(ALICE), aliases);
    }

    /** A page that these people wrote together, and changed last at this time. */
    void write(String title, String text, Instant changedAt, Set<PeerId> authors)
            throws IOException {
        write(PageId.derive(WIKI, TitleKey.of(title)), title, text, changedAt, authors);
    }

    private void write(
            PageId page,
            String title,
            String text,
            Instant changedAt,
            Set<PeerId> authors,
            String... aliases)
            throws IOException {
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
                                changedAt,
                                ALICE,
                                sequence),
                        authors));
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
        return search(query, SearchFilter.NONE);
    }

    Search.Hits search(String query, SearchFilter filter) throws IOException {
        return read(searcher ->
                new WordSearch(WIKI, searcher, MEANINGS).search(query, filter, 0, SHOWN));
    }

    /** Titles found, the best first. */
    List<String> titles(String query) throws IOException {
        return search(query).hits().stream().map(Search.Hit::title).toList();
    }

    /** Titles found of pages that the filter asks for, the best first. */
    List<String> titles(String query, SearchFilter filter) throws IOException {
        return search(query, filter).hits().stream().map(Search.Hit::title).toList();
    }

    /** What is asked for in place of words that no page has, if there is something. */
    Optional<String> meant(String query) throws IOException {
        return read(searcher ->
                        new Spelling(searcher.getIndexReader()).meant(QueryReader.read(query)))
                .map(clauses ->
                        clauses.stream().map(Clause::typed).collect(Collectors.joining(" ")));
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
