package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.storage.Carrying;
import enquire.storage.Repository;
import enquire.sync.protocol.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;

/**
 * How much of a wiki comes to this computer. Fetches single pages that others hold, because
 * somebody opens them. They come as every page does: with what vouches for them, screened and
 * judged. Thread-safe.
 */
public final class PageFetches {

    /** Pages that are fetched at a time: many more than somebody opens (a guess). */
    static final int PAGES_MAX = 64;

    /** Pages that a peer is asked for at once, of all wikis: those of four (a guess). */
    static final int WISHES_MAX = 4 * PAGES_MAX;

    /** Pages that others found and are not here; what a person looks for in an hour (a guess). */
    static final int FOUND_MAX = 4_096;

    private static final String BEGINS_ANEW =
            "This computer changed how much of a wiki it keeps, and connects anew.";

    /** How far it is. */
    public sealed interface State {

        /** It is on this computer. */
        record Held() implements State {}

        /**
         * @param names of those who were asked and have not answered
         */
        record Asking(List<String> names) implements State {}

        /** No member is connected. */
        record Nobody() implements State {}

        /**
         * All who are connected have answered, and none gave it; or none ever listed or found it.
         */
        record Missing() implements State {}
    }

    private final WikiId wiki;
    private final Repository repository;
    private final Members members;
    private final Peers peers;
    private final Map<PageId, Map<PeerConnection, CompletableFuture<?>>> asked =
            new LinkedHashMap<>(16, 0.75f, true);
    private final SequencedSet<PageId> found = new LinkedHashSet<>();

    PageFetches(WikiId wiki, Repository repository, Members members, Peers peers) {
        this.wiki = wiki;
        this.repository = repository;
        this.members = members;
        this.peers = peers;
    }

    /** Peers found these, so a person may open them. */
    public synchronized void found(Collection<PageId> pages) {
        for (PageId page : pages) {
            found.addLast(page);
            if (found.size() > FOUND_MAX) {
                found.removeFirst();
            }
        }
    }

    /**
     * Asks all who are connected and were not asked yet; returns at once. A page that no peer
     * listed or found is not asked for, and nothing is kept of it: anybody can write an address.
     */
    public State fetch(PageId page) {
        boolean known = isKnown(page);
        boolean here = repository.page(page).isPresent();
        if (known && !here && !isAsked(page) && carrying().mode() == Carrying.Mode.OPENED) {
            carrying().open(page); // Waits for the disk, so not while others wait for this.
        }
        return ask(page, known);
    }

    private synchronized State ask(PageId page, boolean known) {
        if (repository.page(page).isPresent()) {
            asked.remove(page);
            return new State.Held();
        }
        List<PeerConnection> connected =
                peers.connections().stream()
                        .filter(each -> members.role(each.peer()).isPresent())
                        .filter(each -> each.isSharing(wiki))
                        .toList();
        if (connected.isEmpty()) {
            asked.remove(page);
            return new State.Nobody();
        }
        if (!known) {
            return new State.Missing();
        }
        Map<PeerConnection, CompletableFuture<?>> underWay =
                asked.computeIfAbsent(page, unasked -> new HashMap<>());
        boundPages();
        underWay.keySet().retainAll(connected);
        var waiting = new ArrayList<String>();
        for (PeerConnection each : connected) {
            CompletableFuture<?> answer =
                    underWay.computeIfAbsent(each, unasked -> each.wish(wiki, page));
            if (!answer.isDone()) {
                waiting.add(members.nameOf(each.peer()));
            }
        }
        if (!waiting.isEmpty()) {
            return new State.Asking(List.copyOf(waiting));
        }
        asked.remove(page); // Whoever tries again asks anew.
        return held(page);
    }

    private synchronized boolean isAsked(PageId page) {
        return asked.containsKey(page);
    }

    private synchronized boolean isFound(PageId page) {
        return found.contains(page);
    }

    private boolean isKnown(PageId page) {
        return isFound(page) || carrying().told(page).isPresent() || carrying().follows(page);
    }

    private Carrying carrying() {
        return repository.records().carrying();
    }

    public Carrying.Mode carried() {
        return carrying().mode();
    }

    /** How much is here from now on: connections begin anew, and say so. Drops nothing. */
    public void carry(Carrying.Mode mode) {
        if (carrying().mode() != mode) {
            carrying().mode(mode);
            peers.connections().stream()
                    .filter(each -> members.role(each.peer()).isPresent())
                    .forEach(each -> each.close(Message.Reason.GOING, BEGINS_ANEW));
        }
    }

    /** It may have come between the two questions. */
    private State held(PageId page) {
        return repository.page(page).isPresent() ? new State.Held() : new State.Missing();
    }

    private void boundPages() {
        Iterator<PageId> eldest = asked.keySet().iterator();
        while (asked.size() > PAGES_MAX) {
            eldest.next();
            eldest.remove();
        }
    }
}
