package enquire.storage;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.database.AuthorTable;
import enquire.storage.database.WikiDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who wrote which pages, and when: what recent changes are made of. Nothing native is loaded.
 * Thread-safe.
 */
public final class Authorship {

    /**
     * Where an edit stands among all of them.
     *
     * @param atMillis when its author made it, in milliseconds since 1970
     * @param number of the change: grows as changes come to this node
     */
    public record Place(long atMillis, long number) {

        /** Behind which everything is. */
        public static final Place NEWEST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** One change of one page. */
    public record Edit(PageId page, PeerId author, Place place) {

        public Instant at() {
            return Instant.ofEpochMilli(place.atMillis());
        }
    }

    /** The most edits of one answer. */
    public static final int EDITS_MAX = 2_000;

    /** A longer pause ends an edit: as a burst that is signed, and a step of history. */
    private static final Duration PAUSE = Duration.ofSeconds(60);

    /** So many changes are looked at in one go when pages are counted. (Guess.) */
    private static final int COUNTED_AT_ONCE = 1_000;

    private final WikiDatabase database;
    private final PeerId self;

    /** Once true it stays so, and is asked for each second while it is not. */
    private volatile boolean wroteHere;

    /**
     * @param self whose edits are news to nobody here
     */
    Authorship(WikiDatabase database, PeerId self) {
        this.database = database;
        this.self = self;
    }

    /**
     * Everybody whose changes are part of the page, and who typed what is not folded yet; empty for
     * a page that is not there.
     */
    public Set<PeerId> authors(PageId page) {
        return new LinkedHashSet<>(database.read(handle -> AuthorTable.authors(handle, page)));
    }

    /** Who made the accepted changes of a page that came after the one of a number. */
    public Set<PeerId> authorsSince(PageId page, long after) {
        return new LinkedHashSet<>(
                database.read(handle -> AuthorTable.authorsSince(handle, page, after)));
    }

    /**
     * Edits of all pages before a place, the newest first by their authors' clocks, at most {@link
     * #EDITS_MAX}. Typing of this second, which is in no change yet, comes with {@link
     * Place#NEWEST} in front of them.
     */
    public List<Edit> edits(Place before, int limit) {
        return database.read(handle -> {
            List<Edit> edits = AuthorTable.edits(handle, before, bounded(limit));
            return before.equals(Place.NEWEST) ? joined(AuthorTable.typing(handle), edits) : edits;
        });
    }

    /** Edits of others that came after the change of a number. */
    public List<Edit> news(long after, Place before, int limit) {
        return database.read(
                handle -> AuthorTable.editsOfOthers(handle, after, self, before, bounded(limit)));
    }

    /**
     * How many pages hold edits of others that came after the change of a number, counted up to
     * {@code pagesMax}.
     */
    public int pagesWithNews(long after, int pagesMax) {
        return database.read(handle -> {
            var pages = new LinkedHashSet<PageId>();
            long last = AuthorTable.last(handle);
            long from = after;
            while (from < last && pages.size() < pagesMax) {
                long to = Math.min(last, from + COUNTED_AT_ONCE);
                pages.addAll(AuthorTable.pagesOfOthers(handle, from, to, self));
                from = to;
            }
            return Math.min(pages.size(), pagesMax);
        });
    }

    /** Whether anything in the pages was written on this computer. */
    public boolean wroteHere() {
        if (!wroteHere) {
            wroteHere = database.read(handle -> AuthorTable.wrote(handle, self));
        }
        return wroteHere;
    }

    /**
     * Own edits behind the change of a number, on these pages or on any: stretches of changes of
     * one page without a pause of more than a minute, as history shows them.
     *
     * @return empty if there are more than {@link #EDITS_MAX} changes
     */
    public Optional<Integer> ownEditsSince(long after) {
        List<Edit> own =
                database.read(handle -> AuthorTable.editsOf(handle, after, self, EDITS_MAX + 1));
        if (own.size() > EDITS_MAX) {
            return Optional.empty();
        }
        int edits = 0;
        Edit before = null;
        for (Edit each : own) {
            boolean goesOn =
                    before != null
                            && before.page().equals(each.page())
                            && Duration.between(before.at(), each.at()).compareTo(PAUSE) <= 0;
            edits += goesOn ? 0 : 1;
            before = each;
        }
        return Optional.of(edits);
    }

    /** The number of the newest change that came. */
    public long last() {
        return database.read(AuthorTable::last);
    }

    private static int bounded(int limit) {
        return Math.clamp(limit, 0, EDITS_MAX);
    }

    private static List<Edit> joined(List<Edit> first, List<Edit> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
