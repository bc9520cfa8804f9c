package enquire.web.mirror;

import java.util.List;

/**
 * How a mirror is.
 *
 * @param folder as it was named
 * @param files of pages that are in the folder
 * @param waiting pages and files that are still to be carried over
 * @param held titles of pages whose files went all at once, and which are not deleted before
 *     somebody says so; at most {@link #LISTED_MAX}
 * @param heldCount of all of them
 * @param troubles at most {@link #LISTED_MAX}
 */
public record MirrorStatus(
        String folder,
        State state,
        int files,
        int waiting,
        List<String> held,
        int heldCount,
        List<Trouble> troubles,
        int troubleCount) {

    /** Listed on screens and in answers; counted beyond. */
    public static final int LISTED_MAX = 100;

    /** What it does. */
    public enum State {
        /** It looks at everything for the first time since the start. */
        BEGINNING,
        FOLLOWING,
        /**
         * The folder, or the mark in it, is not there: nothing is carried over, nothing deleted.
         */
        GONE,
        /** The mark in the folder names another wiki. */
        OTHER_WIKI,
        /** More files than a mirror looks at. */
        TOO_MANY,
        /** The folder cannot be read. */
        UNREADABLE
    }
}
