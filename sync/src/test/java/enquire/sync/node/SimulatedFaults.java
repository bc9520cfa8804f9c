package enquire.sync.node;

import enquire.sync.roster.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What goes wrong in a world, and which members come and go, at random moments. */
final class SimulatedFaults {

    private final SimulatedWorld world;
    private final List<SimulatedNode> nodes;
    private final Random random;

    /** Whether members are removed, lowered and added again. Bob is an admin then. */
    private final boolean changing;

    SimulatedFaults(
            SimulatedWorld world, List<SimulatedNode> nodes, Random random, boolean changing) {
        this.world = world;
        this.nodes = nodes;
        this.random = random;
        this.changing = changing;
    }

    /** Until the world is healed. */
    void begin() {
        faultLater();
        if (changing) {
            changeMembersLater();
        }
    }

    private void faultLater() {
        world.clock()
                .after(
                        300 + random.nextInt(2_500),
                        () -> {
                            if (world.isFaulty()) {
                                SimulatedNode seen = nodes.get(random.nextInt(nodes.size()));
                                if (seen.isOn() && seen.mayWrite()) {
                                    world.auditor().looked(seen);
                                }
                                world.copies().look(nodes);
                                fault(nodes.get(random.nextInt(nodes.size())));
                                faultLater();
                            }
                        });
    }

    private void fault(SimulatedNode node) {
        SimulatedNode other = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(11)) {
            case 0, 1 -> {
                SimulatedDisk.Left[] ways = SimulatedDisk.Left.values();
                node.disk.crashAt(1 + random.nextInt(12), ways[random.nextInt(ways.length)]);
            }
            case 2 -> node.act(node.disk::crashNow);
            case 3 -> node.disk.failAt(1 + random.nextInt(8));
            case 4 -> node.jumpClock(Duration.ofDays(random.nextInt(8_000) - 4_000));
            case 5 ->
                    world.lines()
                            .block(
                                    node,
                                    other); // One way: what it says is lost, what it hears is not.
            case 6 -> {
                world.lines().block(node, other);
                world.lines().block(other, node);
            }
            case 7 -> List.copyOf(node.ends()).forEach(SimulatedLink.End::cut);
            case 8 -> node.act(node::keepCopy);
            case 9 -> node.act(node::putCopyBack);
            default -> world.lines().clear();
        }
    }

    private void changeMembersLater() {
        world.clock()
                .after(
                        500 + random.nextInt(6_000),
                        () -> {
                            if (world.isFaulty()) {
                                SimulatedNode by = nodes.get(random.nextInt(2));
                                SimulatedNode member =
                                        nodes.get(1 + random.nextInt(nodes.size() - 1));
                                by.act(() -> changeMember(by, member));
                                changeMembersLater();
                            }
                        });
    }

    private void changeMember(SimulatedNode by, SimulatedNode member) {
        Optional<Role> now = by.wiki().roster().role(member.id());
        Role whole = member == nodes.get(1) ? Role.ADMIN : Role.WRITER;
        Optional<Role> next =
                now.filter(Role::writes).isEmpty()
                        ? Optional.of(whole)
                        : random.nextInt(3) == 0 ? Optional.of(Role.READER) : Optional.empty();
        if (by != member && by.change(member, next)) {
            world.changed++;
        }
    }
}
