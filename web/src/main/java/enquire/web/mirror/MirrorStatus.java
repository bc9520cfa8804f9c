package enquire.web.mirror;

import enquire.editor.page.PageId;
import java.util.List;

/**
 * How a mirror is.
 *
 * @param folder as it was named
 * @param files of pages that are in the folder
 * @param waiting pages and files that are still to be carried over
 * @param carrying whether some of those only need time; others wait until their trouble is over
 * @param held titles of pages whose files went all at once, and which are not deleted before
 *     somebody says so, by their names; at most {@link #LISTED_MAX}
 * @param heldPages all of them
 * @param answered whether somebody said what becomes of the held ones, and it is being done
 * @param troubles at most {@link #LISTED_MAX}
 */
public record MirrorStatus(
        String folder,
        State state,
        int files,
        int waiting,
        boolean carrying,
        List<String> held,
        List<PageId> heldPages,
        boolean answered,
        List<Trouble> troubles,
        int troubleCount) {

    /** Listed on screens and in answers; counted beyond. */
    public static final int LISTED_MAX = 100;

    /** How many pages are held. */
    public int heldCount() {
        return heldPages.size();
    }

    /** Whether it will be another one soon, without anybody doing anything. */
    public boolean isMoving() {
        return state == State.BEGINNING || state == State.FOLLOWING && (answered || carrying);
    }

    MirrorStatus withAnswered(boolean said) {
        return new MirrorStatus(
                folder,
                state,
                files,
                waiting,
                carrying,
                held,
                heldPages,
                said,
                troubles,
                troubleCount);
    }

    /** What it does. */
    public enum State {
        /** It looks at everything for the first time since the start. */
        BEGINNING,
        FOLLOWING,
        /** The folder is not there: nothing is carried over, nothing deleted. */
        GONE,
        /** The folder is there and the mark is not: it may be another one of that name. */
        UNMARKED,
        /** The mark in the folder names another wiki. */
        OTHER_WIKI,
        /** The mark names another computer, which took the folder over. */
        OTHER_COMPUTER,
        /** More files than a mirror looks at. */
        TOO_MANY,
        /** The folder cannot be read. */
        UNREADABLE
    }
}
