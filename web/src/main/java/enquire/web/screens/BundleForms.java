package enquire.web.screens;

/**
 * A wiki in a file, to be carried: one form that makes it, one that reads it.
 *
 * @param makeAction POST: {@code since}, a day, and {@code files}, which is {@code false} to leave
 *     attachments out
 * @param readAction POST, with the file as {@code bundle}
 * @param since what was typed
 * @param withoutFiles what was ticked
 * @param size how much the attachments are that are here
 */
public record BundleForms(
        String makeAction, String readAction, String since, boolean withoutFiles, String size) {}
