package enquire.sync.protocol;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
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

/**
 * Parts of the peer's index that are being worked off, in order: which pages are still to be asked
 * for, which were asked for, and up to where everything is settled. One thread at a time.
 */
final class Arrivals {

    /**
     * How many pages may be asked for and not answered: enough that the line never idles at 1,800
     * pages a second and 200 ms there and back (arithmetic).
     */
    static final int WANTED_PAGES_MAX = 512;

    /** Parts that a peer may send ahead of our {@code seen}: it keeps to {@link SharedWiki}'s. */
    static final int PARTS_MAX = 2 * SharedWiki.UNSEEN_PARTS_MAX;

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

    /** A page with the newest heads that the peer announced. */
    private record Wish(Shelf.Entry entry, boolean again) {}

    /**
     * @param lacking entries whose heads are not held
     * @throws ProtocolException if the peer does not wait for {@code seen}
     */
    void add(List<Shelf.Entry> lacking, long upTo) {
        if (parts.size() >= PARTS_MAX) {
            throw new ProtocolException("sent more of its index than may be under way");
        }
        var part = new Part(upTo);
        for (Shelf.Entry entry : lacking) {
            part.open.add(entry.page());
            ask(entry);
        }
        parts.add(part);
    }

    /** Asks for a page beyond any part: one that was owed. */
    void ask(Shelf.Entry entry) {
        Wish underWay = asked.get(entry.page());
        if (underWay == null) {
            unasked.put(entry.page(), new Wish(entry, false));
        } else if (!underWay.entry().heads().equals(entry.heads())) {
            // What is on its way may be older than these heads: ask once more afterwards.
            asked.put(entry.page(), new Wish(entry, true));
        }
    }

    /** Asks for a page before everything else that waits, whatever was announced of it. */
    void askFirst(PageId page) {
        if (!asked.containsKey(page)) {
            Wish announced = unasked.get(page);
            Wish any = new Wish(new Shelf.Entry(page, Heads.NONE, 0), false);
            unasked.putFirst(page, announced == null ? any : announced);
        }
    }

    /** The heads that the peer announced last of a page that is asked for. */
    Heads announced(PageId page) {
        Wish wish = asked.getOrDefault(page, unasked.get(page));
        return wish == null ? Heads.NONE : wish.entry().heads();
    }

    /** The next pages to ask for, within the window. */
    List<PageId> wanted() {
        var pages = new ArrayList<PageId>();
        var wishes = unasked.values().iterator();
        while (wishes.hasNext() && asked.size() < WANTED_PAGES_MAX) {
            Wish wish = wishes.next();
            wishes.remove();
            asked.put(wish.entry().page(), wish);
            pages.add(wish.entry().page());
        }
        return pages;
    }

    /**
     * The peer has given all it has of a page.
     *
     * @return what had been announced, if it was asked for and nothing newer was announced since
     */
    Optional<Shelf.Entry> answered(PageId page) {
        Wish wish = asked.remove(page);
        if (wish == null) {
            return Optional.empty();
        }
        if (wish.again()) {
            unasked.put(page, new Wish(wish.entry(), false));
            return Optional.empty();
        }
        for (Part part : parts) {
            part.open.remove(page);
        }
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

    boolean waitsForAnswers() {
        return !asked.isEmpty();
    }

    /** How many pages are still to come. */
    int pages() {
        return unasked.size() + asked.size();
    }
}
