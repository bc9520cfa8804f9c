package enquire.web.screens;

/**
 * Backups that the node makes by itself.
 *
 * @param action POST: {@code folder}, {@code each}, {@code at}, {@code keep}
 * @param folder where; empty for none
 * @param each {@code day} or {@code week}
 * @param at as {@code 03:00}
 * @param keep as it is typed
 * @param state what is planned and when the last one was made, in sentences; or empty
 */
public record BackupForm(
        String action, String folder, String each, String at, String keep, String state) {}
