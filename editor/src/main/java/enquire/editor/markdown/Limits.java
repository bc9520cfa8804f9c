package enquire.editor.markdown;

/** Every bound of reading and showing Markdown. Pages come from peers, so each of them is met. */
final class Limits {

    /**
     * The longest text read as Markdown, in UTF-16 units; a longer one is shown as plain text. A
     * very long book has this much, and reading it takes a fraction of a second (measured: see
     * PathologicalMarkdownTest), while 5 MB of hostile text could keep a core busy for seconds.
     */
    static final int TEXT_CHARS_MAX = 1_000_000;

    /**
     * How deeply blocks may nest; commonmark-java's own default. Renderers recurse once or twice
     * for each level, so the stack stays far from its end.
     */
    static final int OPEN_BLOCKS_MAX = 100;

    /** How deeply emphasis and links may nest; commonmark-java's own default. */
    static final int INLINE_NESTING_MAX = 100;

    /**
     * The most {@code [} between two blank lines, wikilinks apart. For each link commonmark-java
     * walks over all brackets still open before it, so {@code [[a](b)} 100,000 times takes a minute
     * (measured); with 20,000 it takes about two seconds, and no list that a person wrote has more.
     */
    static final int BRACKETS_MAX = 20_000;

    /**
     * The most table cells of one page. A row may be one character long and still makes a cell for
     * each column of its head, so cells can outgrow the text quadratically. A guess: 5,000 rows of
     * 20 columns.
     */
    static final int TABLE_CELLS_MAX = 100_000;

    /**
     * The longest text between {@code [[} and {@code ]]}, in UTF-16 units: a title of 255, a
     * heading and a label of the same size, and their marks.
     */
    static final int WIKILINK_CHARS_MAX = 3 * 256;

    /** The longest tag, in UTF-16 units. A guess: longer than any word. */
    static final int TAG_CHARS_MAX = 100;

    /** The longest front matter, in UTF-16 units; what is longer is no front matter. A guess. */
    static final int FRONT_MATTER_CHARS_MAX = 65_536;

    /** How many pages deep transclusion goes (the design's number); below that stands a link. */
    static final int TRANSCLUSION_DEPTH_MAX = 5;

    /**
     * How many transclusions one page may show in all. Five levels of ten each would be 100,000
     * pages; a guess at what a person could still read.
     */
    static final int TRANSCLUSIONS_MAX = 100;

    /** How much text all transclusions of one page may add, in UTF-16 units; as for one page. */
    static final int TRANSCLUDED_CHARS_MAX = TEXT_CHARS_MAX;

    /** How far a sentence around a link reaches to either side, in UTF-16 units. Two lines. */
    static final int SENTENCE_SIDE_CHARS_MAX = 160;

    /**
     * The longest formula within a line, in UTF-16 units. Each {@code $} that no other closes is
     * read on for this long, so it bounds what a text of nothing but those costs. (A guess: longer
     * than any that fits into a line.)
     */
    static final int INLINE_MATH_CHARS_MAX = 500;

    /**
     * The longest comment within a paragraph, in UTF-16 units: bounds what a text of nothing but
     * {@code %%} costs, as for formulas. (A guess: some sentences.)
     */
    static final int COMMENT_CHARS_MAX = 2_000;

    /** The longest one between {@code $$}, in UTF-16 units. (A guess: fifty lines.) */
    static final int DISPLAY_MATH_CHARS_MAX = 4_000;

    private Limits() {}
}
