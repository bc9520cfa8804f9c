package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Records;
import enquire.sync.identity.Consent;
import enquire.sync.identity.NodeKey;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterAct;
import enquire.sync.roster.RosterRecord;
import enquire.sync.roster.RosterRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Invites to one wiki that this node gave out, and their redemption: only here, once, and on disk
 * before anybody is answered. Thread-safe.
 */
public final class Invitations {

    /** Open ones that are told of, the newest. A guess: nobody hands out so many in a week. */
    public static final int OPEN_MAX = 100;

    /**
     * An invite that somebody can still use.
     *
     * @param id 16 bytes; whoever knows it can do nothing with it
     * @param role that it gives
     * @param device whether it is for another computer of this person
     * @param at when it was made
     * @param expiresAt until when it works
     */
    public record Open(Bytes id, Role role, boolean device, Instant at, Instant expiresAt) {}

    /** How long an invite works: a week to read one's mail (a guess). */
    static final Duration LIFE = Duration.ofDays(7);

    private static final String SECRET = "invite/";

    /**
     * Behind the secret stands when it expires, in ms since 1970: no roster tells. At most one is
     * there. A used one stays, since the answer may be lost and asked for again.
     */
    private static final String DEVICE_SECRET = "device-invite/";

    private final NodeKey key;
    private final Members members;
    private final Records records;
    private final Supplier<String> ownName;
    private final InstantSource clock;
    private final RandomGenerator random;

    Invitations(
            NodeKey key,
            Members members,
            Records records,
            Supplier<String> ownName,
            InstantSource clock,
            RandomGenerator random) {
        this.key = key;
        this.members = members;
        this.records = records;
        this.ownName = ownName;
        this.clock = clock;
        this.random = random;
    }

    /** As what this node may invite others, the highest rank first. */
    public List<Role> mayGive() {
        return members.role(key.id()).map(Role::gives).orElse(List.of());
    }

    /**
     * @param addresses where this node can be reached, the best first
     * @throws IllegalArgumentException if this node may not invite in that role
     */
    synchronized Invite give(Role role, List<String> addresses) {
        if (!mayGive().contains(role)) {
            throw new IllegalArgumentException(mayNot(role));
        }
        Bytes id = drawn(Invite.INVITE_ID_BYTES);
        Bytes secret = drawn(Invite.SECRET_BYTES);
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        // The secret first: an offer whose secret is lost could never be redeemed.
        records.values(Map.of(SECRET + id.toHex(), Optional.of(secret)));
        members.sign(roster ->
                RosterRecords.invite(
                        key, roster, id, Invite.secretHash(secret), role, expiresAt, now));
        int few = Math.min(addresses.size(), Invite.ADDRESSES_MAX);
        return new Invite(
                members.roster().wiki(),
                members.roster().wikiName(),
                key.id(),
                ownName.get(),
                addresses.subList(0, few),
                id,
                secret,
                role,
                expiresAt);
    }

    /**
     * For another computer of the same person. It takes the place of those that were made before:
     * whoever has one of them in hand cannot use it any more.
     *
     * @param addresses where this node can be reached, the best first
     * @throws IllegalArgumentException with a sentence, if this node is no member, or no first
     *     computer
     */
    synchronized Invite giveDevice(List<String> addresses) {
        Optional<Role> own = members.role(key.id());
        if (own.isEmpty() || members.roster().deviceOf(key.id()).isPresent()) {
            throw new IllegalArgumentException(
                    "Another computer of yours is added on the first one that you had in this wiki, and this is not it. No invite was made.");
        }
        Bytes id = drawn(Invite.INVITE_ID_BYTES);
        Bytes secret = drawn(Invite.SECRET_BYTES);
        Instant expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        byte[] until = ByteBuffer.allocate(Long.BYTES).putLong(expiresAt.toEpochMilli()).array();
        var values = new HashMap<String, Optional<Bytes>>();
        records.values(DEVICE_SECRET).keySet().forEach(old -> values.put(old, Optional.empty()));
        values.put(DEVICE_SECRET + id.toHex(), Optional.of(Bytes.concat(secret, Bytes.of(until))));
        records.values(values);
        return new Invite(
                members.roster().wiki(),
                members.roster().wikiName(),
                key.id(),
                ownName.get(),
                addresses.subList(0, Math.min(addresses.size(), Invite.ADDRESSES_MAX)),
                id,
                secret,
                own.get(),
                expiresAt,
                true);
    }

    /** Those that work now, the newest first; at most {@link #OPEN_MAX}. */
    public synchronized List<Open> open() {
        return allOpen().limit(OPEN_MAX).toList();
    }

    private Stream<Open> allOpen() {
        Instant now = clock.instant();
        List<Open> open = new ArrayList<>();
        for (RosterRecord record : members.roster().invites().openOf(key.id())) {
            if (record.act() instanceof RosterAct.Offer offer) {
                open.add(
                        new Open(
                                offer.invite(),
                                offer.role(),
                                false,
                                record.at(),
                                offer.expiresAt()));
            }
        }
        openDevice().ifPresent(open::add);
        return open.stream()
                .filter(each -> now.isBefore(each.expiresAt()))
                .sorted(Comparator.comparing(Open::at).reversed());
    }

