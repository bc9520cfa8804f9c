package enquire.web.screens;

/**
 * Backups that the node makes by itself, and one that is made at once.
 *
 * @param action POST: {@code folder}, {@code each}, {@code at}, {@code keep}; with {@code now}, one
 *     is made at once in {@code folder}, and the others are left out of account
 * @param folder where; empty for none
 * @param each {@code day} or {@code week}
 * @param at as {@code 03:00}
 * @param keep as it is typed
 * @param state what is planned and when the last one was made, in sentences; or empty
 * @param now what became of the one that was asked for last
 */
public record BackupForm(
        String action, String folder, String each, String at, String keep, String state, Now now) {

    /**
     * @param sentence empty if none was asked for
     * @param progress the path that says how it goes on; empty if it has ended
     * @param well whether all of it is there or may still be
     */
    public record Now(String sentence, String progress, boolean well) {}
}
