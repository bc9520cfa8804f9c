package enquire.sync.protocol;

import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.DoubtShelf.Doubt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks a writer about pages that are in doubt here since the members changed: each once on a
 * connection, after all that was announced has come, since that may have settled it. One thread at
 * a time.
 */
final class DoubtTalk {

    /** Pages that are asked for at a time: those of four frames, as with wishes. (A guess.) */
    static final int ASKED_MAX = 64;

    /** What passed about one wiki. */
    private static final class OfWiki {
        private final Set<Doubt> asked = new HashSet<>();
        private final Map<PageId, Doubt> underWay = new LinkedHashMap<>();
    }

    private final RosterTalk rosters;
    private final Map<WikiId, OfWiki> wikis = new HashMap<>();

    DoubtTalk(RosterTalk rosters) {
        this.rosters = rosters;
    }

    void ask(SharedWiki wiki, List<Output> out) {
        Shelf shelf = wiki.shelf();
        List<Doubt> open = shelf.doubts().open();
        if (open.isEmpty() || wiki.pagesToCome() > 0 || !shelf.doubts().peerWrites()) {
            return;
        }
        OfWiki talk = wikis.computeIfAbsent(shelf.wiki(), unknown -> new OfWiki());
        talk.asked.retainAll(new HashSet<>(open));
        List<Doubt> next =
                open.stream().filter(each -> !talk.asked.contains(each)).limit(ASKED_MAX).toList();
        if (next.isEmpty()) {
            return;
        }
        // First, so that the peer has adopted what it holds when it answers.
        rosters.send(shelf, out);
        for (Doubt doubt : next) {
            talk.asked.add(doubt);
            talk.underWay.put(doubt.page(), doubt);
            wiki.wish(doubt.page(), out);
        }
    }

    /** Gives what came to the wiki, and looks whether something of it was an answer. */
    void changes(Message.Changes changes, SharedWiki wiki, List<Output> out) {
        wiki.changes(changes, out);
        OfWiki talk = wikis.get(wiki.shelf().wiki());
        if (talk == null || talk.underWay.isEmpty()) {
            return;
        }
        for (Output output : out) {
            if (output instanceof Output.WishAnswered answered) {
                Doubt doubt = talk.underWay.remove(answered.page());
                if (doubt != null) {
                    wiki.shelf().doubts().answered(doubt);
                }
            }
        }
    }
}
