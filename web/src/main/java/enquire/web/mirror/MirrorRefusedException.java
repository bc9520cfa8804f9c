package enquire.web.mirror;

/** A folder cannot be the mirror of a wiki. Nothing was changed. */
public final class MirrorRefusedException extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** The wiki has another mirror: the detail. */
        HAS_ONE,
        /** It is not named from the root. */
        NOT_ABSOLUTE,
        /** It cannot be made, read or written. */
        NO_FOLDER,
        /** It lies in the data folder, or that in it. */
        DATA_FOLDER,
        /** Planned backups of this node are made in it: the detail says where. */
        BACKUPS,
        /** It lies in the folder of another mirror, or that in it: the detail. */
        OTHER_MIRROR,
        /** It is the mirror of another wiki. */
        OTHER_WIKI,
        /** It is the mirror that another computer has of this wiki. */
        OTHER_COMPUTER,
        /** It has Markdown files already: the detail says how many. */
        HAS_PAGES
    }

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String detail;

    MirrorRefusedException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
