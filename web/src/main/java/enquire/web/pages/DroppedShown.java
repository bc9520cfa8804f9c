package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.screens.DroppedSection;
import enquire.web.screens.Link;
import enquire.web.wiki.DroppedFile;
import enquire.web.wiki.Names;
import enquire.web.wiki.Wikis;
import java.util.List;

/** What stands on the screen of peers about files that made room here. */
final class DroppedShown {

    /** Files that are named. (A guess: a screen of them.) */
    private static final int NAMED_MAX = 20;

    private static final int KEEPERS_NAMED_MAX = 4;

    private DroppedShown() {}

    static DroppedSection of(Wiki wiki) {
        Messages messages = Speaking.messages();
        List<DroppedFile> all = DroppedFile.of(wiki);
        List<Link> first =
                all.stream().limit(NAMED_MAX).map(file -> row(wiki, file, messages)).toList();
        int more = all.size() - first.size();
        int kept = wiki.files().keptForOthers();
        return new DroppedSection(
                all.isEmpty() ? "" : messages.text("dropped.those", "files", all.size()),
                first,
                more == 0 ? "" : messages.text("copies.more", "count", more),
                kept == 0 ? "" : messages.text("dropped.kept", "files", kept));
    }

    private static Link row(Wiki wiki, DroppedFile file, Messages messages) {
        List<String> names = file.keepers().stream().map(Wiki.Member::name).toList();
        String size = Sizes.words(file.bytes());
        String note =
                names.isEmpty()
                        ? messages.text("dropped.byNobody", "size", size)
                        : messages.text(
                                "dropped.by",
                                "size",
                                size,
                                "names",
                                Names.listed(names, KEEPERS_NAMED_MAX, messages));
        return new Link(Wikis.paths(wiki).file(file.blob(), file.name()), file.name(), note);
    }
}
