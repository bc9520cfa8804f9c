package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Edit;
import enquire.editor.page.PageContent;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import enquire.editor.text.TextChange;
import enquire.storage.database.PageTable;
import enquire.storage.database.TitleTable;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What {@link Repository} does to pages, on disk when it returns. Thread-safe. */
final class Writing {

    /**
     * Locks for title keys, so that one title is not given to two pages at once; held until the
     * title is on disk. Many, so that an import in parallel seldom waits.
     */
    private static final int TITLE_LOCKS = 256;

    private final WikiId wiki;
    private final RepositorySettings settings;
    private final Pages pages;
    private final Editing editing;
    private final Versions versions;
    private final Folding folding;
    private final WikiDatabase database;
    private final List<ReentrantLock> titleLocks =
            IntStream.range(0, TITLE_LOCKS).mapToObj(i -> new ReentrantLock()).toList();

    Writing(
            WikiId wiki,
            RepositorySettings settings,
            Pages pages,
            Editing editing,
            Versions versions,
            Folding folding,
            WikiDatabase database) {
        this.wiki = wiki;
        this.settings = settings;
        this.pages = pages;
        this.editing = editing;
        this.versions = versions;
        this.folding = folding;
        this.database = database;
    }

    PageView create(
            Title title,
            String text,
            Map<BlobId, String> files,
            List<Edit.PutMark> marks,
            Beside beside) {
        editing.requireWriter();
        var page = new NewPage(title, Texts.normalized(text), files, marks);
        requireRoomFor(files.size());
        return withTitle(
                title.key(),
                () -> {
                    requireFree(title, Optional.empty());
                    PageId derived = PageId.derive(wiki, title.key());
                    Optional<CompletableFuture<PageView>> write =
                            pages.lend(derived, state -> createOrRestore(state, page, beside));
                    CompletableFuture<PageView> made =
                            write.orElseGet(() ->
                                    pages.lend(
                                            PageId.random(settings.random()),
                                            state -> editing.create(state, page, beside)));
                    return Commits.await(made);
                });
    }

    /** Empty if the page with the derived id lives under another title. */
    private Optional<CompletableFuture<PageView>> createOrRestore(
            PageState state, NewPage page, Beside beside) {
        PageNow now = state.now();
        Title title = page.title();
        if (!now.exists()) {
            return Optional.of(editing.create(state, page, beside));
        }
        if (!now.deleted() && now.title().key().equals(title.key())) {
            // It arrived from a peer since the title was looked up.
            throw new TitleTakenException(title);
        }
        if (!now.deleted()) {
            return Optional.empty();
        }
        var edits = new ArrayList<Edit>(List.of(new Edit.Restore(), new Edit.Rename(title)));
        page.files().forEach((file, manifest) -> edits.add(new Edit.PutFile(file, manifest)));
        edits.addAll(page.marks());
        return Optional.of(
                editing.edit(state, TextChange.between(now.text(), page.text()), edits, beside));
    }

    PageView write(PageId page, Version base, String text, Beside beside) {
        String normal = Texts.normalized(text);
        PageView written =
                withPage(
                        page,
                        state -> {
                            Versions.Past past =
                                    versions.base(state, base).orElseThrow(() -> unknown(base));
                            if (normal.equals(state.now().text())) {
                                // Sent again, because its answer was lost: it is here already.
                                return restore(state, beside);
                            }
                            TextChange edit =
                                    TextChange.between(past.text(), normal)
                                            .mapOver(past.since(), false);
                            if (edit.isEmpty()) {
                                return restore(state, beside);
                            }
                            Optional<PageTooLargeException> usedUp = editing.usedUp(state, edit);
                            if (usedUp.isPresent()) {
                                throw usedUp.get();
                            }
                            if (edit.lengthAfter() > edit.lengthBefore()) {
                                Texts.requireRoom(edit.lengthAfter());
                            }
                            return editing.type(state, edit, Optional.empty(), 0, beside);
                        });
        folding.soon(page);
        return written;
    }

    PageView write(PageId page, Version base, String text, Edit.PutMark tick, Beside beside) {
        String normal = Texts.normalized(text);
        return withPage(
                page,
                state -> {
                    Versions.Past past =
                            versions.base(state, base).orElseThrow(() -> unknown(base));
                    // Pressed twice, it is here already, and the tick is all that is new.
                    boolean here = normal.equals(state.now().text());
                    TextChange edit =
                            here
                                    ? TextChange.between(normal, normal)
                                    : TextChange.between(past.text(), normal)
                                            .mapOver(past.since(), false);
                    Optional<PageTooLargeException> usedUp = editing.usedUp(state, edit);
                    if (usedUp.isPresent()) {
                        throw usedUp.get();
                    }
                    if (edit.lengthAfter() > edit.lengthBefore()) {
                        Texts.requireRoom(edit.lengthAfter());
                    }
                    return editing.edit(state, edit, List.of(tick), beside);
                });
    }

