package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.storage.NoSuchPageException;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;

/**
 * A page that got another text, by its versions: to remember the texts themselves would fill memory
 * with pages that nobody takes back.
 */
public record Rewritten(PageId page, Version before, Version after) {

    public static Rewritten of(PageView before, PageView after) {
        return new Rewritten(before.page(), before.version(), after.version());
    }

    /**
     * Makes it say again what it said before; what others wrote since stays.
     *
     * @throws enquire.web.http.ProblemException 404 if that version is not known any more
     */
    public PageView undo(Wiki wiki) {
        String text =
                wiki.repository()
                        .page(page)
                        .map(now -> Versions.text(wiki, now, before))
                        .orElseThrow(() -> new NoSuchPageException(page));
        return wiki.repository().write(page, after, text);
    }
}
