package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.storage.NotAWriterException;
import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.RecoveryKey;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import enquire.sync.statement.MemberAcceptance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in one wiki and as what, as far as this node may change it. What it does is durable when
 * it returns, and what members wrote until then stays in the pages: {@link Vouching} adopts it
 * before the record is on disk. Thread-safe.
 */
public final class Membership {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final NodeKey key;
    private final Members members;
    private final Supplier<String> ownName;
    private final InstantSource clock;

    Membership(NodeKey key, Members members, Supplier<String> ownName, InstantSource clock) {
        this.key = key;
        this.members = members;
        this.ownName = ownName;
        this.clock = clock;
    }

    /**
     * How a member came to his role.
     *
     * @param by name of who gave it; empty if it was he himself, who started the wiki or took it
     *     over
     * @param at by that one's clock
     * @param changed whether he was a member before, with another role
     */
    public record Standing(Role role, Optional<String> by, Instant at, boolean changed) {}

    /** Whether this node is in the wiki, as far as it has heard. */
    public boolean isMember() {
        return members.role(key.id()).isPresent();
    }

    /** Empty for one who is no member. */
    public Optional<Standing> standing(PeerId peer) {
        return members.roster()
                .standing(peer)
                .map(standing ->
                        new Standing(
                                standing.role(),
                                Optional.of(standing.by())
                                        .filter(by -> !by.equals(peer))
                                        .filter(by -> !isRecovery(by))
                                        .map(members::nameOf),
                                standing.at(),
                                standing.changed()));
    }

    /** Whether this node may call other computers its person's: as long as it is the first one. */
    public boolean mayAddDevice() {
        return members.role(key.id()).isPresent() && members.roster().deviceOf(key.id()).isEmpty();
    }

    /** What another computer of somebody is called itself; empty for a first one. */
    public Optional<String> deviceName(PeerId peer) {
        return members.deviceName(peer);
    }

    /** Other computers of a member, as long as they are in the wiki through him. */
    public List<PeerId> devices(PeerId peer) {
        Roster roster = members.roster();
        return roster.members().stream()
                .map(Roster.Member::peer)
                .filter(each -> roster.deviceOf(each).equals(Optional.of(peer)))
                .toList();
    }

    /**
     * Says anew of this person's other computers that they are, as far as they may do less than
     * this one since it was raised: nobody else can say that. What cannot be said now is said at
     * the next start, or when the roster grows.
     */
    void renewDevices() {
        try {
            sayDevicesAnew();
        } catch (StorageException | MalformedException | IllegalArgumentException e) {
            LOG.warn("Other computers of this person wait for their role: {}", e.getMessage());
        }
    }

    private synchronized void sayDevicesAnew() {
        Optional<Role> own = members.role(key.id());
        for (PeerId peer : devices(key.id())) {
            boolean less =
                    own.isPresent() && members.role(peer).filter(own.get()::equals).isEmpty();
            members.roster()
                    .device(peer)
                    .filter(added -> less)
                    .ifPresent(added ->
                            members.sign(roster ->
                                    RosterRecords.device(
                                            key,
                                            roster,
                                            peer,
                                            added.name(),
                                            added.invite(),
                                            added.consent(),
                                            clock.instant())));
        }
    }

    /** What this node is, if it may not write. */
    public NotAWriterException.Because refusal() {
        return MemberAcceptance.refusal(members.roster(), key.id());
    }

    /** Whether the peer is a member below this node, as its person's other computers are. */
    public boolean mayRemove(PeerId peer) {
        if (devices(key.id()).contains(peer)) {
            return true;
        }
        Optional<Role> own = members.role(key.id());
        Optional<Role> theirs = members.role(peer);
        return own.isPresent() && theirs.isPresent() && own.get().compareTo(theirs.get()) < 0;
    }

    /**
     * Takes somebody out of the wiki: his node keeps what it has, and gets nothing new.
     *
     * @throws IllegalArgumentException with a sentence, if this node may not do that
     */
    public void remove(PeerId peer) {
        requireMember(peer);
        if (peer.equals(key.id())) {
            throw new IllegalArgumentException(
                    "That is the key of this computer, and nobody takes himself out. Nothing was changed.");
        }
        if (!mayRemove(peer)) {
            throw tooLow();
        }
        members.sign(roster -> RosterRecords.remove(key, roster, peer, clock.instant()));
    }

    /** The roles that this node may give a member, his own among them; none if it may not. */
    public List<Role> mayGive(PeerId peer) {
        return mayRemove(peer) && members.roster().deviceOf(peer).isEmpty()
                ? members.role(key.id()).map(Role::gives).orElse(List.of())
                : List.of();
    }

