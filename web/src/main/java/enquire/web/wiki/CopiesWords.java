package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.sync.node.PageCopies;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import java.util.List;
import java.util.stream.Stream;

/** On how many other computers edits are and for whom some wait, in words. */
public final class CopiesWords {

    /** More names than this are a number. (A guess: what fits into a line.) */
    private static final int NAMED_MAX = 3;

    private CopiesWords() {}

    /** {@code All edits are on 2 other computers. Edits wait for Carol.} Empty without others. */
    public static String of(Wiki wiki, Messages messages) {
        List<Wiki.Peer> others =
                wiki.peers().stream().filter(peer -> !peer.peer().equals(wiki.self())).toList();
        if (others.isEmpty()) {
            return "";
        }
        int copies = wiki.copies();
        return isNothingWritten(wiki, copies)
                ? messages.text("copies.nothingWritten")
                : sentences(
                        messages.text("copies.wiki", "computers", copies),
                        people(
                                wiki,
                                others.stream()
                                        .filter(peer -> waits(wiki, peer))
                                        .map(Wiki.Peer::peer)),
                        messages);
    }

    /**
     * Whether there is nothing that could be on this computer alone: what is here came from others,
     * who have not said yet that they still hold it.
     *
     * @param copies of the wiki
     */
    public static boolean isNothingWritten(Wiki wiki, int copies) {
        return copies == 0 && !wiki.repository().authorship().wroteHere();
    }

    /** Not for one who holds what he opens: that nothing is known of him is no news. */
    private static boolean waits(Wiki wiki, Wiki.Peer peer) {
        return wiki.repository().records().carrying().isWhole(peer.peer())
                && peer.pagesBehind().orElse(1L) > 0;
    }

    /** The same of one page. */
    public static String of(Wiki wiki, PageId page, Messages messages) {
        PageCopies copies = wiki.copies(page);
        return wiki.members().size() < 2
                ? ""
                : sentences(
                        messages.text("copies.page", "computers", copies.on().size()),
                        people(wiki, copies.waiting().stream().map(Wiki.Member::peer)),
                        messages);
    }

    /** Each once, however many of his computers wait. */
    private static List<String> people(Wiki wiki, Stream<PeerId> computers) {
        return computers.map(wiki::person).distinct().map(wiki::nameOf).toList();
    }

    private static String sentences(String on, List<String> waiting, Messages messages) {
        return waiting.isEmpty()
                ? on
                : on
                        + " "
                        + messages.text(
                                "copies.waiting",
                                "names",
                                Names.listed(waiting, NAMED_MAX, messages));
    }
}
