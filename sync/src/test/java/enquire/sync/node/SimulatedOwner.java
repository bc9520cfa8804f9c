package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.roster.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whoever founded the wiki, who reads what is wrong and does what stands there. */
final class SimulatedOwner {

    private final List<SimulatedNode> nodes;

    /**
     * @param nodes the first is the owner's
     */
    SimulatedOwner(List<SimulatedNode> nodes) {
        this.nodes = nodes;
    }

    /**
     * Nobody vouches for what somebody has.
     *
     * @return how many are admins now, so that their nodes vouch for it
     */
    int trustWhoHasMore() {
        SimulatedNode owner = nodes.getFirst();
        if (!owner.isOn()) {
            return 0;
        }
        Set<PeerId> having = Set.copyOf(owner.wiki().redacting().unvouched().values());
        int trusted = 0;
        for (SimulatedNode node : nodes) {
            Optional<Role> role = owner.wiki().roster().role(node.id());
            boolean lower = role.filter(each -> each != Role.ADMIN).isPresent();
            if (having.contains(node.id())
                    && lower
                    && owner.change(node, Optional.of(Role.ADMIN))) {
                trusted++;
            }
        }
        return trusted;
    }
}
