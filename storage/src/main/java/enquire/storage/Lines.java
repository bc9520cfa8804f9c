package enquire.storage;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import enquire.storage.database.JournalRow;
import enquire.storage.database.JournalTable;
import enquire.storage.database.WikiDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The version lines of pages that are open in tabs: every text a page had since, one small change
 * after the other, whoever made it. This node is the authority for its tabs. A line and each tab's
 * last number survive a restart for 30 days. Thread-safe.
 */
public final class Lines {

    private final Pages pages;
    private final Loading loading;
    private final Editing editing;
    private final Versions versions;
    private final Folding folding;
    private final WikiDatabase database;

    Lines(
            Pages pages,
            Loading loading,
            Editing editing,
            Versions versions,
            Folding folding,
            WikiDatabase database) {
        this.pages = pages;
        this.loading = loading;
        this.editing = editing;
        this.versions = versions;
        this.folding = folding;
        this.database = database;
    }

    /**
     * Where a tab stands.
     *
     * @param line random id of the line
     * @param version number of the text on that line, from 0
     */
    public record Position(String line, long version) {}

    /**
     * What a tab needs to begin or to go on.
     *
     * @param lastNumber the last update number accepted from this tab; 0 for none
     * @param rebase from the text that the tab said it has to {@code text}; empty if the tab named
     *     none or one that is unknown
     */
    public record Opened(
            Position position,
            Version token,
            String text,
            long lastNumber,
            Optional<TextChange> rebase) {}

    /** One update of a tab: its own counter, from 1, ascending without gaps, and the change. */
    public record TabUpdate(long number, TextChange change) {}

    /**
     * One step of the line.
     *
     * @param tab which tab made it; empty for an edit that came from the API, a peer or a merge
     */
    public record LineUpdate(Optional<String> tab, long number, TextChange change, PeerId author) {}

    /** What became of a push. */
    public sealed interface Pushed {
        /**
         * On disk; the line is at {@code version} now. Repeated updates are answered so, too, and
         * not applied twice.
         */
        record Accepted(long version) implements Pushed {}

        /** Based on an older text: take the updates since, rebase, push again. */
        record Stale(long version) implements Pushed {}

        /** The line is gone: open again. */
        record Gone() implements Pushed {}

        /** The change does not fit the text (a length, half a character): nothing was applied. */
        record Refused(String why) implements Pushed {}
    }

    /**
     * @param known where the tab stood, if it was here before
     * @param token the version of the text it had confirmed then, for a line that is gone
     * @throws NoSuchPageException if there is no such page
     */
    public Opened open(PageId page, String tab, Optional<Position> known, Optional<Version> token) {
        record Opening(
                LineLog line,
                long version,
                String text,
                long lastNumber,
                Optional<TextChange> rebase,
                CompletableFuture<?> write) {}
        Opening opening =
                pages.lend(
                        page,
                        state -> {
                            requirePage(state);
                            LineLog line = editing.line(state);
                            return new Opening(
                                    line,
                                    line.latest(),
                                    state.now().text(),
                                    lastNumber(state, tab),
                                    rebase(state, line, known, token),
                                    state.lastWrite());
                        });
        // What the tab is told must not be taken back: wait until it is on disk.
        Commits.await(opening.write());
        Optional<Version> name = opening.line().name(opening.version());
        if (name.isEmpty()) {
            return open(page, tab, known, token); // A thousand versions have passed meanwhile.
        }
        return new Opened(
                new Position(opening.line().line(), opening.version()),
                name.get(),
                opening.text(),
                opening.lastNumber(),
                opening.rebase());
    }

    private Optional<TextChange> rebase(
            PageState state, LineLog line, Optional<Position> known, Optional<Version> token) {
        Optional<TextChange> onLine =
                known.filter(position -> position.line().equals(line.line()))
                        .flatMap(position -> changeSince(state, line, position.version()));
        return onLine.isPresent()
                ? onLine
                : token.flatMap(version -> versions.past(state, version)).map(Versions.Past::since);
    }

    private Optional<TextChange> changeSince(PageState state, LineLog line, long version) {
        Optional<TextChange> remembered = line.changeSince(version, state.now().text().length());
        if (remembered.isPresent() || version > line.latest()) {
            return remembered;
        }
        // What is not on disk yet is still in memory.
        return loading.since(state.page, line.line(), version)
                .flatMap(rows -> after(state, line, version, rows));
    }

