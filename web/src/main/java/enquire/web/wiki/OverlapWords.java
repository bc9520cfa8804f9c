package enquire.web.wiki;

import enquire.editor.overlap.Overlap;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import enquire.web.screens.OverlapsScreen.Kind;
import enquire.web.screens.OverlapsScreen.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How places that two people changed are put into words, on screens and in the API. */
public final class OverlapWords {

    /** In a decision: whatever stands there stays. */
    public static final String BOTH = "both";

    private OverlapWords() {}

    /**
     * A live page with such places.
     *
     * @param places how many
     */
    public record MarkedPage(PageView page, int places) {}

    /** By title. */
    public static List<MarkedPage> pages(Wiki wiki) {
        var pages = new ArrayList<MarkedPage>();
        wiki.overlaps()
                .marked()
                .forEach((id, marked) ->
                        wiki.repository()
                                .page(id)
                                .filter(page -> !page.deleted())
                                .map(page -> new MarkedPage(page, marked.ids().size()))
                                .ifPresent(pages::add));
        pages.sort(Comparator.comparing(marked -> marked.page().displayTitle()));
        return pages;
    }

    /** Own work first, else whoever has the smaller id. */
    public static List<Overlap.Side> sides(Wiki wiki, Overlap overlap) {
        return overlap.other().author().equals(wiki.self())
                ? List.of(overlap.other(), overlap.one())
                : List.of(overlap.one(), overlap.other());
    }

    public static String label(Wiki wiki, PeerId author) {
        return author.equals(wiki.self())
                ? Speaking.messages().text("overlap.mine")
                : Speaking.messages().text("overlap.theirs", "name", wiki.nameOf(author));
    }

    /** "Keep theirs" only where it is clear who they are. */
    public static String keepLabel(Wiki wiki, Overlap overlap, PeerId author) {
        if (author.equals(wiki.self())) {
            return Speaking.messages().text("overlap.keepMine");
        }
        boolean withMine =
                overlap.one().author().equals(wiki.self())
                        || overlap.other().author().equals(wiki.self());
        return withMine
                ? Speaking.messages().text("overlap.keepTheirs")
                : Speaking.messages().text("overlap.keepOf", "name", wiki.nameOf(author));
    }

    /**
     * Whose text stays.
     *
     * @return empty for both
     * @throws ProblemException 400 if it names nobody
     */
    public static Optional<PeerId> keep(String keep) {
        if (keep.equals(BOTH)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PeerId.parse(keep));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(Speaking.messages().text("overlap.badKeep"));
        }
    }

    /**
     * The version that was looked at.
     *
     * @return empty for an empty text
     */
    public static Optional<Version> seen(String token) {
        return token.isEmpty() ? Optional.empty() : Optional.of(Versions.parse(token));
    }

    /**
     * @throws ProblemException 400 if nothing can have this id
     */
    public static String id(String id) {
        if (!Overlap.isId(id)) {
            throw ProblemException.badRequest(
                    Speaking.messages().text("overlap.badId", "digits", Overlap.ID_CHARS));
        }
        return id;
    }

    /** One text, with what was done to another to get there. */
    public static List<Piece> pieces(String before, String after) {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        for (TextChange.Replacement part : TextChange.between(before, after).replacements()) {
            add(pieces, Kind.SAME, before.substring(at, part.from()));
            add(pieces, Kind.REMOVED, before.substring(part.from(), part.to()));
            add(pieces, Kind.ADDED, part.insert());
            at = part.to();
        }
        add(pieces, Kind.SAME, before.substring(at));
        return pieces;
    }

    private static void add(List<Piece> pieces, Kind kind, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(kind, text));
        }
    }
}
