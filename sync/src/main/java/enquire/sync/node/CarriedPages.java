package enquire.sync.node;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.Carrying;
import enquire.storage.Records;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Shelf;
import enquire.sync.roster.Roster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of a wiki this computer carries, as the session with one peer sees it: the same from its
 * first word to its last; and how far the two are with each other. Thread-safe.
 */
final class CarriedPages {

    /**
     * How far a store is: what comes in between the two is not among the changes, and moves the
     * sequence.
     *
     * @param change number of its newest change, read before the sequence
     */
    record Newest(long change, long sequence) {}

    private final Records records;
    private final Carrying carrying;
    private final PeerId peer;
    private final boolean all;

    CarriedPages(Records records, PeerId peer, Carrying.Mode mode) {
        this.records = records;
        this.carrying = records.carrying();
        this.peer = peer;
        this.all = mode == Carrying.Mode.ALL;
    }

    boolean all() {
        return all;
    }

    boolean follows(PageId page) {
        return all || carrying.follows(page);
    }

    Message.Detail detail(PageId page) {
        Optional<Title> title = carrying.ownTitle(page);
        return new Message.Detail(
                carrying.digest(page),
                title.map(Title::value).orElse(""),
                title.isEmpty()
                        ? List.of()
                        : carrying.otherTitles(page, Limits.OTHER_TITLES).stream()
                                .map(Title::value)
                                .toList());
    }

    void told(Map<PageId, Message.Detail> pages) {
        var told = new HashMap<PageId, Optional<Carrying.Called>>();
        pages.forEach((page, detail) -> told.put(page, called(detail)));
        carrying.told(peer, told);
    }

    private static Optional<Carrying.Called> called(Message.Detail detail) {
        return detail.title().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Carrying.Called(
                                new Title(detail.title()),
                                detail.otherTitles().stream().map(Title::new).toList()));
    }

    /** Two ways of counting: what was passed over must never be taken for what is here. */
    Optional<Shelf.Progress> progress() {
        return (all ? records.progress(peer) : carrying.listed(peer))
                .map(held -> new Shelf.Progress(held.index(), held.sequence(), held.owed()));
    }

    void progress(Shelf.Progress progress) {
        var held = new Records.Progress(progress.index(), progress.sequence(), progress.owed());
        if (all) {
            records.progress(peer, held);
        } else {
            carrying.listed(peer, held);
        }
    }

    /**
     * @param members of whom alone titles are kept
     */
    boolean peerCarriesAll(boolean peerAll, List<Roster.Member> members) {
        carrying.retain(members.stream().map(Roster.Member::peer).toList());
        carrying.peerCarriesAll(peer, peerAll);
        return carrying.isListDue(peer);
    }

    void lists(Map<PageId, Heads> pages, boolean anew, boolean whole) {
        carrying.lists(peer, pages, anew, whole, this);
    }

    /** What the peer has confirmed. */
    Optional<Shelf.Receipt> receipt() {
        return records.receipt(peer)
                .map(held ->
                        new Shelf.Receipt(
                                new Message.Position(held.index(), held.sequence()),
                                held.lacking(),
                                held.whole()));
    }

    /**
     * @param now how far this store is, and its newest change
     */
    void receipt(Shelf.Receipt receipt, Newest now) {
        Message.Position position = receipt.position();
        var held =
                new Records.Receipt(
                        position.index(), position.sequence(), receipt.lacking(), receipt.whole());
        if (now.sequence() == held.sequence()) {
            records.receipt(peer, held, now.change());
        } else {
            records.receipt(peer, held);
        }
    }
}
