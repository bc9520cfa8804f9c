package enquire.storage;

import enquire.editor.page.Blanks;
import enquire.editor.page.Heads;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageDocumentException;
import enquire.editor.text.TextChange;
import enquire.storage.database.JournalRow;
import enquire.storage.database.JournalTable;
import enquire.storage.database.JournalTable.Numbered;
import enquire.storage.database.WikiDatabase;
import java.util.List;
import java.util.Optional;

/**
 * Older versions of a page: their text, and what happened since. Those that the line remembers cost
 * nothing; for others Automerge is asked. Inside a lend of the page.
 */
final class Versions {

    /**
     * What happened to a text.
     *
     * @param text of the older version
     * @param since from there to the text now
     */
    record Past(String text, TextChange since) {}

    private final WikiDatabase database;
    private final Documents documents;

    Versions(WikiDatabase database, Documents documents) {
        this.database = database;
        this.documents = documents;
    }

    /** Empty if the page never had this version, as far as this node knows. */
    Optional<Past> past(PageState state, Version version) {
        PageNow now = state.now();
        boolean current =
                version.journalPosition() == 0
                        && state.pending().isEmpty()
                        && version.heads().equals(now.heads());
        if (current) {
            return Optional.of(new Past(now.text(), TextChange.unchanged(now.text().length())));
        }
        Optional<Past> remembered =
                state.line()
                        .flatMap(line ->
                                line.place(version)
                                        .flatMap(place -> remembered(state, line, place)));
        return remembered.isPresent() ? remembered : computed(state, version);
    }

    /**
     * The same for whoever saves a whole text that he made of this version. Empty also of a version
     * out of which words were taken: he may have read it before, and what he read would seem to be
     * what he wrote.
     */
    Optional<Past> base(PageState state, Version version) {
        return past(state, version)
                .filter(past ->
                        !Blanks.mark(past.text())
                                || past.text().equals(state.now().text())
                                || state.document().filter(PageDocument::isBlanked).isEmpty());
    }

    private static Optional<Past> remembered(PageState state, LineLog line, long place) {
        String now = state.now().text();
        return line.textAt(place, now)
                .flatMap(text ->
                        line.changeSince(place, now.length())
                                .map(change -> new Past(text, change)));
    }

    private Optional<Past> computed(PageState state, Version version) {
        Heads heads = version.heads();
        if (!documents.graph(state).isAccepted(heads)) {
            return Optional.empty();
        }
        PageDocument document = documents.document(state);
        String text;
        TextChange toFolded;
        try {
            text = document.textAt(heads);
            toFolded = document.textChangeBetween(heads, state.now().heads());
        } catch (PageDocumentException e) {
            String why =
                    "The older version of “%s” could not be read. The page is as it was; try again."
                            .formatted(state.now().title());
            state.incarnation.fail(why);
            throw new StorageException(why, e);
        }
        if (version.journalPosition() > 0) {
            List<Numbered> rows =
                    database.read(handle ->
                            JournalTable.upTo(
                                    handle, state.page, heads, version.journalPosition()));
            return typed(text, run(rows, version.journalPosition()))
                    .map(then -> new Past(then, TextChange.between(then, state.now().text())));
        }
        TextChange since = state.pending().map(toFolded::compose).orElse(toFolded);
        return Optional.of(new Past(text, since));
    }

    /**
     * The typing that led to the last of these rows, without a break: a page comes to the same
     * heads once more if a change is taken out of it, and what is typed then begins anew.
     */
    private static List<Numbered> run(List<Numbered> rows, long position) {
        if (rows.isEmpty() || rows.getLast().id() != position) {
            return List.of();
        }
        int from = rows.size() - 1;
        while (from > 0 && follows(rows.get(from - 1).row(), rows.get(from).row())) {
            from--;
        }
        return rows.subList(from, rows.size());
    }

    private static boolean follows(JournalRow before, JournalRow row) {
        return before.line().equals(row.line()) && before.version() + 1 == row.version();
    }

    /**
     * A version in the middle of typing that was folded since. Automerge knows only the text after
     * the fold, so what happened since is found by comparing texts. Empty if there is no such
     * version, as after an old copy of the database was put back.
     */
    private static Optional<String> typed(String base, List<Numbered> rows) {
        String text = base;
        for (Numbered numbered : rows) {
            TextChange step = numbered.row().step();
            if (step.lengthBefore() != text.length()) {
                return Optional.empty();
            }
            text = step.apply(text);
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
