package enquire.sync.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.sync.identity.Consent;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nodes that are mostly apart write, sign, remove, demote and promote each other, leave, call a
 * laptop theirs, take the wiki over with its recovery key, adopt, and hear of all that late, in
 * parts and in any order; one of them tells different people different things. Once all have heard
 * of everything, all must hold the same members and the same changes, and exactly those that the
 * rule, computed naively, says. A failure prints the line that replays it.
 */
@Tag("long")
class AcceptanceSimulationTest {

    private static final int TOPOLOGIES = Integer.getInteger("enquire.topologies", 300);
    private static final long SEED = Long.getLong("enquire.seed", 1);

    private static final Long ONE = Long.getLong("enquire.topology");

    private static final String REPLAY =
            "replay: mvn -pl sync -am test -Dtest=AcceptanceSimulationTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Denquire.topology=";

    private static final List<NodeKey> PEOPLE =
            List.of(Writings.OLGA, Writings.ALICE, Writings.BOB, Writings.RITA, Writings.LAPTOP);

    /** She equivocates. */
    private static final int ALICE = 1;

    private static final List<PageId> PAGES =
            List.of(new PageId(new UUID(1, 1)), new PageId(new UUID(1, 2)));

    /** Signatures are checked once for all nodes and topologies: they all hold the same ones. */
    private static final VerifiedStatements VERIFIED = new VerifiedStatements();

    private int removals;
    private int leaves;
    private int takeovers;
    private int devices;
    private int adoptions;
    private int taken;
    private int forks;
    private int outvoted;
    private int accepted;

    @Test
    void whoHasHeardOfTheSameHoldsTheSame() {
        if (ONE != null) {
            replayed(ONE);
            return;
        }
        for (int i = 0; i < TOPOLOGIES; i++) {
            replayed(SEED * 1_000_000 + i);
        }
        System.out.printf(
                "%,d topologies: %,d members lowered, %,d left, %,d computers added, %,d takeovers,"
                        + " %,d adoptions, %,d suggestions taken in, %,d pages with twins, %,d"
                        + " changes accepted, %,d not%n",
                TOPOLOGIES,
                removals,
                leaves,
                devices,
                takeovers,
                adoptions,
                taken,
                forks,
                accepted,
                outvoted);
        assertTrue(leaves > TOPOLOGIES / 8, "left: " + leaves);
        assertTrue(devices > TOPOLOGIES / 4, "computers added: " + devices);
        assertTrue(takeovers > TOPOLOGIES / 4, "takeovers: " + takeovers);
        assertTrue(removals > TOPOLOGIES / 2, "members lowered: " + removals);
        assertTrue(adoptions > TOPOLOGIES / 8, "adoptions: " + adoptions);
        assertTrue(taken > TOPOLOGIES / 8, "suggestions taken in: " + taken);
        assertTrue(forks > TOPOLOGIES / 4, "forks: " + forks);
        assertTrue(outvoted > TOPOLOGIES / 4, "not accepted: " + outvoted);
        assertTrue(accepted > 2 * TOPOLOGIES, "accepted: " + accepted);
    }

    private void replayed(long topology) {
        String replay = REPLAY + topology;
        try {
            run(topology, replay);
        } catch (RuntimeException e) {
            throw new AssertionError(replay, e);
        }
    }

    private void run(long seed, String replay) {
        var random = new Random(seed);
        var nodes =
                PEOPLE.stream()
                        .map(key -> new ApartWriter(key, Writings.ROSTER, VERIFIED))
                        .toList();
        int steps = 20 + random.nextInt(25);
        for (int step = 0; step < steps; step++) {
            ApartWriter node = nodes.get(random.nextInt(nodes.size()));
            PageId page = PAGES.get(random.nextInt(PAGES.size()));
            switch (random.nextInt(14)) {
                // Mostly by the owner and by whoever became an admin.
                case 0 -> lower(random.nextBoolean() ? node : nodes.getFirst(), random);
                case 1 -> raise(node, random);
                case 2 -> equivocate(nodes, page, random, seed + " twin " + step);
                case 13 ->
                        suggest(
                                node,
                                nodes.get(random.nextInt(nodes.size())),
                                page,
                                seed + " suggestion " + step);
                case 3 -> leaveOrTakeOver(node, random);
                case 4 -> addLaptop(node);
                case 5, 6, 7, 8, 9 ->
                        deliver(node, nodes.get(random.nextInt(nodes.size())), random);
                default -> {
                    if (node.writes()) {
                        node.write(page, seed + " change " + step);
                    }
                }
            }
        }
        nodes.forEach(node -> assertSteady(node, replay));
        meet(nodes);
        check(nodes, replay);
    }

