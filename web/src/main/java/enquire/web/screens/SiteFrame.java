package enquire.web.screens;

import enquire.web.http.Percent;
import enquire.web.language.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What stands around every page of a static site: no node is there, so every address is relative
 * and leads to a file.
 *
 * @param documentTitle the browser tab's words, without the wiki's name
 * @param wikiName for the header
 * @param here which entry of the navigation this is: {@code home}, {@code changes}, {@code pages},
 *     {@code tags}, {@code search}; or anything else
 * @param place of this page from the top of the site, {@code pages/trips/Log.html}
 * @param pageCount beside All pages
 * @param messages the sentences of the site's language
 */
public record SiteFrame(
        String documentTitle,
        String wikiName,
        String here,
        String place,
        String pageCount,
        Messages messages) {

    /** From this page to a place of the site, percent-encoded. */
    public String to(String target) {
        long depth = place.chars().filter(c -> c == '/').count();
        return "../".repeat((int) depth) + encoded(target);
    }

    /** To a script, style, font or icon, by its name in the sources. */
    public String asset(String name) {
        return to("assets/" + Assets.file(name));
    }

    /**
     * Each segment, and also the characters that a browser would read as something else: a first
     * segment with a colon is no scheme.
     */
    public static String encoded(String place) {
        return Arrays.stream(place.split("/", -1))
                .map(Percent::encode)
                .map(segment -> segment.replace(":", "%3A"))
                .collect(Collectors.joining("/"));
    }
}
