package enquire.web.mirror;

/**
 * A file that a mirror leaves as it is, and its page too.
 *
 * @param path from the top of the folder
 * @param detail what the system said; may be empty
 */
public record Trouble(String path, Kind kind, String detail) {

    /** Why. */
    public enum Kind {
        /** Bytes that are no text in UTF-8. */
        NO_TEXT,
        /** Longer than any page may be. */
        TOO_LONG,
        /** No page can be called as this file is. */
        NO_TITLE,
        /** Another file is that page already. */
        TWO_FILES,
        /** The new name is the title of another page. */
        TITLE_TAKEN,
        /** This computer may only read in the wiki. */
        MAY_NOT_WRITE,
        /** The file, or a folder above it, is a symbolic link or cannot be read. */
        CLOSED,
        /** Another file has the place of an attachment, or it was changed there. */
        OTHER_FILE,
        /** Saved into a file that was replaced, when another one had its place already. */
        SET_ASIDE,
        /** An attachment is larger than any may be. */
        FILE_TOO_LARGE,
        /** It holds an attachment that was taken out of the wiki for good, or is made of one. */
        FILE_TAKEN_OUT,
        /** The folder does not take the file. */
        CANNOT_WRITE,
        /** Words were taken out of the page's past for good where the file was edited. */
        WORDS_TAKEN_OUT,
        /** The wiki does not take the text. */
        NOT_STORED;

        /** Whether another page or file stands in the way, which may go. */
        boolean isOfNames() {
            return this == TWO_FILES || this == TITLE_TAKEN;
        }

        /** Whether the file can be no page under its name. */
        boolean isNoPage() {
            return isOfNames() || this == NO_TITLE;
        }
    }

    Trouble(String path, Kind kind) {
        this(path, kind, "");
    }
}