    /** Whoever removes or demotes adopts in the same step. */
    private void lower(ApartWriter node, Random random) {
        NodeKey target = PEOPLE.get(random.nextInt(PEOPLE.size()));
        if (target == node.key && random.nextInt(4) > 0) {
            return; // People rarely lower themselves.
        }
        Roster roster = node.roster();
        // An admin who becomes a writer is one still, and what he did meanwhile is void.
        Role role = List.of(Role.WRITER, Role.READER, Role.RELAY).get(random.nextInt(3));
        try {
            Bytes record =
                    random.nextInt(3) > 0
                            ? RosterRecords.remove(node.key, roster, target.id(), Writings.AT)
                            : RosterRecords.changeRole(
                                    node.key, roster, target.id(), role, Writings.AT);
            node.takeRoster(List.of(record));
            removals++;
        } catch (IllegalArgumentException mayNot) {
            assertFalse(mayNot.getMessage().isBlank());
        }
    }

    private static void raise(ApartWriter node, Random random) {
        NodeKey target = PEOPLE.get(random.nextInt(PEOPLE.size()));
        Role role = random.nextBoolean() ? Role.WRITER : Role.ADMIN;
        try {
            node.takeRoster(
                    List.of(
                            RosterRecords.changeRole(
                                    node.key, node.roster(), target.id(), role, Writings.AT)));
        } catch (IllegalArgumentException mayNot) {
            assertFalse(mayNot.getMessage().isBlank());
        }
    }

    /** Rarely: whoever has left can do nothing more. */
    private void leaveOrTakeOver(ApartWriter node, Random random) {
        NodeKey target = PEOPLE.get(random.nextInt(PEOPLE.size()));
        try {
            switch (random.nextInt(4)) {
                case 0 -> {
                    node.roster().role(node.key.id()).orElseThrow(IllegalArgumentException::new);
                    node.takeRoster(
                            List.of(RosterRecords.leave(node.key, node.roster(), Writings.AT)));
                    leaves++;
                }
                case 1 -> {
                    node.takeRoster(
                            List.of(
                                    RosterRecords.remove(
                                            Writings.PAPER,
                                            node.roster(),
                                            target.id(),
                                            Writings.AT)));
                    takeovers++;
                }
                case 2 -> {
                    node.takeRoster(
                            List.of(
                                    RosterRecords.recover(
                                            Writings.PAPER,
                                            node.roster(),
                                            target.id(),
                                            "Taken",
                                            Writings.AT)));
                    takeovers++;
                }
                default -> raise(node, random);
            }
        } catch (IllegalArgumentException mayNot) {
            return; // Who is no member cannot leave.
        }
    }

    private void addLaptop(ApartWriter node) {
        NodeKey laptop = Writings.LAPTOP;
        Bytes consent = Consent.give(laptop, Writings.WIKI, node.key.id());
        Bytes invite = Bytes.ofHex("%032x".formatted(devices));
        try {
            node.takeRoster(
                    List.of(
                            RosterRecords.device(
                                    node.key,
                                    node.roster(),
                                    laptop.id(),
                                    "Laptop",
                                    invite,
                                    consent,
                                    Writings.AT)));
            devices++;
        } catch (IllegalArgumentException mayNot) {
            assertFalse(mayNot.getMessage().isBlank());
        }
    }

    /** Somebody gets a second change of a number that was used, and perhaps one more on top. */
    private static void equivocate(
            List<ApartWriter> nodes, PageId id, Random random, String label) {
        ApartWriter alice = nodes.get(ALICE);
        List<Change> own =
                alice.page(id).changes.values().stream()
                        .filter(change -> change.actor().author().equals(alice.key.id()))
                        .toList();
        if (own.isEmpty()) {
            return;
        }
        Change first = own.get(random.nextInt(own.size()));
        var made = new ArrayList<Change>();
        made.add(
                Writings.change(
                        first.actor(),
                        first.seq(),
                        label,
                        first.dependencies().toArray(ChangeHash[]::new)));
        if (random.nextBoolean()) {
            made.add(
                    Writings.change(
                            first.actor(),
                            first.seq() + 1,
                            label + " on top",
                            made.getFirst().hash()));
        }
        var claim = Writings.revision(id, made.getLast(), alice.roster().heads());
        var signed = List.of(Writings.sign(alice.key, claim));
        var victim = nodes.get(random.nextInt(nodes.size()));
        victim.sign();
        victim.take(id, alice.page(id).changes.values(), alice.page(id).statements.values());
        victim.take(id, made, signed);
    }

