package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import enquire.storage.database.TitleTable;
import enquire.storage.database.WikiDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All pages of one wiki on this computer. Every method that writes returns when the edit is on
 * disk; reading takes no page lock and loads nothing native. Thread-safe.
 */
public final class Repository implements AutoCloseable {

    /**
     * The longest text of a page, in UTF-16 units. Ten times the longest page we know (a scientific
     * paper of 105,000 characters); at 400 bytes for each character, Automerge needs 0.4 GB for it.
     * (Arithmetic.) What peers merged may exceed it; then the text can be shortened, not grown.
     */
    public static final int TEXT_CHARS_MAX = 1 << 20;

    private static final int INDEX_ID_BYTES = 16;

    private final WikiId wiki;
    private final WikiDatabase database;
    private final BlobStore blobs;
    private final Writer writer;
    private final ViewCache views = new ViewCache();
    private final Watchers watchers = new Watchers();
    private final Loading loading;
    private final Pages pages;
    private final Versions versions;
    private final Folding folding;
    private final Titles titles;
    private final Writing writing;
    private final Lines lines;
    private final Exchange exchange;
    private final Archive archive;
    private final Suggestions suggestions;
    private final PagesLeftOut pagesLeftOut;
    private final Records records;
    private final Authorship authorship;
    private final Attachments attachments;
    private final Suspects suspects;
    private final Clearing clearing;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Repository(
            WikiId wiki,
            Path folder,
            RepositorySettings settings,
            WikiDatabase database,
            Merging.Screening screening) {
        this.wiki = wiki;
        this.database = database;
        blobs = BlobStore.open(folder.resolve("blobs"), settings.rule()::isFileTakenOut);
        String name = wiki.toString().substring(0, 8);
        writer = new Writer(database, settings.surroundings(), name);
        loading = new Loading(database, settings.author());
        titles = new Titles(database);
        records = new Records(database, writer);
        authorship = new Authorship(database, settings.author());
        attachments = new Attachments(database, blobs, settings.rule()::isFileTakenOut);
        var actors = new Actors(settings.author(), settings.random());
        pages = new Pages(loading::load, actors);
        var documents = new Documents(database, writer, actors);
        versions = new Versions(database, documents);
        var commits = new Commits(wiki, writer, views, watchers, loading);
        var editing = new Editing(settings, documents, commits);
        Pace pace = settings.surroundings().paces().apply("enquire-folding-" + name);
        folding = new Folding(database, writer, pages, editing, pace);
        lines = new Lines(pages, loading, editing, versions, folding, database);
        writing = new Writing(wiki, settings, pages, editing, versions, folding, database);
        suspects = new Suspects(database, writer, settings);
        var merging =
                new Merging(
                        documents, editing, screening, settings.surroundings().pageOperationsMax());
        var rebuilding = new Rebuilding(settings, documents, editing, commits);
        var forks = new Forks(settings.rule(), database, documents);
        var drafting = new Drafting(pages, documents, versions, editing, actors);
        var ofReaders = new SuggestedEdits(settings, database, records, drafting);
        suggestions = new Suggestions(settings, forks, records, writing, loading, ofReaders);
        pagesLeftOut = new PagesLeftOut(suggestions, loading, documents);
        var waitingRoom = new WaitingRoom(database);
        var statementRoom = new StatementRoom(settings.rule());
        clearing =
                new Clearing(
                        database,
                        pages,
                        documents,
                        editing,
                        commits,
                        forks,
                        waitingRoom,
                        statementRoom);
        var receiving =
                new Receiving(
                        settings,
                        database,
                        pages,
                        documents,
                        editing,
                        commits,
                        folding,
                        merging,
                        suspects,
                        forks,
                        waitingRoom,
                        statementRoom,
                        clearing,
                        rebuilding,
                        suggestions);
        var judging =
                new Judging(
                        settings,
                        database,
                        pages,
                        documents,
                        editing,
                        rebuilding,
                        receiving,
                        suggestions);
        var pasts = new PastFolder(folder.resolve("history"));
        var takingOut = new TakingOut(database, writer, records, pages, rebuilding, pasts);
        archive = new Archive(database, writing, pasts, takingOut);
        exchange = new Exchange(database, writer, folding, receiving, judging, suspects, forks);
    }

