package enquire.sync.protocol;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Parts of the peer's index that are being worked off, in order: which pages are still to be asked
 * for, here or of another peer, which were asked for, and up to where everything is settled. One
 * thread at a time.
 */
final class Arrivals {

    /**
     * How many pages may be asked for and not answered: enough that the line never idles at 1,800
     * pages a second and 200 ms there and back (arithmetic).
     */
    static final int WANTED_PAGES_MAX = 512;

    /** Parts that a peer may send ahead of our {@code seen}: it keeps to {@link SharedWiki}'s. */
    static final int PARTS_MAX = 2 * SharedWiki.UNSEEN_PARTS_MAX;

    /**
     * How long a peer may take to answer {@code want} at all: over 64 kbit/s a whole frame takes
     * 131 s, behind hashes of a film 65 s more, and a piece comes in turn (arithmetic).
     */
    private static final int ANSWER_TICKS = Session.ticks(Duration.ofSeconds(240));

    private final Shelf shelf;
    private final PagesUnderWay.Asker asker;
    private final Portion portion;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private final SequencedMap<PageId, Wish> unasked = new LinkedHashMap<>();
    private final Map<PageId, Wish> asked = new HashMap<>();

    private static final class Part {
        private final long upTo;
        private final Set<PageId> open = new HashSet<>();

        Part(long upTo) {
            this.upTo = upTo;
        }
    }

    private int unansweredTicks;
    private boolean freed;

    /** Why a page is asked for; the later ones weigh more. */
    enum Need {

        /** Its heads are not held: not needed once they are, whoever gives them. */
        HEADS,

        /** Its heads say too little. */
        ALL,

        /** Somebody waits for it: of every peer at once. */
        NOW
    }

    /** A page that is lacking, with the newest heads that the peer announced. */
    record Lacking(Shelf.Entry entry, Need need) {}

    private record Wish(Shelf.Entry entry, Need need, boolean again) {}

    /**
     * @param portion knows whether a page that came is what the peer listed
     */
    Arrivals(Shelf shelf, PagesUnderWay.Asker asker, Portion portion) {
        this.shelf = shelf;
        this.asker = asker;
        this.portion = portion;
    }

    /**
     * @throws ProtocolException if the peer does not wait for {@code seen}
     */
    void add(List<Lacking> lacking, long upTo) {
        if (parts.size() >= PARTS_MAX) {
            throw new ProtocolException("sent more of its index than may be under way");
        }
        var part = new Part(upTo);
        for (Lacking each : lacking) {
            part.open.add(each.entry().page());
            portion.awaits(each.entry().page());
            ask(each.entry(), each.need());
        }
        parts.add(part);
    }

    /** Asks for a page beyond any part: one that was owed. */
    void askOwed(PageId page) {
        ask(new Shelf.Entry(page, Heads.NONE, 0), Need.ALL);
    }

    private void ask(Shelf.Entry entry, Need need) {
        Wish underWay = asked.get(entry.page());
        if (underWay == null) {
            Wish before = unasked.get(entry.page());
            boolean more = before != null && before.need().compareTo(need) > 0;
            unasked.put(entry.page(), new Wish(entry, more ? before.need() : need, false));
        } else if (!underWay.entry().heads().equals(entry.heads())) {
            // What is on its way may be older than these heads: ask once more afterwards.
            asked.put(entry.page(), new Wish(entry, need, true));
        }
    }

    /** Asks for a page before everything else that waits, whatever was announced of it. */
    void askFirst(PageId page) {
        if (!asked.containsKey(page)) {
            Wish announced = unasked.get(page);
            var any = new Shelf.Entry(page, Heads.NONE, 0);
            Shelf.Entry entry = announced == null ? any : announced.entry();
            unasked.putFirst(page, new Wish(entry, Need.NOW, false));
        }
    }