    /**
     * Gives a member another role; the one that he has changes nothing.
     *
     * @throws IllegalArgumentException with a sentence, if this node may not do that
     */
    public void changeRole(PeerId peer, Role role) {
        requireMember(peer);
        if (peer.equals(key.id())) {
            throw new IllegalArgumentException(
                    "That is the key of this computer, and nobody changes his own role. Nothing was changed.");
        }
        if (members.roster().deviceOf(peer).isPresent()) {
            throw new IllegalArgumentException(
                    "That is another computer of %s and may do what he may. Change the role of his first one, or remove this one. Nothing was changed."
                            .formatted(members.nameOf(peer)));
        }
        List<Role> given = mayGive(peer);
        if (given.isEmpty()) {
            throw tooLow();
        }
        if (!given.contains(role)) {
            throw new IllegalArgumentException(
                    "Here you cannot make anybody %s: only roles below your own can be given (%s). Nothing was changed."
                            .formatted(
                                    word(role),
                                    given.stream()
                                            .map(Membership::word)
                                            .collect(Collectors.joining(", "))));
        }
        if (!members.role(peer).equals(Optional.of(role))) {
            members.sign(
                    roster -> RosterRecords.changeRole(key, roster, peer, role, clock.instant()));
        }
    }

    /**
     * Takes this node out of the wiki. It keeps what it has, and only somebody with a higher role
     * can take it in again.
     *
     * @throws IllegalArgumentException with a sentence, if it is no member
     */
    public void leave() {
        if (members.role(key.id()).isEmpty()) {
            throw new IllegalArgumentException(
                    "This computer is not in that wiki any more. Nothing was changed.");
        }
        members.sign(roster -> RosterRecords.leave(key, roster, clock.instant()));
    }

    /** Whether whoever has the recovery key of this wiki can take it over: older ones have none. */
    public boolean isRecoverable() {
        return members.roster().recovery().isPresent();
    }

    private boolean isRecovery(PeerId peer) {
        return members.roster().recovery().equals(Optional.of(peer));
    }

    /** Whether that is the key of this wiki. */
    public boolean isRecoveryKey(RecoveryKey recovery) {
        return isRecovery(recovery.id());
    }

    /**
     * Makes this node an owner, also if it was removed, and takes out owners whose computers were
     * lost or stolen.
     *
     * @param recovery used here, and kept nowhere
     * @throws IllegalArgumentException with a sentence, if it is not the key of this wiki, or
     *     somebody who is to be removed is no member
     */
    public void recover(RecoveryKey recovery, Collection<PeerId> lost) {
        if (!isRecoveryKey(recovery)) {
            throw new IllegalArgumentException(
                    isRecoverable()
                            ? "That is not the recovery key of this wiki. Nothing was changed."
                            : "This wiki was made without a recovery key, so nobody can take it over. Nothing was changed.");
        }
        lost.forEach(this::requireMember);
        if (lost.contains(key.id())) {
            throw new IllegalArgumentException(
                    "This computer cannot be lost and found at once: it is the one that takes the wiki over. Nothing was changed.");
        }
        NodeKey above = recovery.key();
        // Another computer of an owner's is one as long as he is: it must not fall with the lost.
        if (!members.role(key.id()).equals(Optional.of(Role.OWNER))
                || members.roster().deviceOf(key.id()).isPresent()) {
            members.sign(roster ->
                    RosterRecords.recover(above, roster, key.id(), ownName.get(), clock.instant()));
        }
        for (PeerId peer : lost) {
            members.sign(roster -> RosterRecords.remove(above, roster, peer, clock.instant()));
        }
    }

    /** Whether no owner is left when this node leaves: nobody could give that role again. */
    public boolean isLastOwner() {
        return members.role(key.id()).equals(Optional.of(Role.OWNER))
                && remaining().noneMatch(role -> role == Role.OWNER);
    }

    /** Whether an owner or admin is left when this node leaves. */
    public boolean leavesAdmins() {
        return remaining().anyMatch(role -> role == Role.OWNER || role == Role.ADMIN);
    }

    /** Whether anybody is left when this node leaves. */
    public boolean leavesMembers() {
        return remaining().findAny().isPresent();
    }

    /** Roles of all who do not leave with this node, as other computers of its person do. */
    private Stream<Role> remaining() {
        List<PeerId> devices = devices(key.id());
        return members.roster().members().stream()
                .filter(member -> !member.peer().equals(key.id()))
                .filter(member -> !devices.contains(member.peer()))
                .map(Roster.Member::role);
    }

    private void requireMember(PeerId peer) {
        if (members.role(peer).isEmpty()) {
            throw new IllegalArgumentException(
                    "Nobody with that key is in this wiki. Nothing was changed.");
        }
    }

    private static IllegalArgumentException tooLow() {
        return new IllegalArgumentException(
                "Only somebody with a higher role can do that. Nothing was changed.");
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
