package enquire.storage;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import java.util.List;
import java.util.Optional;

/**
 * The version lines of pages that are open in tabs: every text a page had since, one small change
 * after the other, whoever made it. This node is the authority for its tabs. A line and each tab's
 * last number survive a restart for 30 days. Thread-safe.
 */
public final class Lines {

    Lines() {}

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
        throw new UnsupportedOperationException();
    }

    /** Returns when the updates are on disk. */
    public Pushed push(
            PageId page, String line, long version, String tab, List<TabUpdate> updates) {
        throw new UnsupportedOperationException();
    }

    /**
     * The durable steps after {@code version}; empty optional if the line is gone or does not reach
     * back that far.
     */
    public Optional<List<LineUpdate>> since(PageId page, String line, long version) {
        throw new UnsupportedOperationException();
    }
}
