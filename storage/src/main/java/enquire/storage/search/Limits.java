package enquire.storage.search;

import java.time.Duration;

/**
 * Every bound of searching. Pages come from peers and queries from anybody, so each of them is met.
 */
final class Limits {

    /** The longest query that is read, in UTF-16 units; the rest is cut off. A guess: ten lines. */
    static final int QUERY_CHARS_MAX = 1_000;

    /** The most words, phrases and fields of one query; the rest is not looked for. A guess. */
    static final int CLAUSES_MAX = 32;

    /**
     * The most terms of one phrase. A Chinese sentence makes one for each character, so this is
     * more than {@link #CLAUSES_MAX}.
     */
    static final int TERMS_MAX = 128;

    /** The longest term, in UTF-16 units; Lucene refuses a page with one over 32,766 bytes. */
    static final int TERM_CHARS_MAX = 255;

    /** The most results of one answer; a screen shows 20, a rename looks at 2,000 links. */
    static final int RESULTS_MAX = 2_000;

    /** How deep an answer may reach into the results: to rank the n-th, n are kept in memory. */
    static final int RESULTS_DEPTH_MAX = 10_000;

    /** Up to here the total of a search is exact; beyond, it is at least this. A guess. */
    static final int TOTAL_EXACT_MAX = 10_000;

    /** The most completions of one answer; a list of them shows ten. */
    static final int COMPLETIONS_MAX = 50;

    /** How long a snippet is, in UTF-16 units, give or take a word: two lines. */
    static final int SNIPPET_CHARS = 220;

    /** The most occurrences of one word that a snippet is chosen from. A guess. */
    static final int MATCHES_MAX = 200;

    /**
     * How many words a prefix may stand for so that each is looked up; of a prefix of more, matches
     * are marked only if they stand near the beginning of the text. All pages are found either way.
     * A guess.
     */
    static final int PREFIX_WORDS_MAX = 16;

    /** How far into a text words with such a prefix are looked for, in UTF-16 units. A guess. */
    static final int PREFIX_SEARCH_CHARS_MAX = 4_000;

    /** How many words with such a prefix are marked. A snippet seldom holds more. */
    static final int PREFIX_MATCHES_MAX = 8;

    /** The most wanted titles and the most orphans that are kept to be shown. */
    static final int SURVEY_MAX = RESULTS_DEPTH_MAX;

    /** How far wanted titles and orphans may be behind while pages change. A guess. */
    static final Duration SURVEY_AGE_MAX = Duration.ofSeconds(4);

    /** The longest link target that is kept, in UTF-16 units: a title of 255 in a few forms. */
    static final int LINK_CHARS_MAX = 2_048;

    /** The most links of one page that are kept. A guess: an index page of a very large wiki. */
    static final int LINKS_MAX = 20_000;

    /** The most ways to write a link to one last segment that backlinks look at. A guess. */
    static final int LINK_FORMS_MAX = 1_000;

    /** The most links that one map is made of; about 20 MB of memory while it is. A guess. */
    static final int MAP_LINKS_MAX = 200_000;

    /** The most pages of one map. A guess: more than one can tell apart. */
    static final int MAP_PAGES_MAX = 2_000;

    /** The most tags of one page that are kept. A guess. */
    static final int TAGS_MAX = 1_000;

    /** The most people of one page that are kept. A guess: a large company's front page. */
    static final int AUTHORS_MAX = 10_000;

    /** The most headings of one page whose places are kept. A guess: a long book. */
    static final int HEADINGS_MAX = 10_000;

    /** The most headings that are compared with what is typed, for one answer. A guess; 5 ms. */
    static final int HEADINGS_LOOKED_AT_MAX = 2_000;

    /** The last year of a day that a query can name: four digits, as ISO 8601 has it. */
    static final int YEAR_MAX = 9_999;

    /** The most words of one query that are looked at when it may be misspelt. A guess. */
    static final int SPELLED_WORDS_MAX = 8;

    /**
     * The longest word that another one is looked for which it resembles, in UTF-16 units: the time
     * for that grows with its length. Longer than the words of any language but joined ones.
     */
    static final int SPELLED_CHARS_MAX = 32;

    /**
     * What the writer holds in memory before it writes a segment. Small, because an idle node is to
     * stay small; half of what Lucene takes by itself. A guess.
     */
    static final double WRITER_BUFFER_MEGABYTES = 8;

    /**
     * How long after one round of indexing the next begins: a page in which somebody types is
     * indexed five times a second at most, and an edit is findable within 300 ms.
     */
    static final Duration ROUND_PACE = Duration.ofMillis(200);

    /**
     * A round that brings more pages than this is part of an import or of catching up: those become
     * visible at {@link #CATCH_UP_REFRESH_PACE}. More than people save in one round. A guess.
     */
    static final int ROUND_PAGES_MANY = 64;

    /** How often what was indexed becomes visible while many pages are being caught up with. */
    static final Duration CATCH_UP_REFRESH_PACE = Duration.ofSeconds(1);

    /**
     * How often the index is committed while pages change. What a crash undoes is indexed again.
     */
    static final Duration COMMIT_PACE = Duration.ofSeconds(5);

    /**
     * How long catching up with more than {@link #ROUND_PAGES_MANY} waits after the index was
     * opened: whoever starts a node opens a page, and would share the processor with it. Twice what
     * a start takes on two idle cores ({@code bench/run 1}).
     */
    static final Duration START_CALM = Duration.ofSeconds(2);

    /** How many pages are asked for at once while catching up. */
    static final int CATCH_UP_PAGES = 256;

    /**
     * How long after a failure of the disk the index is opened again; after each more, twice as
     * long.
     */
    static final Duration RETRY_PACE = Duration.ofSeconds(5);

    /** The longest of these pauses: so long after there is room again, search may be behind. */
    static final Duration RETRY_PACE_MAX = Duration.ofSeconds(40);

    /** Without a failure for so long, the next one is a first one again. A guess. */
    static final Duration CALM_TIME = Duration.ofMinutes(2);

    /** How long a query waits for an index that is being opened. 10,000 pages open in 0.3 s. */
    static final Duration OPENING_MAX = Duration.ofSeconds(30);

    private Limits() {}
}
