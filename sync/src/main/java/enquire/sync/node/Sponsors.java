package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who answers for whom among the members of this node's wikis. Whoever is below an admin can add
 * any number of keys; they count together, as his (decision 0015). Thread-safe.
 */
final class Sponsors {

    private final Supplier<List<Wiki>> wikis;

    Sponsors(Supplier<List<Wiki>> wikis) {
        this.wikis = wikis;
    }

    /** Itself, for strangers and for whoever an owner or admin of any of the wikis brought in. */
    PeerId of(PeerId peer) {
        PeerId answering = peer;
        for (Wiki wiki : wikis.get()) {
            Roster roster = wiki.roster().roster();
            if (roster.role(peer).isPresent()) {
                answering = roster.sponsor(peer);
                if (answering.equals(peer)) {
                    return peer;
                }
            }
        }
        return answering;
    }

    /** The highest in any of the wikis; that of a relay for one who is no member. */
    Role role(PeerId peer) {
        return wikis.get().stream()
                .map(wiki -> wiki.roster().role(peer))
                .flatMap(Optional::stream)
                .min(Role::compareTo)
                .orElse(Role.RELAY);
    }
}
