package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * How much of a wiki the two sides of a connection carry. While one of them carries only part of
 * it, fingerprints say nothing, so what both hold of a page is compared page by page. One thread at
 * a time.
 */
final class Portion {

    /**
     * Differences between pages of equal heads that were looked into on a connection: each is
     * looked into once, or two computers that keep different statements would ask for ever.
     */
    private static final int DIFFERENCES_MAX = 4_096;

    private final Shelf shelf;
    private final boolean ours;
    private final boolean theirs;
    private final boolean listed;
    private final long theirLast;
    private final Set<List<Bytes>> differences = new HashSet<>();
    private final Map<PageId, Bytes> digests = new HashMap<>();

    /** How far everything was listed, from 0 on, on this connection; -1 if that has not begun. */
    private long listedUpTo = -1;

    /**
     * Pages that came and still have other statements here than there, so that the peer may lack
     * some: no more than there are differences.
     */
    private final SequencedSet<PageId> toTellBack = new LinkedHashSet<>();

    /** Pages that were asked for from the standing of a doubt on, so not for all statements. */
    private final Set<PageId> askedInDoubt = new HashSet<>();

    /** Pages that are to be asked for all statements, though they are in doubt. */
    private final Set<PageId> toAskWhole = new HashSet<>();

    /** Of pages that are to come: no more than {@link Arrivals} has under way. */
    private final Map<PageId, Bytes> awaited = new HashMap<>();

    /**
     * @param understood whether the peer understands {@code listing}
     */
    Portion(Shelf shelf, Message.Greeting mine, Message.Greeting theirs, boolean understood) {
        this.shelf = shelf;
        this.ours = mine.fingerprint().isPresent();
        this.theirs = theirs.fingerprint().isPresent();
        this.theirLast = theirs.lastSequence();
        this.listed = understood && !(this.ours && this.theirs);
    }

    /**
     * What a peer holds that carries part of the wiki is known from what it lists, once it has
     * listed everything: it does so when it begins anew, and else is asked to, on each connection
     * until that came whole. The one before may have broken, or its disk have failed.
     */
    void begin(Message.Greeting mine, Message.Greeting peers, List<Output> out) {
        boolean due = shelf.peerCarriesAll(theirs);
        if (theirs) {
            return;
        }
        boolean goesOn =
                mine.seen()
                        .filter(seen -> seen.index().equals(peers.index()))
                        .filter(seen -> seen.sequence() <= peers.lastSequence())
                        .isPresent();
        if (!goesOn) {
            shelf.lists(Map.of(), true, false);
        } else if (due && listed) {
            var fromTheStart = new Message.Position(peers.index(), 0);
            out.add(
                    new Output.Send(
                            new Message.Seen(shelf.wiki(), fromTheStart, Optional.empty())));
        }
    }

    /** Whether this side holds every page, or will. */
    boolean ours() {
        return ours;
    }

    /** Whether the other does. */
    boolean theirs() {
        return theirs;
    }

    /** Whether indexes are sent as listings. */
    boolean listed() {
        return listed;
    }

    /**
     * Whether {@code seen} may be said: by one that holds part of a wiki only to those who do not
     * take it for a receipt.
     */
    boolean maySaySeen() {
        return ours || listed;
    }

    /** Of this side, if it is to be compared: once it has caught up, and holds every page. */
    Optional<Message.Fingerprint> fingerprint(boolean caughtUp) {
        return caughtUp && ours ? Optional.of(shelf.fingerprint()) : Optional.empty();
    }

    /**
     * Whether both sides have what they want of each other, when each has seen all of the other.
     *
     * @param heldUpTo how much of the other's index is settled here
     */
    boolean equal(Optional<Message.Fingerprint> theirFingerprint, long heldUpTo) {
        return ours && theirs
                ? theirFingerprint.equals(Optional.of(shelf.fingerprint()))
                : listed && heldUpTo >= theirLast;
    }

    /** Takes in the titles of a listing, before it is said that this was seen. */
    void keep(Message.Listing listing) {
        if (!listed) {
            throw new ProtocolException("lists titles that were not asked for");
        }
        digests.clear();
        Map<PageId, Message.Detail> pages = new HashMap<>();
        for (int i = 0; i < listing.details().size(); i++) {
            PageId page = listing.index().entries().get(i).page();
            pages.put(page, listing.details().get(i));
            digests.put(page, listing.details().get(i).digest());
        }
        if (!ours && !pages.isEmpty()) {
            shelf.told(pages);
        }
        if (!theirs) {
            lists(listing.index());
        }
    }

