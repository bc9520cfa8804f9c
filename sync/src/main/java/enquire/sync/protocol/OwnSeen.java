package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import java.util.List;
import java.util.Optional;

/** What this side says by {@code seen} of how far it is with the peer. One thread at a time. */
final class OwnSeen {

    private final Shelf shelf;
    private final Bytes theirIndex;
    private final Portion portion;
    private final Owed owed;

    /** What was said last that this side holds. */
    private Optional<Message.Fingerprint> said = Optional.empty();

    /** The last one was said while pages were still to come, so without a fingerprint. */
    private boolean owesFingerprint;

    /**
     * @param theirIndex id of the peer's store
     */
    OwnSeen(Shelf shelf, Bytes theirIndex, Portion portion, Owed owed) {
        this.shelf = shelf;
        this.theirIndex = theirIndex;
        this.portion = portion;
        this.owed = owed;
    }

    boolean owesFingerprint() {
        return owesFingerprint;
    }

    void oweFingerprint() {
        owesFingerprint = true;
    }

    /**
     * @param upTo in the peer's index
     * @param caughtUp whether nothing is to come
     */
    void say(long upTo, boolean caughtUp, List<Output> out) {
        owesFingerprint = !caughtUp;
        if (!portion.maySaySeen()) {
            return;
        }
        said = portion.fingerprint(caughtUp);
        var position = new Message.Position(theirIndex, upTo);
        var seen = new Message.Seen(shelf.wiki(), position, said, owed.named());
        out.add(new Output.Send(seen));
    }

    /**
     * Says it once more if pages are owed and something else is held than when it was said last:
     * what is owed may have come in another way, from a third computer that did not announce it, or
     * because it is accepted by now. The peer compares what both hold.
     */
    void sayAnew(long heldUpTo, List<Output> out) {
        if (!owed.isEmpty() && heldUpTo > 0 && !said.equals(portion.fingerprint(true))) {
            say(heldUpTo, true, out);
        }
    }
}