    static UnknownVersionException unknown(Version base) {
        return new UnknownVersionException(
                "This page never had the version %s. Nothing was saved; read the page again and edit what it says now."
                        .formatted(base.token()));
    }

    PageView rename(PageId page, Title title) {
        return withTitle(
                title.key(),
                () -> {
                    requireFree(title, Optional.of(page));
                    var edits = new ArrayList<Edit>(List.of(new Edit.Rename(title)));
                    shortName(page, title).map(Edit.AddAlias::new).ifPresent(edits::add);
                    return edit(page, edits.toArray(Edit[]::new));
                });
    }

    /**
     * The last segment of the title before, if links find the page by it and by the new title no
     * longer would: they are to go on finding it.
     */
    private Optional<Title> shortName(PageId page, Title title) {
        return database.read(handle -> {
            Optional<Title> before =
                    PageTable.row(handle, page)
                            .map(row -> row.title().value())
                            .filter(value -> value.indexOf('/') >= 0)
                            .map(value -> value.substring(value.lastIndexOf('/') + 1))
                            .filter(name -> !TitleKey.of(name).value().isEmpty())
                            .map(Title::new);
            return before.filter(name ->
                    !name.key().equals(title.key().lastSegment())
                            && TitleTable.live(handle, name.key()).isEmpty()
                            && TitleTable.alias(handle, name.key()).isEmpty()
                            && TitleTable.segment(handle, name.key()).equals(Optional.of(page)));
        });
    }

    PageView attach(PageId page, Map<BlobId, String> manifests) {
        List<Edit> edits = new ArrayList<>();
        manifests.forEach((file, manifest) -> edits.add(new Edit.PutFile(file, manifest)));
        return withPage(
                page,
                state -> {
                    var files = new HashSet<>(state.now().files().keySet());
                    files.addAll(manifests.keySet());
                    requireRoomFor(files.size());
                    return editing.edit(state, edits);
                });
    }

    /**
     * @param manifest of the new one, as JSON
     */
    PageView replaceFile(PageId page, BlobId old, BlobId file, String manifest) {
        return edit(page, new Edit.RemoveFile(old), new Edit.PutFile(file, manifest));
    }

    private static void requireRoomFor(int files) {
        if (files > PageContent.KEYS_MAX) {
            throw PageTooLargeException.attachments(files);
        }
    }

    PageView edit(PageId page, Edit... edits) {
        return withPage(page, state -> editing.edit(state, List.of(edits)));
    }

    PageView delete(PageId page) {
        return withPage(
                page,
                state ->
                        state.now().deleted()
                                ? editing.unchanged(state, Beside.NOTHING)
                                : editing.edit(state, List.of(new Edit.Delete())));
    }

    PageView restore(PageId page) {
        return withPage(page, state -> restore(state, Beside.NOTHING));
    }

    /** Nothing native is needed for a page that is not deleted. */
    private CompletableFuture<PageView> restore(PageState state, Beside beside) {
        return state.now().deleted()
                ? editing.edit(
                        state,
                        TextChange.unchanged(state.now().text().length()),
                        List.of(new Edit.Restore()),
                        beside)
                : editing.unchanged(state, beside);
    }

    private PageView withPage(PageId page, Function<PageState, CompletableFuture<PageView>> edit) {
        CompletableFuture<PageView> write =
                pages.lend(
                        page,
                        state -> {
                            requirePage(state);
                            editing.requireWriter();
                            return edit.apply(state);
                        });
        return Commits.await(write);
    }

    private static void requirePage(PageState state) {
        if (!state.now().exists()) {
            throw new NoSuchPageException(state.page);
        }
    }

    private void requireFree(Title title, Optional<PageId> except) {
        boolean taken =
                database.read(handle -> TitleTable.sharing(handle, title.key())).stream()
                        .anyMatch(row -> !except.equals(Optional.of(row.page())));
        if (taken) {
            throw new TitleTakenException(title);
        }
    }

    private <T> T withTitle(TitleKey key, Supplier<T> action) {
        ReentrantLock lock = titleLocks.get(Math.floorMod(key.hashCode(), TITLE_LOCKS));
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