    /**
     * Opens the wiki in {@code folder} ({@code wiki.db}, {@code blobs/}), or makes it; replays
     * typing that was journaled and not folded.
     *
     * @throws StorageException if the folder cannot be written or the database is damaged
     */
    public static Repository open(Path folder, WikiId wiki, RepositorySettings settings) {
        return open(folder, wiki, settings, PageDocument::screen);
    }

    /** For tests of what comes after a screening that misses something. */
    static Repository open(
            Path folder, WikiId wiki, RepositorySettings settings, Merging.Screening screening) {
        WikiFolder.make(folder);
        byte[] index = new byte[INDEX_ID_BYTES];
        settings.random().nextBytes(index);
        var database = WikiDatabase.open(folder.resolve("wiki.db"), wiki, Bytes.of(index));
        try {
            var repository = new Repository(wiki, folder, settings, database, screening);
            repository.suspects.leaveOver();
            repository.writer.start();
            repository.folding.start(repository.clearing::expire);
            repository.archive.takingOut().scrubbing().start();
            repository.suspects.start(repository.exchange::judgeWaiting);
            return repository;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public WikiId wiki() {
        return wiki;
    }

    /** The live page of this title key; of several, the one with the right to the plain title. */
    public Optional<PageId> find(TitleKey key) {
        return database.read(handle -> TitleTable.live(handle, key));
    }

    /**
     * What a link or a URL means: title key, then {@code Title~k3f9}, then an earlier title or an
     * alias in front matter (within a second of being typed), then unique last path segment.
     */
    public Optional<PageId> resolve(String target) {
        return titles.resolve(target);
    }

    /** A deleted page with this title key, if no live one has it. */
    public Optional<PageId> findDeleted(TitleKey key) {
        return database.read(handle ->
                TitleTable.live(handle, key).isPresent()
                        ? Optional.empty()
                        : TitleTable.deleted(handle, key));
    }

    public Optional<PageView> page(PageId page) {
        return views.get(page, () -> loading.view(page));
    }

    /** What a cache asks before anything else; from memory for a page that was read before. */
    public Optional<Version> version(PageId page) {
        return page(page).map(PageView::version);
    }

    /** The text of any version that this page had. Empty if it never had it. May load Automerge. */
    public Optional<String> textAt(PageId page, Version version) {
        Optional<PageView> now = page(page);
        if (now.isEmpty() || now.get().version().equals(version)) {
            return now.map(PageView::text);
        }
        return pages.lend(page, state -> versions.past(state, version).map(Versions.Past::text));
    }

    /** Live pages by title, after {@code after}. */
    public List<PageSummary> pages(Optional<TitleKey> after, int limit) {
        return titles.list(
                handle -> TitleTable.byTitle(handle, after.map(TitleKey::value).orElse(""), limit));
    }

    /** Live and deleted pages, the most recently changed first. */
    public List<PageSummary> recent(int offset, int limit) {
        return recent(Instant.MIN, offset, limit);
    }

    /** Of those that changed after {@code since}, in milliseconds. */
    public List<PageSummary> recent(Instant since, int offset, int limit) {
        return titles.list(handle -> TitleTable.recent(handle, since, offset, limit));
    }

    /** Live pages, those with the longest text first. */
    public List<PageSummary> largest(int offset, int limit) {
        return titles.list(handle -> TitleTable.largest(handle, offset, limit));
    }

    /** The most recently deleted first. */
    public List<PageSummary> deleted(int offset, int limit) {
        return titles.list(handle -> TitleTable.deleted(handle, offset, limit));
    }

    public int pageCount() {
        return database.read(TitleTable::count);
    }

    /** Live pages that share a title key with another one, grouped. */
    public List<PageSummary> sharing(TitleKey key) {
        return titles.list(handle -> TitleTable.sharing(handle, key));
    }

    public Attachments attachments() {
        return attachments;
    }

    /**
     * Makes a page. A deleted page with the derived id is restored with this text.
     *
     * @throws TitleTakenException if a live page has this title
     * @throws NotAWriterException as from everything here that writes
     */
    public PageView create(Title title, String text) {
        return create(title, text, Map.of(), Beside.NOTHING);
    }

    /** As {@link #create(Title, String)}, with attachments; {@code files}: manifests as JSON. */
    public PageView create(Title title, String text, Map<BlobId, String> files, Beside beside) {
        return writing.create(title, text, files, List.of(), beside);
    }

    /** The same, and writes a mark into the page, in one edit; without attachments. */
    public PageView create(Title title, String text, Edit.PutMark mark, Beside beside) {
        return writing.create(title, text, Map.of(), List.of(mark), beside);
    }

    /**
     * Makes {@code text} out of {@code base}, and merges that with everything that came since.
     *
     * @throws UnknownVersionException if the page never had {@code base}
     * @throws NoSuchPageException if there is no such page
     */
    public PageView write(PageId page, Version base, String text) {
        return write(page, base, text, Beside.NOTHING);
    }

    /** The same, with values that are stored in the same transaction. */
    public PageView write(PageId page, Version base, String text, Beside beside) {
        return writing.write(page, base, text, beside);
    }

    /** The same, and writes a mark into the page, in one change. */
    public PageView write(
            PageId page, Version base, String text, Edit.PutMark mark, Beside beside) {
        return writing.write(page, base, text, mark, beside);
    }

    /**
     * @throws TitleTakenException if another live page has this title
     */
    public PageView rename(PageId page, Title title) {
        return writing.rename(page, title);
    }

    /** Lets links find the page by one more name; a page that has it as its title comes first. */
    public PageView addAlias(PageId page, Title name) {
        return writing.edit(page, new Edit.AddAlias(name));
    }

    public PageView delete(PageId page) {
        return writing.delete(page);
    }

    /** Does nothing if the page is not deleted. */
    public PageView restore(PageId page) {
        return writing.restore(page);
    }

    /** Notes in the page that it uses these attachments; {@code manifests} as JSON. */
    public PageView attach(PageId page, Map<BlobId, String> manifests) {
        return writing.attach(page, manifests);
    }

    /** Puts a file in the place of one, which older versions keep. {@code manifest} as JSON. */
    public PageView replaceFile(PageId page, BlobId old, BlobId file, String manifest) {
        return writing.replaceFile(page, old, file, manifest);
    }

    public Watcher watch() {
        return watchers.watch();
    }

    /** Wakes for one page. */
    public Watcher watch(PageId page) {
        return watchers.watch(page);
    }

    public Lines lines() {
        return lines;
    }

    public Exchange exchange() {
        return exchange;
    }

    public Archive archive() {
        return archive;
    }

    public Suggestions suggestions() {
        return suggestions;
    }

    /** Whole pages that nobody takes. */
    public PagesLeftOut pagesLeftOut() {
        return pagesLeftOut;
    }

    public BlobStore blobs() {
        return blobs;
    }

    public Records records() {
        return records;
    }

    /** The database as it is now, for a backup: everything typed so far is in its changes. */
    public WikiSnapshot snapshot() {
        return WikiSnapshot.take(database, folding);
    }

    public Authorship authorship() {
        return authorship;
    }

    /** For tests that fill the disk. */
    Writer writer() {
        return writer;
    }

    /** For tests in which weeks go by. */
    Clearing clearing() {
        return clearing;
    }

    /** For tests that wait for an examination. */
    Suspects suspects() {
        return suspects;
    }

    /** Folds what is pending, waits until everything is on disk, frees what is native. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        suspects.close();
        folding.close();
        writer.close();
        pages.close();
        watchers.closeAll();
        database.close();
    }
}