    /**
     * Of a page that is asked for whatever there is of it, the peer announced what is held here.
     */
    void nothingLacks(Shelf.Entry held) {
        asked.computeIfPresent(
                held.page(),
                (page, wish) ->
                        wish.entry().heads().isEmpty()
                                ? new Wish(held, wish.need(), wish.again())
                                : wish);
    }

    /** The heads that the peer announced last of a page that is asked for. */
    Heads announced(PageId page) {
        Wish wish = asked.getOrDefault(page, unasked.get(page));
        return wish == null ? Heads.NONE : wish.entry().heads();
    }

    /**
     * The next pages to ask for, within the window, and but for those that another peer was asked
     * for.
     *
     * @param came is told of pages that need not be asked for, because another peer gave them
     */
    List<PageId> wanted(Consumer<PageId> came) {
        var pages = new ArrayList<PageId>();
        var wishes = unasked.values().iterator();
        while (wishes.hasNext() && asked.size() < WANTED_PAGES_MAX) {
            Wish wish = wishes.next();
            PageId page = wish.entry().page();
            if (wish.need() == Need.NOW) {
                asker.insist(page);
            } else if (!asker.begin(page)) {
                continue;
            }
            wishes.remove();
            if (cameOtherwise(wish)) {
                freed |= asker.end(page);
                settle(page);
                came.accept(page);
            } else {
                asked.put(page, wish);
                pages.add(page);
            }
        }
        return pages;
    }

    private boolean cameOtherwise(Wish wish) {
        return wish.need() == Need.HEADS
                && !asker.alone()
                && shelf.holds(wish.entry().page(), wish.entry().heads())
                && !portion.stillDiffers(wish.entry());
    }

    private void settle(PageId page) {
        for (Part part : parts) {
            part.open.remove(page);
        }
    }

    /**
     * The peer has given all it has of a page.
     *
     * @return what had been announced, if it was asked for, nothing newer was announced since, and
     *     what vouches for it need not be asked for as well
     */
    Optional<Shelf.Entry> answered(PageId page) {
        Wish wish = asked.remove(page);
        if (wish == null) {
            return Optional.empty();
        }
        freed |= asker.end(page);
        if (wish.again()) {
            unasked.put(page, new Wish(wish.entry(), wish.need(), false));
            return Optional.empty();
        }
        if (portion.stillDiffers(wish.entry())) {
            unasked.put(page, new Wish(wish.entry(), Need.ALL, false));
            return Optional.empty();
        }
        settle(page);
        return Optional.of(wish.entry());
    }

    /** The ends of parts that are settled now, in order; each is given once. */
    List<Long> settled() {
        var ends = new ArrayList<Long>();
        while (!parts.isEmpty() && parts.element().open.isEmpty()) {
            ends.add(parts.remove().upTo);
        }
        return ends;
    }

    boolean isEmpty() {
        return parts.isEmpty() && unasked.isEmpty() && asked.isEmpty();
    }

    /** Whether a page waits for what another peer was asked for. */
    boolean waitsForOthers() {
        return asker.waits();
    }

    /** Whether other connections waited for what was answered here since this was asked last. */
    boolean freed() {
        boolean was = freed;
        freed = false;
        return was;
    }

    /** The peer answers, or something else holds its answers up. */
    void heard() {
        unansweredTicks = 0;
        asker.heard();
    }

    /**
     * Time passes.
     *
     * @return whether a page waits for what another peer was asked for
     * @throws ProtocolException if the peer does not answer
     */
    boolean tick() {
        unansweredTicks = asked.isEmpty() ? 0 : unansweredTicks + 1;
        if (unansweredTicks > ANSWER_TICKS) {
            throw new ProtocolException("does not answer what it was asked for");
        }
        return asker.tick();
    }

    /** The connection is over. */
    void over() {
        asker.leave();
    }

    /** How many pages are still to come. */
    int pages() {
        return unasked.size() + asked.size();
    }
}
