package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.time.Instant;
import java.util.List;

/** The door from a session to this node, as far as it concerns one peer. */
public interface Library {

    /** How this person wants to be called. */
    String name();

    /** The version of the protocol that this node speaks. */
    int version();

    /** This node's clock, to be told to the peer. */
    Instant now();

    /** The wikis whose rosters name the peer as a member. */
    List<Shelf> shared();

    /**
     * The records by which the peer ceased to be a member of a wiki, behind those they rest on;
     * none if it is one, or never was.
     */
    List<Bytes> farewell(WikiId wiki);

    /**
     * The records by which this node is a member of a wiki, behind those they rest on: what it
     * answers to a {@link #farewell} of somebody who has not heard of them. None if it is no
     * member.
     */
    List<Bytes> grounds(WikiId wiki);

    /**
     * The peer, who was a member, answered a {@link #farewell}. Its records are taken only if they
     * make it a member again: durable before this returns. (Who asks too often is not looked at.)
     *
     * @return whether it is a member now
     * @throws ProtocolException if one is malformed or wrongly signed
     */
    boolean readmits(WikiId wiki, List<Bytes> records);

    /** Folds pending typing and signs own changes, so that a greeting speaks of all there is. */
    void settle(WikiId wiki);

    /** What is asked of all peers together. */
    PagesUnderWay underWay(WikiId wiki);

    /**
     * Redeems an invite for the peer: durable before this returns.
     *
     * @return the wiki the peer is a member of now
     * @throws ProtocolException with a sentence for the one who asks, if the invite does not work
     */
    Shelf redeem(Message.Join join);
}
