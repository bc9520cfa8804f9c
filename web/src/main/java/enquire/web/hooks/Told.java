package enquire.web.hooks;

import enquire.storage.PageView;

/**
 * What was last told of a page, or how it was when the first hook was made.
 *
 * @param version a token
 * @param change number of the newest change of the wiki by then
 * @param sequence of the page
 */
record Told(String title, String version, boolean deleted, long change, long sequence) {

    static Told of(PageView page, long change) {
        return new Told(
                page.title().value(),
                page.version().token(),
                page.deleted(),
                change,
                page.sequence());
    }
}
