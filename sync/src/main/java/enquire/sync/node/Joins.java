package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.InvalidInviteException;
import enquire.sync.roster.Invite;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What one node does with invites of others. Each wiki is joined by one at a time; whoever waits
 * for an inviter holds up nobody else. Thread-safe.
 */
final class Joins {

    /** How long an inviter may take to say who is in a wiki (a guess). */
    private static final Duration HEARING_TIME = Duration.ofSeconds(5);

    private final NodeKey key;
    private final PeerId self;
    private final Names names;
    private final Network network;
    private final InstantSource clock;
    private final Function<String, Optional<Wiki>> wikis;
    private final BooleanSupplier stopping;
    private final Set<WikiId> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param wikis those of this node, by their ids as text
     * @param stopping whether this node stops
     */
    Joins(
            NodeKey key,
            Names names,
            Network network,
            InstantSource clock,
            Function<String, Optional<Wiki>> wikis,
            BooleanSupplier stopping) {
        this.key = key;
        this.self = key.id();
        this.names = names;
        this.network = network;
        this.clock = clock;
        this.wikis = wikis;
        this.stopping = stopping;
    }

    InvitePreview preview(String text) {
        Invite invite = parse(text);
        return new InvitePreview(
                invite.wiki(),
                invite.wikiName(),
                invite.inviter(),
                invite.inviterName(),
                invite.role(),
                invite.expiresAt());
    }

    /**
     * @param add opens what was joined, or takes its members if it is open
     */
    Wiki join(String text, BiFunction<Invite, Joining.Joined, Wiki> add) {
        Invite invite = parse(text);
        if (!underWay.add(invite.wiki())) {
            throw new InviteException(
                    "“%s” is being joined already. Wait a moment, then look at your list of wikis."
                            .formatted(invite.wikiName()));
        }
        try {
            // Looked at only now: another one may just have joined it.
            Optional<Wiki> member =
                    wikis.apply(invite.wiki().toString())
                            .filter(wiki -> wiki.roster().role(self).isPresent());
            return member.isPresent() ? again(invite, member.get(), add) : begin(invite, add);
        } finally {
            underWay.remove(invite.wiki());
        }
    }

    /**
     * Who was removed while away takes himself for a member: the inviter may know better, and says
     * so when they meet. Only then the invite is redeemed. One who is a member is not taken in a
     * second time: an inviter who has not heard of him yet would give him the role of the invite,
     * and of two that are given at a time the lower counts.
     */
    private Wiki again(Invite invite, Wiki wiki, BiFunction<Invite, Joining.Joined, Wiki> add) {
        if (invite.inviter().equals(self) || stopping.getAsBoolean()) {
            return wiki;
        }
        boolean heard = network.meet(invite.inviter(), invite.addresses(), wiki.id(), HEARING_TIME);
        if (wiki.roster().role(self).isEmpty()) {
            return begin(invite, add);
        }
        if (!heard) {
            throw Joining.late(invite);
        }
        return wiki; // A member as far as anybody here has heard.
    }

    private Wiki begin(Invite invite, BiFunction<Invite, Joining.Joined, Wiki> add) {
        Wiki joined = add.apply(invite, redeem(invite));
        // It may have sent this node away until now.
        network.dialAnew(invite.inviter());
        return joined;
    }

    private Joining.Joined redeem(Invite invite) {
        if (invite.inviter().equals(self)) {
            throw new InviteException(
                    "This invite was made on this computer. Use it on the one that is to join.");
        }
        if (stopping.getAsBoolean()) {
            throw Joining.stopped(); // Or the network would be started once more.
        }
        return new Joining(invite, key, names.own())
                .join(network.client(), network.loopbackOnly(), stopping);
    }

    private Invite parse(String text) {
        Invite invite;
        try {
            invite = Invite.parse(text);
        } catch (InvalidInviteException e) {
            throw new InviteException(String.valueOf(e.getMessage()));
        }
        if (invite.expired(clock.instant())) {
            throw new InviteException(
                    "This invite has expired. Ask %s for a new one."
                            .formatted(invite.inviterName()));
        }
        return invite;
    }
}