    private void lists(Message.Index index) {
        boolean anew = index.after() == 0;
        boolean goesOn = anew || index.after() == listedUpTo;
        if (goesOn) {
            listedUpTo = index.upTo();
        }
        shelf.lists(versions(index), anew, goesOn && index.complete());
    }

    /** Of a version of which not all heads are named, it is not known which it is. */
    private static Map<PageId, Heads> versions(Message.Index index) {
        var versions = new HashMap<PageId, Heads>();
        for (Message.Entry entry : index.entries()) {
            boolean cut = CutHeads.mayBe(entry.heads());
            versions.put(entry.page(), cut ? Heads.NONE : entry.heads());
        }
        return versions;
    }

    /** Whether a page of the last listing has the same heads here and not the same statements. */
    boolean differs(Message.Entry entry) {
        Bytes theirDigest = digests.get(entry.page());
        return theirDigest != null && differs(entry.page(), entry.heads(), theirDigest);
    }

    private boolean differs(PageId page, Heads heads, Bytes theirDigest) {
        if (!heads.equals(shelf.heads(page))) {
            return false;
        }
        Bytes own = shelf.detail(page).digest();
        return !own.equals(theirDigest)
                && differences.size() < DIFFERENCES_MAX
                && differences.add(List.of(page.toBytes(), own, theirDigest));
    }

    /** Whether that was looked into, and is so all the same. */
    private boolean differsForGood(Shelf.Entry listed, Bytes theirDigest) {
        PageId page = listed.page();
        Bytes own = shelf.detail(page).digest();
        return isOther(listed, theirDigest)
                && differences.contains(List.of(page.toBytes(), own, theirDigest));
    }

    private boolean isOther(Shelf.Entry listed, Bytes theirDigest) {
        return listed.heads().equals(shelf.heads(listed.page()))
                && !shelf.detail(listed.page()).digest().equals(theirDigest);
    }

    /** A page of the last listing is asked for. */
    void awaits(PageId page) {
        Bytes theirDigest = digests.get(page);
        if (theirDigest != null) {
            awaited.put(page, theirDigest);
        }
    }

    /**
     * Whether a page that was asked for came with the heads that were listed and without some of
     * the statements: with changes come only those about what follows what was here, and none of
     * them if another peer gave it.
     */
    boolean stillDiffers(Shelf.Entry listed) {
        boolean inDoubt = askedInDoubt.remove(listed.page());
        Bytes theirDigest = awaited.get(listed.page());
        if (theirDigest == null) {
            return false;
        }
        if (inDoubt && isOther(listed, theirDigest)) {
            toAskWhole.add(listed.page());
            return true;
        }
        boolean differs = differs(listed.page(), listed.heads(), theirDigest);
        if (!differs) {
            awaited.remove(listed.page());
            if (differsForGood(listed, theirDigest)) {
                toTellBack.add(listed.page());
            }
        }
        return differs;
    }

    /**
     * The next page to list once more, though it did not change here: the peer gave all its
     * statements, and there are others here. It listed the page when it took something out, say,
     * and has compared it with nothing since.
     *
     * @param upTo how far the index was listed; what changed behind that is listed anyway
     */
    Optional<Message.Index> toldBack(Message.Greeting mine, long upTo) {
        while (!toTellBack.isEmpty()) {
            PageId page = toTellBack.removeFirst();
            Optional<Shelf.Entry> entry =
                    shelf.entry(page)
                            .filter(now -> now.sequence() <= upTo)
                            // What begins at 0 would be all that this computer has.
                            .filter(now -> ours || now.sequence() > 1);
            if (entry.isPresent()) {
                return entry.map(now -> IndexPart.again(mine, now));
            }
        }
        return Optional.empty();
    }

    /**
     * What to name of a page that is asked for. To repair means to ask what vouches for equal
     * heads: then nothing else is named.
     */
    Heads named(PageId page, Heads announced, boolean repairing, HeadsAtPeer known) {
        if (toAskWhole.remove(page)) {
            return shelf.heads(page);
        }
        Optional<Heads> standing = shelf.doubts().standing(page);
        if (standing.isPresent()) {
            askedInDoubt.add(page);
            return standing.get();
        }
        return repairing || same(page, announced) ? shelf.heads(page) : known.named(page, shelf);
    }

    /** Whether to ask for statements alone: whoever names exactly what the other has gets them. */
    private boolean same(PageId page, Heads announced) {
        return listed && announced.equals(shelf.heads(page));
    }
}
