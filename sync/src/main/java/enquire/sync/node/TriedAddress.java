package enquire.sync.node;

import java.time.Instant;
import java.util.Optional;

/**
 * An address of a peer, where this node has it from, and what came of dialling it.
 *
 * @param address {@code host:port}
 * @param triedAt when it was dialled last, by this node's clock; empty if it never was
 * @param result of that; empty if it never was dialled
 * @param workedAt when the peer was last reached there
 */
public record TriedAddress(
        String address,
        Source source,
        Optional<Instant> triedAt,
        Optional<Result> result,
        Optional<Instant> workedAt) {

    /** Where an address is from. */
    public enum Source {
        /** A person of this node added it. */
        ADDED,
        /** The peer said it itself, signed. */
        SIGNED,
        /** It was heard on the local network. */
        NEARBY,
        /** It stood in an invite, or worked when that was redeemed. */
        INVITE
    }

    /** What came of dialling. A person has to do something else about each. */
    public enum Result {
        CONNECTED,
        /** The computer is there, and nothing listens at that port. */
        REFUSED,
        /** Nothing came back: it is off or asleep, or a firewall swallows what is sent. */
        SILENT,
        /** This computer's network does not lead there. */
        NO_ROUTE,
        /** The host has a name that nobody knows. */
        NO_SUCH_NAME,
        /** An Enquire with another key answers there. */
        OTHER_COMPUTER,
        /** Something else than an Enquire answers there. */
        NOT_ENQUIRE,
        /** It speaks another version of the protocol. */
        OTHER_VERSION,
        /** It does not take this node for a member. */
        REMOVED,
        /** It has this node's own key: a copied data folder. */
        SAME_KEY,
        /** It has too much to do, or leaves this node alone for a while. */
        BUSY,
        /** One of the two broke the rules of the protocol. */
        RULES,
        /** It answered, and the connection broke off. */
        BROKE_OFF,
        /** Not dialled: it is on another computer, and this node stays on its own. */
        NOT_DIALLED,
        OTHER
    }
}
