package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All pages of one wiki on this computer. Every method that writes returns when the edit is on
 * disk. Thread-safe.
 *
 * <p>Reading takes no page lock and loads nothing native.
 */
public final class Repository implements AutoCloseable {

    /**
     * Opens the wiki in {@code folder} ({@code wiki.db}, {@code blobs/}), or makes it; replays
     * typing that was journaled and not folded.
     *
     * @throws StorageException if the folder cannot be written or the database is damaged
     */
    public static Repository open(Path folder, WikiId wiki, RepositorySettings settings) {
        throw new UnsupportedOperationException();
    }

    public WikiId wiki() {
        throw new UnsupportedOperationException();
    }

    // ---- finding and reading

    /** The live page of this title key; of several, the one with the right to the plain title. */
    public Optional<PageId> find(TitleKey key) {
        throw new UnsupportedOperationException();
    }

    /**
     * What a link or a URL means: title key, then {@code Title~k3f9}, then alias, then unique last
     * path segment.
     */
    public Optional<PageId> resolve(String target) {
        throw new UnsupportedOperationException();
    }

    /** A deleted page with this title key, if no live one has it. */
    public Optional<PageId> findDeleted(TitleKey key) {
        throw new UnsupportedOperationException();
    }

    public Optional<PageView> page(PageId page) {
        throw new UnsupportedOperationException();
    }

    /**
     * The version alone: what a cache asks before anything else. From memory for a page that was
     * read before.
     */
    public Optional<Version> version(PageId page) {
        throw new UnsupportedOperationException();
    }

    /** The text of any version that this page had. Empty if it never had it. May load Automerge. */
    public Optional<String> textAt(PageId page, Version version) {
        throw new UnsupportedOperationException();
    }

    /** Live pages by title, after {@code after}. */
    public List<PageSummary> pages(Optional<TitleKey> after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Live and deleted pages, the most recently changed first. */
    public List<PageSummary> recent(int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    public List<PageSummary> deleted(int limit) {
        throw new UnsupportedOperationException();
    }

    public int pageCount() {
        throw new UnsupportedOperationException();
    }

    /** Live pages that share a title key with another one, grouped. */
    public List<PageSummary> sharing(TitleKey key) {
        throw new UnsupportedOperationException();
    }

    /** An attachment by its file name: of this page first, then of any page. */
    public Optional<BlobId> fileNamed(Optional<PageId> page, String name) {
        throw new UnsupportedOperationException();
    }

    /** The manifest (JSON) of an attachment as some live page holds it. */
    public Optional<String> manifest(BlobId blob) {
        throw new UnsupportedOperationException();
    }

    // ---- writing

    /**
     * Makes a page. A deleted page with the derived id is restored with this text.
     *
     * @throws TitleTakenException if a live page has this title
     */
    public PageView create(Title title, String text) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes {@code text} out of {@code base}, and merges that with everything that came since.
     *
     * @throws UnknownVersionException if the page never had {@code base}
     * @throws NoSuchPageException if there is no such page
     */
    public PageView write(PageId page, Version base, String text) {
        throw new UnsupportedOperationException();
    }

    /**
     * @throws TitleTakenException if another live page has this title
     */
    public PageView rename(PageId page, Title title) {
        throw new UnsupportedOperationException();
    }

    public PageView delete(PageId page) {
        throw new UnsupportedOperationException();
    }

    /** Does nothing if the page is not deleted. */
    public PageView restore(PageId page) {
        throw new UnsupportedOperationException();
    }

    /** Notes in the page that it uses these attachments; {@code manifests} as JSON. */
    public PageView attach(PageId page, java.util.Map<BlobId, String> manifests) {
        throw new UnsupportedOperationException();
    }

    // ---- rooms

    /** Wakes for every page. */
    public Watcher watch() {
        throw new UnsupportedOperationException();
    }

    /** Wakes for one page. */
    public Watcher watch(PageId page) {
        throw new UnsupportedOperationException();
    }

    public Lines lines() {
        throw new UnsupportedOperationException();
    }

    public Exchange exchange() {
        throw new UnsupportedOperationException();
    }

    public BlobStore blobs() {
        throw new UnsupportedOperationException();
    }

    public Records records() {
        throw new UnsupportedOperationException();
    }

    /** Folds what is pending, waits until everything is on disk, frees what is native. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
