package enquire.storage.search;

/** The fields of the index. A change of any is a change of {@link PageIndex}'s format number. */
final class Fields {

    /** The page's id, 16 bytes; term and value. */
    static final String ID = "id";

    /** Words of the title. */
    static final String TITLE = "title";

    /** The title as written; value. */
    static final String SHOWN_TITLE = "shown-title";

    /** The title key; term and value, in whose order lists by title are. */
    static final String KEY = "key";

    /** The last segment of the title key; term. */
    static final String SEGMENT = "segment";

    /** Keys of other titles of the page; terms. */
    static final String ALIAS = "alias";

    /**
     * Words of all headings, and as a value where each stands, what it says and its anchor, see
     * {@link HeadingPlaces}.
     */
    static final String HEADING = "heading";

    /** Words of the plain text, and the text itself as a value, see {@link TextBytes}. */
    static final String TEXT = "text";

    /** Tags in lower case; terms. */
    static final String TAG = "tag";

    /** Links by what they mean, see {@link LinkTerm}; each with the place of its sentence. */
    static final String LINK = "link";

    /** The targets of links as the page writes them; stored. */
    static final String TARGET = "target";

    /** Who made changes that are part of the page, 32 bytes each; terms. */
    static final String AUTHOR = "author";

    /** When the page was changed, in milliseconds since 1970; value and point. */
    static final String CHANGED = "changed";

    private Fields() {}
}