    private Optional<Open> openDevice() {
        Optional<Role> own = members.role(key.id());
        return records.values(DEVICE_SECRET).entrySet().stream()
                .map(each -> device(each.getKey(), each.getValue(), own))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Open> device(String name, Bytes kept, Optional<Role> own) {
        Bytes id = Bytes.ofHex(name.substring(DEVICE_SECRET.length()));
        if (own.isEmpty() || members.roster().invites().isUsedForDevice(id)) {
            return Optional.empty();
        }
        Instant until = until(kept);
        return Optional.of(new Open(id, own.get(), true, until.minus(LIFE), until));
    }

    private static Instant until(Bytes kept) {
        byte[] millis = kept.slice(Invite.SECRET_BYTES, kept.size()).toArray();
        return Instant.ofEpochMilli(ByteBuffer.wrap(millis).getLong());
    }

    /**
     * From now on nobody joins by it. Durable before it returns.
     *
     * @return whether it could still be used, and was made here; if not, nothing is changed
     */
    public synchronized boolean takeBack(Bytes id) {
        Optional<Open> open = allOpen().filter(each -> each.id().equals(id)).findFirst();
        if (open.isEmpty()) {
            return false;
        }
        if (open.get().device()) {
            records.values(Map.of(DEVICE_SECRET + id.toHex(), Optional.empty()));
        } else {
            // Its secret stays, so that whoever tries it is told what became of it.
            members.sign(roster -> RosterRecords.uninvite(key, roster, id, clock.instant()));
        }
        return true;
    }

    private String mayNot(Role role) {
        String given =
                mayGive().stream()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return "%s %s No invite was made."
                .formatted(
                        role == Role.OWNER
                                ? "Nobody can be invited as owner: who started the wiki stays its owner."
                                : "Here you cannot invite anybody as %s."
                                        .formatted(role.name().toLowerCase(Locale.ROOT)),
                        given.isEmpty()
                                ? "You may invite nobody."
                                : "You may give: " + given + ".");
    }

    /**
     * Makes the one who asks a member.
     *
     * @param invited is told once it is known that he may become one, and before that is written:
     *     the disk may take longer than a stranger may stay
     * @throws ProtocolException with a sentence for the one who asks
     */
    synchronized void redeem(PeerId peer, Message.Join join, Runnable invited) {
        String deviceName = DEVICE_SECRET + join.invite().toHex();
        Bytes kept = records.values(deviceName).get(deviceName);
        if (kept != null) {
            redeemDevice(peer, join, kept, invited);
            return;
        }
        String name = SECRET + join.invite().toHex();
        Bytes secret = records.values(name).get(name);
        if (secret == null) {
            throw new ProtocolException(
                    "This invite is not known to the computer that it names. Ask for a new one.");
        }
        if (!Invite.proves(join.proof(), secret, key.id(), peer)) {
            throw new ProtocolException(
                    "This invite is not right: its secret does not match. Copy it whole, or ask for a new one.");
        }
        if (members.role(peer).isPresent()) {
            return; // The answer was lost, and it asks again.
        }
        RosterAct.Offer offer =
                members.roster()
                        .invites()
                        .open(join.invite())
                        .orElseThrow(() ->
                                new ProtocolException(
                                        "This invite was used already, or taken back. Ask for a new one."));
        Instant now = clock.instant();
        if (!now.isBefore(offer.expiresAt())) {
            throw new ProtocolException("This invite has expired. Ask for a new one.");
        }
        invited.run();
        try {
            members.sign(roster ->
                    RosterRecords.add(
                            key,
                            roster,
                            peer,
                            join.name(),
                            offer.role(),
                            Optional.of(join.invite()),
                            now));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * @param kept secret, and when it expires
     */
    private void redeemDevice(PeerId peer, Message.Join join, Bytes kept, Runnable invited) {
        Bytes secret = kept.slice(0, Invite.SECRET_BYTES);
        if (!Invite.proves(join.proof(), secret, key.id(), peer)) {
            throw new ProtocolException(
                    "This invite is not right: its secret does not match. Copy it whole, or ask for a new one.");
        }
        if (members.roster().deviceOf(peer).equals(Optional.of(key.id()))
                && members.role(peer).isPresent()) {
            return; // The answer was lost, and it asks again.
        }
        if (members.roster().invites().isUsedForDevice(join.invite())) {
            throw new ProtocolException("This invite was used already. Make a new one.");
        }
        Instant now = clock.instant();
        if (!now.isBefore(until(kept))) {
            records.values(Map.of(DEVICE_SECRET + join.invite().toHex(), Optional.empty()));
            throw new ProtocolException("This invite has expired. Make a new one.");
        }
        WikiId wiki = members.roster().wiki();
        Bytes consent =
                join.consent()
                        .filter(given -> Consent.isGiven(peer, wiki, key.id(), given))
                        .orElseThrow(() ->
                                new ProtocolException(
                                        "That computer did not say that it is another one of the same person. Update Enquire there, then try again."));
        invited.run();
        try {
            members.sign(roster ->
                    RosterRecords.device(
                            key, roster, peer, join.name(), join.invite(), consent, now));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(String.valueOf(e.getMessage()), e);
        }
    }

    private Bytes drawn(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
