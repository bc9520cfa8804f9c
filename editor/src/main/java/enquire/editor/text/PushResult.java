package enquire.editor.text;

import java.util.List;

/** What became of the updates that a tab sent. */
public sealed interface PushResult {

    /**
     * They were based on the current version.
     *
     * @param line with the updates; it takes the old one's place once they are on disk
     * @param updates as they stand in the line, in order
     */
    record Accepted(EditLine line, List<Update.Typed> updates) implements PushResult {}

    /**
     * All of them were accepted before; the tab finds them among the updates since its version.
     *
     * @param version the current one
     */
    record Repeated(long version) implements PushResult {}

    /**
     * The tab has not seen the newest updates: it takes them, rebases and sends again.
     *
     * @param version the current one
     */
    record Stale(long version) implements PushResult {}

    /** The updates since the tab's version are not kept: it starts again from the text. */
    record Gone() implements PushResult {}

    /**
     * They can never be accepted.
     *
     * @param reason a sentence
     */
    record Refused(String reason) implements PushResult {}
}
