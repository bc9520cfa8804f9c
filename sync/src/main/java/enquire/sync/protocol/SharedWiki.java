package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One wiki between two nodes: what changed here is offered by {@code index}, what the other offers
 * and this node lacks is asked for, and {@code seen} says how far that has come (design, section 7:
 * Syncthing's idea). Pure but for what the {@link Shelf} does. One thread at a time.
 */
final class SharedWiki {

    /** Parts of the index that are sent before the peer has settled the first of them. */
    static final int UNSEEN_PARTS_MAX = 4;

    /** Pages in one part: about 60 kB (arithmetic). */
    private static final int PART_PAGES = 1_000;

    /** How often a peer may ask for the whole index on one connection. */
    private static final int RESTARTS_MAX = 16;

    private final Shelf shelf;
    private final Message.Greeting mine;
    private final Arrivals arrivals;
    private final Answers answers;
    private final Portion portion;
    private final Owed owed;
    private final OwnSeen own;
    private final Set<PageId> wishes = new HashSet<>();
    private final Comparison comparison = new Comparison();
    private final Repair repair = new Repair();
    private final Set<Message.Fingerprint> askedBack = new HashSet<>();
    private final HeadsAtPeer known = new HeadsAtPeer();
    private final Confirmation confirmation;
    private final Bytes theirIndex;
    private long heldUpTo;
    private long coveredUpTo;

    private boolean inSync;
    private long sentUpTo;
    private long seenUpTo;
    private int unseenParts;
    private boolean mayHaveMore = true;
    private int restarts;
    private Optional<Message.Fingerprint> theirFingerprint;

    /**
     * @param mine what this node said about itself
     * @param theirs what the peer said
     * @param listings whether the peer understands {@code listing}
     * @param asker this connection among the others
     */
    SharedWiki(
            Shelf shelf,
            Message.Greeting mine,
            Message.Greeting theirs,
            boolean listings,
            PagesUnderWay.Asker asker,
            List<Output> out) {
        this.shelf = shelf;
        this.portion = new Portion(shelf, mine, theirs, listings);
        this.arrivals = new Arrivals(shelf, asker, portion);
        this.mine = mine;
        this.answers = new Answers(shelf);
        this.theirIndex = theirs.index();
        this.confirmation = new Confirmation(shelf, mine, theirs);
        // An earlier connection may have ended before it was compared, and with nothing to come
        // from there, no "seen" of theirs says it once more.
        this.theirFingerprint = theirs.fingerprint();
        portion.begin(mine, theirs, out);
        this.owed = new Owed(shelf, theirIndex);
        this.own = new OwnSeen(shelf, theirIndex, portion, owed);
        if (mine.samePages(theirs)) {
            agree(theirs);
        } else {
            resume(theirs);
        }
        if (mine.fingerprint().isPresent() && mine.fingerprint().equals(theirs.fingerprint())) {
            inSync(out);
        }
        settle(out);
    }

    private void inSync(List<Output> out) {
        inSync = true;
        out.add(new Output.InSync(shelf.wiki()));
    }

    Shelf shelf() {
        return shelf;
    }

    /** How many announced pages are still to come. */
    int pagesToCome() {
        return arrivals.pages();
    }

    /** Both hold the same: whatever the sequences say, nothing is missing on either side. */
    private void agree(Message.Greeting theirs) {
        heldUpTo = theirs.lastSequence();
        coveredUpTo = heldUpTo;
        sentUpTo = mine.lastSequence();
        seenUpTo = sentUpTo;
        owed.none(heldUpTo);
        confirmation.equalUpTo(mine.lastSequence());
    }

    private void resume(Message.Greeting theirs) {
        // What this side said, not what it knows by now: over another connection it may have come
        // further since, and both sides must begin at the same place.
        mine.seen()
                .filter(seen -> seen.index().equals(theirIndex))
                .filter(seen -> seen.sequence() <= theirs.lastSequence())
                .ifPresent(seen -> heldUpTo = seen.sequence());
        coveredUpTo = heldUpTo;
        owed.resume().forEach(arrivals::askOwed);
        sentUpTo = confirmation.listedFrom();
        seenUpTo = sentUpTo;
    }

    /** Pages changed on this computer, or another peer answered what it was asked for. */
    void changed(List<Output> out) {
        mayHaveMore = true;
        comparison.disturb();
        if (arrivals.waitsForOthers()) {
            settle(out);
        }
    }

    /** Asks for a page before all others; the floor above bounds how many are wished for. */
    void wish(PageId page, List<Output> out) {
        comparison.disturb();
        wishes.add(page);
        arrivals.askFirst(page);
        if (!portion.ours()) {
            owed.add(page); // Until it has answered.
        }
        own.oweFingerprint(); // What comes may be statements alone, which no index tells of.
        settle(out);
    }

    void listing(Message.Listing listing, List<Output> out) {
        portion.keep(listing);
        index(listing.index(), out);
    }

    void index(Message.Index index, List<Output> out) {
        comparison.disturb();
        if (!index.index().equals(theirIndex)) {
            throw new ProtocolException("changed the id of its store within a connection");
        }
        if (index.after() > coveredUpTo || index.upTo() < index.after()) {
            throw new ProtocolException(
                    "its index goes on after %d, but was told up to %d"
                            .formatted(index.after(), coveredUpTo));
        }
        var lacking = new ArrayList<Arrivals.Lacking>();
        for (Message.Entry entry : index.entries()) {
            known.heard(entry.page(), entry.heads());
            if (!shelf.follows(entry.page())) {
                continue;
            }
            var named = new Shelf.Entry(entry.page(), entry.heads(), entry.sequence());
            boolean unsure =
                    repair.isUnderWay() || CutHeads.mayBe(entry.heads()) || portion.differs(entry);
            if (unsure || !shelf.holds(entry.page(), entry.heads())) {
                Arrivals.Need need = unsure ? Arrivals.Need.ALL : Arrivals.Need.HEADS;
                lacking.add(new Arrivals.Lacking(named, need));
            } else {
                arrivals.nothingLacks(named);
                owed.remove(entry.page()); // The peer took out what was lacking.
            }
        }
        boolean news = index.upTo() > coveredUpTo;
        if (news) {
            theirFingerprint = Optional.empty(); // Theirs is another one by now.
        }
        arrivals.add(lacking, index.upTo());
        coveredUpTo = Math.max(coveredUpTo, index.upTo());
        settle(out);
        repair.listed(index, news);
    }

    void changes(Message.Changes changes, List<Output> out) {
        comparison.disturb();
        arrivals.heard();
        var arrived = new ArrayList<Shelf.Arrived>();
        for (Message.PageChanges page : changes.pages()) {
            if (!page.chunks().isEmpty() || !page.statements().isEmpty()) {
                arrived.add(new Shelf.Arrived(page.page(), page.chunks(), page.statements()));
            }
        }
        Set<PageId> incomplete = arrived.isEmpty() ? Set.of() : shelf.receive(arrived);
        for (Message.PageChanges page : changes.pages()) {
            if (!page.more()) {
                arrivals.answered(page.page()).ifPresent(entry -> judge(entry, incomplete));
                if (wishes.remove(page.page())) {
                    out.add(new Output.WishAnswered(shelf.wiki(), page.page()));
                }
            }
        }
        settle(out);
    }

    private void judge(Shelf.Entry announced, Set<PageId> incomplete) {
        PageId page = announced.page();
        boolean unnamed = announced.heads().isEmpty() || CutHeads.mayBe(announced.heads());
        boolean held =
                !(unnamed && incomplete.contains(page)) && shelf.holds(page, announced.heads());
        if (held) {
            owed.remove(page);
        } else {
            owed.add(page);
        }
    }

    /**
     * Asks for what is lacking, and says what is settled: progress is on disk before it is said.
     */
    private void settle(List<Output> out) {
        want(arrivals.wanted(this::came), out);
        if (arrivals.freed()) {
            out.add(new Output.Freed(shelf.wiki()));
        }
        List<Long> ends = arrivals.settled();
        boolean more = arrivals.isEmpty() && (owed.changed() || own.owesFingerprint());
        if (ends.isEmpty() && !more) {
            return;
        }
        for (long end : ends) {
            heldUpTo = Math.max(heldUpTo, end);
        }
        owed.save(heldUpTo);
        if (arrivals.isEmpty()) {
            repair.settled();
        }
        for (int i = 0; i < ends.size(); i++) {
            own.say(ends.get(i), arrivals.isEmpty() && i == ends.size() - 1, out);
        }
        if (ends.isEmpty() && heldUpTo > 0) {
            // What was owed from before came last. Unless the peer hears of it, nobody compares.
            own.say(heldUpTo, true, out);
        }
    }

    /** Another peer gave a page that this one announced. */
    private void came(PageId page) {
        comparison.disturb();
        owed.remove(page);
    }

    private void want(List<PageId> pages, List<Output> out) {
        Wants.send(
                shelf.wiki(),
                pages,
                page -> portion.named(page, arrivals.announced(page), repair.isUnderWay(), known),
                out);
    }

    void want(Message.Want want) {
        comparison.disturb();
        answers.want(want.pages());
    }

    void seen(Message.Seen seen, List<Output> out) {
        comparison.disturb();
        Message.Position position = seen.position();
        if (!position.index().equals(mine.index())) {
            return; // It speaks of a store that this one was before it was restored.
        }
        if (position.sequence() > Math.max(sentUpTo, confirmation.seenAtMost())) {
            throw new ProtocolException("saw more than it was sent");
        }
        if (position.sequence() == 0) {
            restart(out); // It says nothing else, so not that nothing is owed.
            return;
        }
        unseenParts = Math.max(0, unseenParts - 1);
        seenUpTo = Math.max(seenUpTo, position.sequence());
        confirmation.seen(seen);
        theirFingerprint = seen.fingerprint();
        boolean allHeld = arrivals.isEmpty() && seenUpTo == shelf.position().sequence();
        if (!inSync && allHeld && portion.equal(theirFingerprint, heldUpTo)) {
            inSync(out);
        }
    }

    /** The peer asks for the whole index: equal sequences, but different fingerprints. */
    private void restart(List<Output> out) {
        if (sentUpTo > 0 && restarts++ < RESTARTS_MAX) {
            sentUpTo = 0;
            unseenParts = 0;
            known.forget();
            mayHaveMore = true;
            // What is wrong may be wrong here: this side looks at everything of theirs, too.
            if (!repair.isUnderWay() && askedBack.add(shelf.fingerprint())) {
                listAgain(out);
            }
        }
    }

    private void listAgain(List<Output> out) {
        repair.begin(coveredUpTo);
        var fromTheStart = new Message.Position(theirIndex, 0);
        out.add(new Output.Send(new Message.Seen(shelf.wiki(), fromTheStart, Optional.empty())));
    }

    /** The next large message, if there is something to give; called while there is room. */
    Optional<Message> next() {
        Optional<Message> index = nextIndex();
        if (index.isPresent()) {
            return index;
        }
        return answers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Message.Changes(shelf.wiki(), answers.next()));
    }

    private Optional<Message> nextIndex() {
        if (unseenParts >= UNSEEN_PARTS_MAX) {
            return Optional.empty();
        }
        Optional<Message.Index> aside =
                confirmation.mark().or(() -> portion.toldBack(mine, sentUpTo));
        if (aside.isPresent() || !mayHaveMore) {
            return aside.map(this::sent);
        }
        Shelf.Part part = shelf.index(sentUpTo, PART_PAGES);
        if (part.upTo() <= sentUpTo) {
            mayHaveMore = !part.complete();
            return Optional.empty();
        }
        // What was just heard of a page is not said again, unless its statements count, too.
        Message.Index next =
                IndexPart.of(
                        mine,
                        sentUpTo,
                        part,
                        portion.listed(),
                        entry -> !portion.listed() && known.needsNoWord(entry, shelf::holds));
        known.told(next.entries());
        sentUpTo = next.upTo();
        mayHaveMore = !next.complete();
        confirmation.listed(sentUpTo);
        return Optional.of(sent(next));
    }

    private Message sent(Message.Index part) {
        unseenParts++;
        confirmation.sent(part.upTo());
        return portion.listed() ? IndexPart.listing(part, shelf::detail) : part;
    }

    /** A piece of a file came, in turn with pages: on a slow line it takes their time. */
    void waitsBehindPiece() {
        arrivals.heard();
    }

    void tick(List<Output> out) {
        if (arrivals.tick()) {
            settle(out);
        }
        if (comparison.tick()) {
            if (arrivals.isEmpty()) {
                own.sayAnew(heldUpTo, out);
            }
            compare(out);
        }
    }

    /** The connection is over: what it was asked for is asked of others. */
    void over() {
        arrivals.over();
    }

    /** Both say that they have everything of the other. If that is not so, list it all again. */
    private void compare(List<Output> out) {
        theirFingerprint.ifPresent(confirmation::compare);
        if (theirFingerprint.isEmpty()
                || !portion.ours()
                || !arrivals.isEmpty()
                || !answers.isEmpty()
                || seenUpTo != shelf.position().sequence()) {
            return;
        }
        if (comparison.mustList(shelf.fingerprint(), theirFingerprint.get())) {
            listAgain(out);
        }
    }
}
