package enquire.sync.roster;

import enquire.editor.page.Blanks;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a roster record does. */
public sealed interface RosterAct {

    /**
     * Founds the wiki; its author is the owner.
     *
     * @param nonce random, so that two wikis of one name by one owner differ
     * @param recovery a key that stands above every owner; nobody holds its secret half but whoever
     *     wrote it down
     */
    record Genesis(String wikiName, String ownerName, Bytes nonce, Optional<PeerId> recovery)
            implements RosterAct {}

    /**
     * Makes a member, or gives one another role and name.
     *
     * @param invite id of the invite that was redeemed
     */
    record Add(PeerId peer, String name, Role role, Optional<Bytes> invite) implements RosterAct {}

    /** Gives somebody another role; to one who is no member it gives a role without a name. */
    record ChangeRole(PeerId peer, Role role) implements RosterAct {}

    /**
     * Says that a key is another computer of the author: a member of his role for as long as he has
     * it, and of a lower one when he is lowered.
     *
     * @param name as the new computer called itself
     * @param invite id of the invite that was redeemed, so that it works once
     * @param consent the new computer's signature that it is his ({@code enquire device 1}), so
     *     that nobody claims a key, and what it wrote, that is not his
     */
    record Device(PeerId peer, String name, Bytes invite, Bytes consent) implements RosterAct {}

    record Remove(PeerId peer) implements RosterAct {}

    /** The author is no member any more. */
    record Leave() implements RosterAct {}

    /**
     * Says that whoever knows a secret may become a member, once.
     *
     * @param invite random id
     * @param secretHash SHA-256 of the secret
     */
    record Offer(Bytes invite, Bytes secretHash, Role role, Instant expiresAt)
            implements RosterAct {}

    /**
     * Takes characters out of changes of a page for good. By an owner or admin.
     *
     * @param changes what is taken out of which
     */
    record Redact(PageId page, List<Out> changes) implements RosterAct {

        /**
         * @param proof the hash of what is left of the change's bytes
         * @param blanks the operations whose characters go
         */
        public record Out(ChangeHash change, ChangeHash proof, Blanks blanks) {}

        public Redact {
            changes = List.copyOf(changes);
        }
    }

    /** Takes an attachment out of the wiki for good. By an owner or admin. */
    record RedactFile(BlobId file) implements RosterAct {}

    /** Takes an invite back. */
    record Uninvite(Bytes invite) implements RosterAct {}
}
