package enquire.editor.text;

/** One step of an {@link EditLine}. */
public sealed interface Update {

    TextChange change();

    /**
     * What a tab typed.
     *
     * @param number the tab's own count, from 1, so that an update sent twice is known
     */
    record Typed(TabId tab, long number, TextChange change) implements Update {}

    /** What came from another node, or through the API. */
    record Arrived(TextChange change) implements Update {}
}
