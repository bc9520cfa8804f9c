package enquire.web.pages;

import enquire.editor.page.TextHistory;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.html.HtmlDiff;
import enquire.web.html.SafeHtml;
import enquire.web.language.Speaking;
import enquire.web.screens.DiffScreen;
import enquire.web.screens.Difference;
import enquire.web.screens.Link;
import enquire.web.wiki.ChangedBlocks;
import enquire.web.wiki.LineDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Shows what an edit did: as a page, or as its source. */
final class Differences {

    /**
     * Both texts together, in UTF-16 units. Of more only the blocks that differ are rendered,
     * unless somebody asks for all: that takes about 1 ms for 1,000 characters (measured).
     */
    private static final int WHOLE_CHARS_MAX = 60_000;

    /** The same of what is rendered. More is shown as source, without what did not change. */
    private static final int RENDERED_CHARS_MAX = 400_000;

    static final String SOURCE = "source";
    static final String WRITERS = "writers";
    static final String WHOLE = "whole";

    private final Screens screens;

    Differences(Screens screens) {
        this.screens = screens;
    }

    /**
     * @param writers who wrote the newer text, if that can be shown
     * @param asked the view: {@code source}, {@code writers}, or anything else for the rendered
     *     page
     * @param href of a view
     */
    Difference of(
            Wiki wiki,
            PageView page,
            TextHistory.Part part,
            Optional<Writers> writers,
            Optional<String> asked,
            UnaryOperator<String> href) {
        boolean written = writers.isPresent() && asked.filter(WRITERS::equals).isPresent();
        boolean whole =
                asked.filter(WHOLE::equals).isPresent()
                        || part.before().length() + part.change().lengthAfter() <= WHOLE_CHARS_MAX;
        String after = part.after();
        ChangedBlocks texts =
                whole || part.change().isEmpty()
                        ? new ChangedBlocks(part.before(), after, false)
                        : ChangedBlocks.of(part.before(), after);
        boolean large = texts.before().length() + texts.after().length() > RENDERED_CHARS_MAX;
        boolean source = !written && (large || asked.filter(SOURCE::equals).isPresent());
        var views = new ArrayList<Difference.View>();
        views.add(
                new Difference.View(
                        href.apply(""),
                        Speaking.messages().text("version.rendered"),
                        !source && !written));
        views.add(
                new Difference.View(
                        href.apply(SOURCE), Speaking.messages().text("version.source"), source));
        if (writers.isPresent()) {
            views.add(
                    new Difference.View(
                            href.apply(WRITERS),
                            Speaking.messages().text("version.writers"),
                            written));
        }
        if (written) {
            return writers.get().shown(screens.renderer(), wiki, page, part.after(), views);
        }
        if (part.change().isEmpty()) {
            return with(views, SafeHtml.EMPTY, List.of(), 0, "", Screens.NO_LINK);
        }
        if (source) {
            var lines = LineDiff.of(part.before(), part.change());
            return with(
                    views,
                    SafeHtml.EMPTY,
                    lines,
                    0,
                    large ? Speaking.messages().text("version.tooLong") : "",
                    Screens.NO_LINK);
        }
        HtmlDiff.Merged merged =
                HtmlDiff.between(
                        screens.renderer().past(wiki, page, texts.before()),
                        screens.renderer().past(wiki, page, texts.after()));
        if (merged.changes() == 0) {
            return with(
                    views,
                    merged.html(),
                    List.of(),
                    0,
                    Speaking.messages().text("version.lookSame"),
                    Screens.NO_LINK);
        }
        return with(
                views,
                merged.html(),
                List.of(),
                merged.changes(),
                texts.left() ? Speaking.messages().text("version.leftOut") : "",
                texts.left()
                        ? Link.of(href.apply(WHOLE), Speaking.messages().text("version.wholePage"))
                        : Screens.NO_LINK);
    }

    /** Without a rendered page and without lines nothing differs. */
    private static Difference with(
            List<Difference.View> views,
            SafeHtml rendered,
            List<DiffScreen.Line> lines,
            int count,
            String note,
            Link more) {
        boolean same = rendered.html().isEmpty() && lines.isEmpty() && note.isEmpty();
        return new Difference(views, rendered, lines, same, count, List.of(), note, more);
    }
}