    private static Optional<TextChange> after(
            PageState state, LineLog line, long version, List<JournalRow> rows) {
        Optional<TextChange> rest =
                line.changeSince(version + rows.size(), state.now().text().length());
        return rest.map(change ->
                rows.stream()
                        .map(JournalRow::step)
                        .reduce(TextChange::compose)
                        .map(first -> first.compose(change))
                        .orElse(change));
    }

    private long lastNumber(PageState state, String tab) {
        return state.tabNumber(tab)
                .orElseGet(() -> {
                    long number =
                            database.read(
                                    handle -> JournalTable.lastNumber(handle, state.page, tab));
                    state.tabNumber(tab, number);
                    return number;
                });
    }

    private static void requirePage(PageState state) {
        if (!state.now().exists()) {
            throw new NoSuchPageException(state.page);
        }
    }

    /**
     * Returns when the updates are on disk.
     *
     * @throws NotAWriterException if this node may not write; nothing was applied
     */
    public Pushed push(
            PageId page, String line, long version, String tab, List<TabUpdate> updates) {
        record Pushing(Pushed result, CompletableFuture<?> write) {}
        Pushing pushing =
                pages.lend(
                        page,
                        state -> {
                            Pushed result = apply(state, line, version, tab, updates);
                            return new Pushing(result, state.lastWrite());
                        });
        if (pushing.result() instanceof Pushed.Accepted) {
            folding.soon(page);
        }
        // Also for repeated updates: those they repeat may still be on their way to disk.
        Commits.await(pushing.write());
        return pushing.result();
    }

    private Pushed apply(
            PageState state, String line, long version, String tab, List<TabUpdate> updates) {
        requirePage(state);
        LineLog log = editing.line(state);
        if (!log.line().equals(line)) {
            return new Pushed.Gone();
        }
        long last = lastNumber(state, tab);
        List<TabUpdate> fresh = updates.stream().filter(update -> update.number() > last).toList();
        if (fresh.isEmpty()) {
            return new Pushed.Accepted(log.latest());
        }
        editing.requireWriter();
        // Of updates that were accepted before, the tab had not heard: they stand on the line.
        if (version + updates.size() - fresh.size() != log.latest()) {
            return new Pushed.Stale(log.latest());
        }
        Optional<String> wrong =
                wrong(state.now().text(), last, fresh)
                        .or(() ->
                                fresh.stream()
                                        .map(update -> editing.usedUp(state, update.change()))
                                        .flatMap(Optional::stream)
                                        .findFirst()
                                        .map(PageTooLargeException::getMessage));
        if (wrong.isPresent()) {
            return new Pushed.Refused(wrong.get());
        }
        for (TabUpdate update : fresh) {
            editing.type(state, update.change(), Optional.of(tab), update.number());
            state.tabNumber(tab, update.number());
        }
        return new Pushed.Accepted(log.latest());
    }

    /** Why not all of these can be applied, if so; then none is. */
    private static Optional<String> wrong(String before, long last, List<TabUpdate> updates) {
        String text = before;
        long number = last;
        for (TabUpdate update : updates) {
            TextChange change = update.change();
            number++;
            if (update.number() != number) {
                return Optional.of(
                        "The update has number %d; number %d was expected."
                                .formatted(update.number(), number));
            }
            if (change.lengthBefore() != text.length()) {
                return Optional.of(
                        "The update is for a text of %,d characters; the page has %,d."
                                .formatted(change.lengthBefore(), text.length()));
            }
            if (change.splitsSurrogatePair(text)) {
                return Optional.of("The update cuts a character into halves.");
            }
            boolean grows = change.lengthAfter() > text.length();
            if (grows && change.lengthAfter() > Repository.TEXT_CHARS_MAX) {
                return Optional.of(new PageTooLargeException(change.lengthAfter()).getMessage());
            }
            if (change.replacements().stream()
                    .anyMatch(replacement -> replacement.insert().indexOf('\r') >= 0)) {
                return Optional.of("Lines end with a line feed alone.");
            }
            text = change.apply(text);
        }
        return Optional.empty();
    }

    /**
     * The durable steps after {@code version}; empty optional if the line is gone or does not reach
     * back that far.
     */
    public Optional<List<LineUpdate>> since(PageId page, String line, long version) {
        Optional<List<LineUpdate>> remembered =
                pages.line(page)
                        .filter(log -> log.line().equals(line))
                        .flatMap(log -> log.since(version));
        return remembered.isPresent()
                ? remembered
                : loading.since(page, line, version)
                        .map(rows -> rows.stream().map(Lines::update).toList());
    }

    private static LineUpdate update(JournalRow row) {
        return new LineUpdate(row.tab(), row.number(), row.step(), row.author());
    }
}
