package enquire.web.wiki;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Suggestion;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import enquire.web.screens.DiffScreen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An edit that a page does not hold and that can be taken in, as people and programs see it.
 *
 * @param at when it was made, by its author's clock, if that is known
 * @param why it is no part of the page, as a sentence
 * @param mayBeThere whether all its words stand in the page: somebody may have taken it in
 * @param lines what it would make of the page
 * @param byReader whether its author suggests it, and it enters the page as his
 * @param maySuggest whether it is an own one that this node may suggest
 */
public record OfferedEdit(
        ChangeHash id,
        PeerId author,
        Optional<Instant> at,
        String why,
        boolean mayBeThere,
        List<DiffScreen.Line> lines,
        boolean byReader,
        boolean maySuggest) {

    public static List<OfferedEdit> of(Wiki wiki, PageId page) {
        return edits(wiki, page, wiki.repository().suggestions().of(page));
    }

    /** Those that are not offered any more on this computer. */
    public static List<OfferedEdit> dismissed(Wiki wiki, PageId page) {
        return edits(wiki, page, wiki.repository().suggestions().dismissed(page));
    }

    /**
     * @throws ProblemException 400 if nothing can have this id
     */
    public static ChangeHash id(String text) {
        try {
            return ChangeHash.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(Speaking.messages().text("offer.badId"));
        }
    }

    private static List<OfferedEdit> edits(Wiki wiki, PageId page, List<Suggestion> suggestions) {
        if (suggestions.isEmpty()) {
            return List.of();
        }
        boolean maySuggest = wiki.suggesting().maySuggest();
        Map<ChangeHash, Instant> signedAt = wiki.signedAt(page);
        return suggestions.stream()
                .map(each ->
                        new OfferedEdit(
                                each.id(),
                                each.author(),
                                wiki.suggesting()
                                        .madeAt(page, each.id())
                                        .or(() -> Optional.ofNullable(signedAt.get(each.id()))),
                                each.byReader()
                                        ? Speaking.messages()
                                                .text(
                                                        "offer.whyReader",
                                                        "name",
                                                        wiki.nameOf(each.author()))
                                        : why(wiki, each.author(), each.because()),
                                each.mayBeThere(),
                                LineDiff.between(each.page().text(), each.text()),
                                each.byReader(),
                                maySuggest && wiki.repository().suggestions().isOwn(each)))
                .toList();
    }

    private static String why(Wiki wiki, PeerId author, Set<PeerId> because) {
        if (because.contains(author)) {
            return Speaking.messages().text("offer.whyFork", "name", wiki.nameOf(author));
        }
        if (because.isEmpty() && author.equals(wiki.self())) {
            return Speaking.messages().text("offer.whyNoWriter");
        }
        List<String> others = because.stream().map(wiki::nameOf).sorted().toList();
        return Speaking.messages()
                .text(
                        "offer.whyOnTop",
                        "names",
                        others.isEmpty()
                                ? Speaking.messages().text("names.somebody")
                                : Names.listed(others, others.size(), Speaking.messages()));
    }
}
