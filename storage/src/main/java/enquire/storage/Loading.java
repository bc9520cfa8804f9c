package enquire.storage;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import enquire.storage.database.JournalRow;
import enquire.storage.database.JournalTable;
import enquire.storage.database.JournalTable.Numbered;
import enquire.storage.database.PageRow;
import enquire.storage.database.PageTable;
import enquire.storage.database.PageUpdate.Committed;
import enquire.storage.database.WikiDatabase;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads pages from disk: the stored text and, over it, the typing that is in no change yet. */
final class Loading {

    private final WikiDatabase database;
    private final PeerId author;

    Loading(WikiDatabase database, PeerId author) {
        this.database = database;
        this.author = author;
    }

    /** What a reader sees. Empty for a page that nobody made. */
    Optional<PageView> view(PageId page) {
        return database.read(handle ->
                PageTable.row(handle, page)
                        .filter(row -> row.state() != PageRow.State.WAITING)
                        .map(row -> view(handle, row)));
    }

    private static PageView view(Handle handle, PageRow row) {
        List<Numbered> pending = JournalTable.pending(handle, row.page());
        String text = PageTable.text(handle, row.page());
        for (Numbered numbered : pending) {
            text = numbered.row().step().apply(text);
        }
        long position = pending.isEmpty() ? 0 : pending.getLast().id();
        return now(handle, row, text).view(new Committed(row, 0, List.of()), position);
    }

    /** Fills a page's state, with the typing that waits for its fold. */
    void load(PageState state) {
        database.read(handle -> {
            load(handle, state);
            return state;
        });
    }

    private void load(Handle handle, PageState state) {
        Optional<PageRow> row = PageTable.row(handle, state.page);
        if (row.isEmpty()) {
            state.load(PageNow.unknown(state.page, author), Optional.empty(), Optional.empty());
            state.graph(ChangeGraph.of(List.of()));
            return;
        }
        List<Numbered> pending = JournalTable.pending(handle, state.page);
        List<Numbered> newest = JournalTable.newest(handle, state.page, 1);
        String text = PageTable.text(handle, state.page);
        Optional<TextChange> change = Optional.empty();
        for (Numbered numbered : pending) {
            TextChange step = numbered.row().step();
            change = Optional.of(change.map(before -> before.compose(step)).orElse(step));
        }
        PageNow now = now(handle, row.get(), change.isPresent() ? change.get().apply(text) : text);
        Optional<LineLog> line =
                newest.stream()
                        .map(Numbered::row)
                        .map(last -> new LineLog(last.line(), last.version()))
                        .findFirst();
        long position = pending.isEmpty() ? 0 : pending.getLast().id();
        line.ifPresent(log -> log.note(new Version(now.heads(), position), log.latest()));
        state.load(now, change, line);
    }

    /** The steps of a line after {@code version}, if the journal reaches back so far. */
    Optional<List<JournalRow>> since(PageId page, String line, long version) {
        return database.read(handle -> {
            List<Numbered> newest = JournalTable.newest(handle, page, 1);
            if (newest.isEmpty() || !newest.getFirst().row().line().equals(line)) {
                return Optional.empty();
            }
            List<JournalRow> rows =
                    JournalTable.since(handle, page, line, version).stream()
                            .map(Numbered::row)
                            .toList();
            long latest = newest.getFirst().row().version();
            return version > latest || rows.size() != latest - version
                    ? Optional.empty()
                    : Optional.of(rows);
        });
    }

    private static PageNow now(Handle handle, PageRow row, String text) {
        return new PageNow(
                row.page(),
                row.title(),
                row.state(),
                text,
                row.heads(),
                PageTable.aliases(handle, row.page()),
                PageTable.files(handle, row.page()),
                row.changedAt(),
                row.changedBy());
    }
}
