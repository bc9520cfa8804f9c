package enquire.sync.roster;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes signed records on top of a roster. Each throws {@link IllegalArgumentException}, with a
 * sentence for people, if its author may not do that: what is made always counts at the time.
 */
public final class RosterRecords {

    /** What a time of today takes more than that of 1970. */
    private static final int CLOCK_BYTES = 8;

    private RosterRecords() {}

    /**
     * The first record of a new wiki, whose SHA-256 is the wiki's id.
     *
     * @param nonce 16 random bytes
     */
    public static Bytes genesis(
            NodeKey owner, String wikiName, String ownerName, Bytes nonce, Instant at) {
        return genesis(owner, wikiName, ownerName, nonce, Optional.empty(), at);
    }

    /**
     * The same of a wiki that a recovery key can take over.
     *
     * @param recovery its public half
     */
    public static Bytes genesis(
            NodeKey owner,
            String wikiName,
            String ownerName,
            Bytes nonce,
            Optional<PeerId> recovery,
            Instant at) {
        var act = new RosterAct.Genesis(checked(wikiName), checked(ownerName), nonce, recovery);
        return RosterCodec.sign(owner, Optional.empty(), List.of(), at, act);
    }

    /** The id of the wiki that a genesis founds. */
    public static WikiId wikiOf(Bytes genesis) {
        return new WikiId(genesis.sha256());
    }

    public static Bytes add(
            NodeKey author,
            Roster roster,
            PeerId peer,
            String name,
            Role role,
            Optional<Bytes> invite,
            Instant at) {
        return make(author, roster, new RosterAct.Add(peer, checked(name), role, invite), at);
    }

    /** By the recovery key: makes somebody an owner, whoever he was before. */
    public static Bytes recover(
            NodeKey recovery, Roster roster, PeerId peer, String name, Instant at) {
        return add(recovery, roster, peer, name, Role.OWNER, Optional.empty(), at);
    }

    /**
     * Another computer of the author's.
     *
     * @param invite id of the invite that it redeemed
     * @param consent what it signed
     */
    public static Bytes device(
            NodeKey author,
            Roster roster,
            PeerId peer,
            String name,
            Bytes invite,
            Bytes consent,
            Instant at) {
        var act = new RosterAct.Device(peer, checked(name), invite, consent);
        return make(author, roster, act, at);
    }

    public static Bytes changeRole(
            NodeKey author, Roster roster, PeerId peer, Role role, Instant at) {
        return make(author, roster, new RosterAct.ChangeRole(peer, role), at);
    }

    public static Bytes remove(NodeKey author, Roster roster, PeerId peer, Instant at) {
        return make(author, roster, new RosterAct.Remove(peer), at);
    }

    public static Bytes leave(NodeKey author, Roster roster, Instant at) {
        return make(author, roster, new RosterAct.Leave(), at);
    }

    /**
     * @param invite 16 random bytes
     * @param secretHash SHA-256 of the secret that stands in the invite
     */
    public static Bytes invite(
            NodeKey author,
            Roster roster,
            Bytes invite,
            Bytes secretHash,
            Role role,
            Instant expiresAt,
            Instant at) {
        return make(author, roster, new RosterAct.Offer(invite, secretHash, role, expiresAt), at);
    }

    public static Bytes uninvite(NodeKey author, Roster roster, Bytes invite, Instant at) {
        return make(author, roster, new RosterAct.Uninvite(invite), at);
    }

    /**
     * How many of these find room in one record, the first ones; at least one.
     *
     * @throws IllegalArgumentException if one alone is too long: words in hundreds of pieces
     */
    public static int fitting(
            NodeKey author, Roster roster, PageId page, List<RosterAct.Redact.Out> changes) {
        List<Bytes> parents = roster.parents(author.id(), Optional.empty());
        for (int count = Math.min(changes.size(), RosterCodec.OUT_MAX); count > 0; count--) {
            var act = new RosterAct.Redact(page, changes.subList(0, count));
            var wiki = Optional.of(roster.wiki());
            if (RosterCodec.sign(author, wiki, parents, Instant.EPOCH, act).size()
                    <= RosterCodec.RECORD_BYTES_MAX - CLOCK_BYTES) {
                return count;
            }
        }
        throw new IllegalArgumentException(
                "One edit holds the words in too many pieces to be named. Nothing was taken out of the past; choose longer words.");
    }

    /** How many records the roster still takes from somebody. */
    public static int room(PeerId author, Roster roster) {
        return new RosterRoom(roster::role, roster.recovery())
                .left(author, roster.records().size());
    }

    /** Takes something out of changes of a page for good; see {@link #fitting}. */
    public static Bytes redact(
            NodeKey author,
            Roster roster,
            PageId page,
            List<RosterAct.Redact.Out> changes,
            Instant at) {
        return make(author, roster, new RosterAct.Redact(page, changes), at);
    }

    /** Takes an attachment out of the wiki for good. */
    public static Bytes redactFile(NodeKey author, Roster roster, BlobId file, Instant at) {
        return make(author, roster, new RosterAct.RedactFile(file), at);
    }

    private static Bytes make(NodeKey author, Roster roster, RosterAct act, Instant at) {
        List<Bytes> parents = roster.parents(author.id(), target(act));
        Bytes signed = RosterCodec.sign(author, Optional.of(roster.wiki()), parents, at, act);
        if (!roster.with(List.of(signed)).counts(signed.sha256())) {
            throw new IllegalArgumentException(
                    "Only somebody with a higher role can do that. Nothing was changed.");
        }
        return signed;
    }

    private static Optional<PeerId> target(RosterAct act) {
        return switch (act) {
            case RosterAct.Add add -> Optional.of(add.peer());
            case RosterAct.ChangeRole change -> Optional.of(change.peer());
            case RosterAct.Device device -> Optional.of(device.peer());
            case RosterAct.Remove removal -> Optional.of(removal.peer());
            default -> Optional.empty();
        };
    }

    private static String checked(String name) {
        if (name.isBlank()
                || name.length() > RosterCodec.NAME_UNITS_MAX
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A name has 1 to %d characters and no line ends."
                            .formatted(RosterCodec.NAME_UNITS_MAX));
        }
        return name;
    }
}