    /** Once he wrote, he may have sent more: what nobody adopts must stay out for ever. */
    private static void suggest(ApartWriter reader, ApartWriter to, PageId page, String label) {
        if (reader.writes() || reader == to) {
            return;
        }
        Change change = reader.suggest(page, label);
        var claim = Writings.revision(page, change, reader.roster().heads());
        to.sign();
        to.takeSuggestion(page, change, Writings.sign(reader.key, claim));
    }

    private static void deliver(ApartWriter from, ApartWriter to, Random random) {
        from.sign();
        to.sign();
        boolean rosterFirst = random.nextBoolean();
        boolean withRoster = random.nextInt(3) > 0;
        List<Bytes> records = from.roster().records();
        if (withRoster && rosterFirst) {
            to.takeRoster(some(records, random));
        }
        Map.copyOf(from.pages)
                .forEach((id, page) -> {
                    to.take(id, some(page.changes.values(), random), List.of());
                    to.take(id, List.of(), some(page.statements.values(), random));
                });
        if (withRoster && !rosterFirst) {
            to.takeRoster(records);
        }
    }

    /** All of them, or those that did not get lost. */
    private static <T> List<T> some(Collection<T> all, Random random) {
        boolean whole = random.nextBoolean();
        return all.stream().filter(each -> whole || random.nextInt(4) > 0).toList();
    }

    /** Everything goes to everybody, and what is adopted thereby too. */
    private static void meet(List<ApartWriter> nodes) {
        for (int round = 0; round < 4; round++) {
            nodes.forEach(ApartWriter::sign);
            for (ApartWriter from : nodes) {
                for (ApartWriter to : nodes) {
                    to.takeRoster(from.roster().records());
                    for (PageId id : PAGES) {
                        var page = from.page(id);
                        to.take(
                                id,
                                List.copyOf(page.changes.values()),
                                List.copyOf(page.statements.values()));
                    }
                }
            }
        }
    }

    /** Whatever comes when: never two of one number, nothing without what it follows. */
    private static void assertSteady(ApartWriter node, String replay) {
        node.pages
                .values()
                .forEach(page -> {
                    var byNumber = new LinkedHashMap<List<Object>, ChangeHash>();
                    for (ChangeHash hash : page.accepted) {
                        Change change = page.changes.get(hash);
                        var number = List.<Object>of(change.actor(), change.seq());
                        assertEquals(null, byNumber.put(number, hash), replay);
                        for (ChangeHash dependency : change.dependencies()) {
                            assertTrue(
                                    dependency.equals(Writings.GENESIS)
                                            || page.accepted.contains(dependency),
                                    replay);
                        }
                    }
                });
    }

    private void check(List<ApartWriter> nodes, String replay) {
        Roster members = Roster.of(Writings.WIKI, nodes.getFirst().roster().records().reversed());
        for (PageId id : PAGES) {
            var page = nodes.getFirst().page(id);
            List<Claim> claims =
                    page.statements.values().stream()
                            .map(signed -> StatementCodec.decode(signed.bytes()).claim())
                            .toList();
            var naive = new NaiveAcceptance(id, members, page.changes.values(), claims);
            var expected = naive.accepted();
            for (ApartWriter node : nodes) {
                assertEquals(members.members(), node.roster().members(), replay);
                assertEquals(page.changes.keySet(), node.page(id).changes.keySet(), replay);
                assertEquals(page.statements.keySet(), node.page(id).statements.keySet(), replay);
                assertEquals(expected, node.page(id).accepted, replay);
                assertSteady(node, replay);
            }
            for (ChangeHash hash : expected) {
                assertFalse(naive.vouchers(hash, page.changes.keySet()).isEmpty(), replay);
            }
            accepted += expected.size();
            outvoted += page.changes.size() - expected.size();
            forks += page.hasTwins() ? 1 : 0;
        }
        taken += nodes.stream().mapToInt(node -> node.taken).sum();
        adoptions += nodes.stream().mapToInt(node -> node.adoptions).sum();
    }
}
