package enquire.web.screens;

import enquire.web.language.Messages;
import java.time.Instant;
import java.util.List;

/**
 * What stands around every screen: the head of the document, header, navigation and phone tabs.
 *
 * @param documentTitle the browser tab's words, without the wiki's name
 * @param nonce of this answer's content security policy, for the styles that CodeMirror adds
 * @param theme {@code system}, {@code light} or {@code dark}
 * @param wikiName for the header; the product's name when no wiki is open
 * @param wiki the wiki's short name as it stands in paths, percent-encoded; empty on screens of the
 *     node that belong to no wiki, which then have neither navigation nor search
 * @param here which entry of the navigation is this screen: {@code home}, {@code changes}, {@code
 *     pages}, {@code wanted}, {@code sync}, {@code search}, or the path of a recent page
 * @param homeHref path of the home page
 * @param pageCount beside All pages, or empty
 * @param wantedCount beside Wanted pages, or empty
 * @param unread beside Recent changes ("3 new"), or empty
 * @param pinned pages that this node keeps in the navigation
 * @param recent pages changed last, at most eight
 * @param status of the exchange with peers
 * @param renderedAt what is on the screen is as of then: a browser may show its copy much later
 * @param messages the sentences of the screen's language
 * @param receipt what was just done, if this screen follows it
 */
public record Frame(
        String documentTitle,
        String nonce,
        String theme,
        String wikiName,
        String wiki,
        String here,
        String homeHref,
        String pageCount,
        String wantedCount,
        String unread,
        List<Link> pinned,
        List<Link> recent,
        Status status,
        Instant renderedAt,
        Messages messages,
        Receipt receipt) {

    /** The same, saying what was just done. */
    public Frame with(Receipt done) {
        return new Frame(
                documentTitle,
                nonce,
                theme,
                wikiName,
                wiki,
                here,
                homeHref,
                pageCount,
                wantedCount,
                unread,
                pinned,
                recent,
                status,
                renderedAt,
                messages,
                done);
    }

    /** Path of a screen of this wiki: {@code screen("changes")} is {@code /wiki/-/changes}. */
    public String screen(String name) {
        return "/" + wiki + "/-/" + name;
    }

    /** Whether a wiki is open, so that there is something to navigate and to search. */
    public boolean inWiki() {
        return !wiki.isEmpty();
    }
}
