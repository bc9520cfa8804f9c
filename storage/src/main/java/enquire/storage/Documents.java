package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.BlobId;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.FirstChanges;
import enquire.editor.page.Heads;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageDocumentException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.Snapshot;
import enquire.storage.database.SnapshotTable;
import enquire.storage.database.WikiDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the native documents of pages, and keeps snapshots of them. Inside a lend of the page. */
final class Documents {

    /**
     * From so many changes on, since the last snapshot, the next one is stored: below, loading the
     * raw changes costs about the same (2.9 ms for a page of one change, 62 ms for 2,000; measured
     * before).
     */
    private static final int SNAPSHOT_CHANGES = 128;

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);

    private record Loaded(ChangeGraph graph, Optional<Snapshot> snapshot, List<Change> rest) {}

    private final WikiDatabase database;
    private final Writer writer;
    private final Actors actors;

    Documents(WikiDatabase database, Writer writer, Actors actors) {
        this.database = database;
        this.writer = writer;
        this.actors = actors;
    }

    /** What is held of the page's changes, on disk or queued. */
    ChangeGraph graph(PageState state) {
        return state.graph()
                .orElseGet(() -> {
                    var graph =
                            ChangeGraph.of(
                                    database.read(handle -> ChangeTable.nodes(handle, state.page)));
                    state.graph(graph);
                    return graph;
                });
    }

    /** The document of the page at its heads, without what is pending. */
    PageDocument document(PageState state) {
        return state.document()
                .orElseGet(() -> {
                    NativeLibrary.require();
                    PageDocument document = load(state);
                    state.document(document);
                    return document;
                });
    }

    /**
     * The number of the last operation in the page's changes, or 0 if they cannot be read. Nothing
     * native is needed.
     */
    long lastOperation(PageState state) {
        return state.lastOperation(heads -> {
            try {
                return database.read(handle -> lastOperation(handle, state.page, heads));
            } catch (StorageException e) {
                return 0; // That keeps nobody from typing, as long as the page can be read.
            }
        });
    }

    private static long lastOperation(Handle handle, PageId page, Heads heads) {
        return heads.hashes().stream()
                .flatMap(head -> ChangeTable.change(handle, page, head).stream())
                .mapToLong(Change::lastOperation)
                .max()
                .orElse(0);
    }

    /** The first changes of a page that has no accepted one; nothing native is needed. */
    List<Change> begin(
            PageState state,
            Title title,
            Map<BlobId, String> files,
            String text,
            List<Edit.PutMark> marks) {
        List<Change> made = FirstChanges.of(actors.current(), title, files, text, marks);
        state.touch();
        // One that was loaded for what waits here does not hold these changes.
        state.freeDocument();
        ChangeGraph graph = graph(state);
        made.forEach(change -> graph.add(change, true));
        return made;
    }

    /** Whose changes are made here now. */
    ActorId actor() {
        return actors.current();
    }

    /** A document without title and text, for a page that has no accepted change. */
    PageDocument create() {
        NativeLibrary.require();
        return PageDocument.create(actors.current());
    }

    /**
     * A document beside that of its page, to be read and closed.
     *
     * @param ordered changes that were part of the page
     * @throws PageDocumentException if Automerge does not take them
     */
    PageDocument apart(List<Change> ordered) {
        NativeLibrary.require();
        return PageDocument.of(ordered, actors.current());
    }

    /**
     * Replaces the document by one of these changes alone, for another actor: an own change that is
     * not among them must not be followed by one of its number.
     */
    PageDocument rebuild(PageState state, List<Change> ordered) {
        NativeLibrary.require();
        state.touch();
        state.countMerge();
        actors.retire();
        state.freeDocument();
        PageDocument document = PageDocument.of(ordered, actors.current());
        state.document(document);
        return document;
    }

    private PageDocument load(PageState state) {
        if (state.now().heads().isEmpty()) {
            graph(state);
            return create();
        }
        // A page that began without a document may still be on its way to disk. The writer takes no
        // page's lock, so waiting with it held ends.
        Commits.await(state.lastWrite());
        Loaded loaded = database.read(handle -> read(handle, state));
        state.graph(loaded.graph());
        PageDocument document = build(state, loaded);
        try {
            if (!document.heads().equals(state.now().heads())) {
                throw unusable(state, new IllegalStateException("it has other heads than its row"));
            }
            if (loaded.rest().size() >= SNAPSHOT_CHANGES && !document.isBlanked()) {
                keepSnapshot(state, document);
            }
            return document;
        } catch (RuntimeException | Error e) {
            document.close();
            throw e;
        }
    }

    private static StorageException unusable(PageState state, RuntimeException why) {
        return new StorageException(
                ("The page “%s” cannot be edited: its stored changes do not lead to the version"
                                + " that is shown. Reading it is safe; restore a backup, or delete"
                                + " this wiki here and join it again.")
                        .formatted(state.now().title()),
                why);
    }

    private static Loaded read(Handle handle, PageState state) {
        var graph = ChangeGraph.of(ChangeTable.nodes(handle, state.page));
        Optional<Snapshot> snapshot =
                SnapshotTable.snapshot(handle, state.page)
                        .filter(stored -> graph.isAccepted(stored.heads()));
        Set<ChangeHash> covered =
                snapshot.map(stored -> graph.ancestors(stored.heads().hashes())).orElse(Set.of());
        List<Change> rest =
                ChangeTable.changes(handle, state.page, true).stream()
                        .filter(change -> !covered.contains(change.hash()))
                        .toList();
        return new Loaded(graph, snapshot, ChangeGraph.ordered(rest));
    }

    /** From the snapshot and what came since, or, if that fails, from the raw changes alone. */
    private PageDocument build(PageState state, Loaded loaded) {
        if (loaded.snapshot().isPresent()) {
            try {
                return fromSnapshot(loaded.snapshot().get(), loaded.rest());
            } catch (PageDocumentException | IllegalArgumentException e) {
                LOG.warn("The snapshot of page {} is of no use; its changes are", state.page, e);
            }
        }
        List<Change> all = database.read(handle -> ChangeTable.changes(handle, state.page, true));
        try {
            return PageDocument.of(ChangeGraph.ordered(all), actors.current());
        } catch (PageDocumentException | IllegalArgumentException e) {
            throw unusable(state, e);
        }
    }

    private PageDocument fromSnapshot(Snapshot snapshot, List<Change> rest) {
        PageDocument document = PageDocument.load(snapshot.bytes(), actors.current());
        try {
            if (!document.heads().equals(snapshot.heads())) {
                throw new IllegalArgumentException("it is of another version than it says");
            }
            document.apply(rest);
            return document;
        } catch (RuntimeException e) {
            document.close();
            throw e;
        }
    }

    /** Stores a snapshot only after it was loaded back with equal heads. Nobody waits for it. */
    private void keepSnapshot(PageState state, PageDocument document) {
        Snapshot snapshot;
        try {
            snapshot = new Snapshot(document.heads(), document.save());
            requireLoadable(snapshot);
        } catch (RuntimeException e) { // Automerge's own are not public. It is only a cache.
            LOG.warn("A snapshot of page {} did not load back; none is kept", state.page, e);
            return;
        }
        writer.submit(
                new Incarnation(),
                (handle, ledger) -> {
                    SnapshotTable.put(handle, state.page, snapshot);
                    return () -> {};
                });
    }

    private void requireLoadable(Snapshot snapshot) {
        try (PageDocument trial = PageDocument.load(snapshot.bytes(), actors.current())) {
            if (!trial.heads().equals(snapshot.heads())) {
                throw new IllegalArgumentException("it is of another version than it says");
            }
        }
    }
}
