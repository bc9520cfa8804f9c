package enquire.web.pages;

import enquire.sync.node.Shortage;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.CopiesSection;
import enquire.web.screens.Link;
import enquire.web.wiki.CopiesWords;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.List;

/** What stands on the screen of peers about pages and files that are on too few computers. */
final class CopiesShown {

    /** Pages that are named, and files. (A guess: what is taken in at a glance.) */
    private static final int NAMED_MAX = 5;

    private CopiesShown() {}

    static CopiesSection of(Wiki wiki) {
        Messages messages = Speaking.messages();
        Shortage shortage = wiki.shortage();
        List<Link> first = first(wiki, shortage, messages);
        int more = shortage.pages() + shortage.files() - first.size();
        return new CopiesSection(
                shortage.isNothing() ? "" : messages.text("copies.those", "aim", Shortage.AIM),
                CopiesWords.shortage(shortage, messages),
                CopiesWords.advice(wiki, shortage, messages),
                first,
                more == 0 ? "" : messages.text("copies.more", "count", more));
    }

    private static List<Link> first(Wiki wiki, Shortage shortage, Messages messages) {
        WikiPaths paths = Wikis.paths(wiki);
        var first = new ArrayList<Link>();
        shortage.firstPages().stream()
                .limit(NAMED_MAX)
                .forEach(page ->
                        first.add(
                                new Link(
                                        paths.page(page.title()),
                                        page.title(),
                                        CopiesWords.on(page.computers(), messages))));
        shortage.firstFiles().stream()
                .limit(NAMED_MAX)
                .forEach(file ->
                        Manifest.parse(file.manifest())
                                .ifPresent(manifest ->
                                        first.add(
                                                new Link(
                                                        paths.file(file.blob(), manifest.name()),
                                                        manifest.name(),
                                                        CopiesWords.on(
                                                                file.computers(), messages)))));
        return first;
    }
}
