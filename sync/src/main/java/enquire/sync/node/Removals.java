package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterRecords;
import java.time.InstantSource;
import java.util.Optional;

/** Takes members out of one wiki, on the word of this node. Thread-safe. */
final class Removals {

    private final NodeKey key;
    private final Members members;
    private final InstantSource clock;

    Removals(NodeKey key, Members members, InstantSource clock) {
        this.key = key;
        this.members = members;
        this.clock = clock;
    }

    /** Whether the peer is a member below this node: nobody is below himself. */
    boolean mayRemove(PeerId peer) {
        Optional<Role> own = members.role(key.id());
        Optional<Role> theirs = members.role(peer);
        return own.isPresent() && theirs.isPresent() && own.get().compareTo(theirs.get()) < 0;
    }

    /**
     * Durable when this returns. What the peer wrote until then stays in its pages.
     *
     * @throws IllegalArgumentException with a sentence, if this node may not do that
     */
    void remove(PeerId peer) {
        if (members.role(peer).isEmpty()) {
            throw new IllegalArgumentException(
                    "Nobody with that key is in this wiki. Nothing was changed.");
        }
        if (peer.equals(key.id())) {
            throw new IllegalArgumentException(
                    "That is the key of this computer, and nobody takes himself out. Nothing was changed.");
        }
        if (!mayRemove(peer)) {
            throw new IllegalArgumentException(
                    "Only somebody with a higher role can do that. Nothing was changed.");
        }
        members.sign(roster -> RosterRecords.remove(key, roster, peer, clock.instant()));
    }
}
