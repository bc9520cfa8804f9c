package enquire.web.wiki;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Carrying;
import enquire.storage.Repository;
import enquire.storage.Suggestions;
import enquire.sync.node.Shortage;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.util.List;
import java.util.stream.Stream;

/** On how many other computers edits are and for whom some wait, in words. */
public final class CopiesWords {

    /** More names than this are a number. (A guess: what fits into a line.) */
    private static final int NAMED_MAX = 3;

    private CopiesWords() {}

    /** {@code All edits are on 2 other computers. Edits wait for Carol.} Empty without others. */
    public static String of(Wiki wiki, Messages messages) {
        List<Wiki.Peer> others = others(wiki);
        int copies = wiki.copies();
        String inNoPage = inNoPage(wiki, messages);
        if (!wiki.membership().isMember()) {
            // Whoever exchanges nothing waits for nobody.
            return (messages.text("copies.wikiOut", "computers", copies) + " " + inNoPage).strip();
        }
        if (others.isEmpty()) {
            return "";
        }
        String all = inNoPage.isEmpty() ? "copies.wiki" : "copies.wikiPages";
        String on =
                isNothingWritten(wiki, copies)
                        ? messages.text("copies.nothingWritten")
                        : sentences(
                                (messages.text(all, "computers", copies) + " " + inNoPage).strip(),
                                waiting(
                                        wiki,
                                        others.stream()
                                                .filter(peer -> waits(wiki, peer))
                                                .map(Wiki.Peer::peer)),
                                messages);
        return (on + " " + shortage(wiki.shortage(), messages)).strip();
    }

    /**
     * {@code 1 edit of yours is in no page and kept on this computer.} Empty if there is none: what
     * others confirm is what pages hold.
     */
    public static String inNoPage(Wiki wiki, Messages messages) {
        Suggestions suggestions = wiki.repository().suggestions();
        long edits =
                suggestions.pages().stream()
                        .flatMap(page -> suggestions.offer(page).authors().stream())
                        .filter(wiki.self()::equals)
                        .count();
        long all = edits + wiki.repository().pagesLeftOut().count();
        if (all == 0) {
            return "";
        }
        String kept = messages.text("copies.inNoPage", "edits", all);
        return edits > 0 && wiki.suggesting().maySuggest()
                ? kept + " " + messages.text("copies.suggestIt")
                : kept;
    }

    /**
     * {@code 12 pages and 2 files are on fewer than 3 computers.} Empty if there are none, and in a
     * wiki that has too few computers for more.
     */
    public static String shortage(Shortage shortage, Messages messages) {
        return shortage.isNothing()
                ? ""
                : messages.text(
                        "copies.short",
                        "what",
                        what(shortage, messages),
                        "count",
                        shortage.pages() + shortage.files(),
                        "aim",
                        Shortage.AIM);
    }

    private static String what(Shortage shortage, Messages messages) {
        String pages = messages.text("count.pages", "pages", shortage.pages());
        String files = messages.text("copies.files", "files", shortage.files());
        return shortage.files() == 0
                ? pages
                : shortage.pages() == 0
                        ? files
                        : messages.text("copies.both", "pages", pages, "files", files);
    }

    /**
     * What to do about it; empty if there is nothing to do, and of one computer, which is told
     * elsewhere that it is the only one.
     */
    public static String advice(Wiki wiki, Shortage shortage, Messages messages) {
        if (!wiki.membership().isMember()) {
            return ""; // It brings nothing to anybody.
        }
        if (shortage.ofComputers()) {
            if (shortage.computers() < 2) {
                return "";
            }
            return messages.text(
                    "copies.few", "computers", shortage.computers(), "aim", Shortage.AIM);
        }
        if (shortage.isNothing()) {
            return "";
        }
        List<String> away =
                people(
                        wiki,
                        others(wiki).stream()
                                .filter(peer -> waits(wiki, peer))
                                .map(Wiki.Peer::peer));
        return away.isEmpty() || whole(wiki) < Shortage.AIM
                ? messages.text("copies.advice")
                : messages.text("copies.away", "names", Names.listed(away, NAMED_MAX, messages));
    }

    /** How many computers keep every page, or will. */
    private static long whole(Wiki wiki) {
        Carrying carrying = wiki.repository().records().carrying();
        long others = others(wiki).stream().filter(peer -> carrying.isWhole(peer.peer())).count();
        return others + (carrying.mode() == Carrying.Mode.ALL ? 1 : 0);
    }

    private static List<Wiki.Peer> others(Wiki wiki) {
        return wiki.peers().stream().filter(peer -> !peer.peer().equals(wiki.self())).toList();
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
        int on = wiki.copies(page).on().size();
        String own = leftOut(wiki, page, messages);
        if (!wiki.membership().isMember()) {
            return (messages.text("copies.pageOut", "computers", on) + " " + own).strip();
        }
        if (wiki.members().size() < 2) {
            return "";
        }
        String copies =
                messages.text("copies.page", "computers", on)
                        + aim("copies.pageAim", wiki, on + 1, messages);
        List<String> waiting =
                waiting(wiki, wiki.copies(page).waiting().stream().map(Wiki.Member::peer));
        return (sentences(copies, waiting, messages) + " " + own).strip();
    }

    /** Edits of this computer that the page had to leave out; empty if there are none. */
    private static String leftOut(Wiki wiki, PageId page, Messages messages) {
        long edits =
                wiki.repository().suggestions().offer(page).authors().stream()
                        .filter(wiki.self()::equals)
                        .count();
        String may = wiki.suggesting().maySuggest() ? "suggest" : "keep";
        return edits == 0 ? "" : messages.text("copies.notInPage", "edits", edits, "may", may);
    }

    /** {@code on 3 computers} */
    public static String on(int computers, Messages messages) {
        return messages.text("copies.on", "computers", computers);
    }

    /** {@code tide.jpg: on 3 computers} */
    public static String picture(Wiki wiki, BlobId blob, String name, Messages messages) {
        return wiki.repository().attachments().isTakenOut(blob)
                ? messages.text("copies.fileTakenOut", "name", name)
                : messages.text(
                        "copies.file", "name", name, "computers", wiki.files().copies(blob));
    }

    /** Why a file is not in an export. */
    public static String whyMissing(Repository repository, BlobId blob) {
        return repository.attachments().isTakenOut(blob)
                ? Speaking.messages().text("site.fileTakenOut")
                : Speaking.messages().text("site.fileNotHere");
    }

    /**
     * {@code (3 are aimed at)} behind how many hold a file, where that many could.
     *
     * @param computers that hold a page or file, this one included if it does
     */
    public static String aim(Wiki wiki, int computers, Messages messages) {
        return aim("copies.aim", wiki, computers, messages);
    }

    private static String aim(String key, Wiki wiki, int computers, Messages messages) {
        boolean could = wiki.members().size() >= Shortage.AIM;
        return could && computers < Shortage.AIM
                ? " " + messages.text(key, "aim", Shortage.AIM)
                : "";
    }

    /** Whoever may not write has nothing that others would take: it waits for nobody. */
    private static List<String> waiting(Wiki wiki, Stream<PeerId> computers) {
        return wiki.mayWrite() ? people(wiki, computers) : List.of();
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
