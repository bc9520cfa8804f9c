package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.sync.identity.Consent;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** People change the members while apart, at random; whoever has all records sees the same. */
class RosterConvergenceTest {

    private static final int SEEDS = Integer.getInteger("enquire.rosters", 20);
    private static final int RECORDS = 24;

    /** The recovery key of half of the wikis, which somebody uses now and then. */
    private static final NodeKey PAPER = TestKeys.of("paper");

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<NodeKey> PEOPLE =
            IntStream.range(0, 7).mapToObj(i -> TestKeys.of("person " + i)).toList();

    @Test
    void theSameRecordsInAnyOrderAndPartsGiveTheSameMembers() {
        int members = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var records = history(random);
            var wiki = new WikiId(records.getFirst().sha256());
            var expected = Roster.of(wiki, records);
            members += expected.members().size();
            for (int delivery = 0; delivery < 2; delivery++) {
                var shuffled = new ArrayList<>(records.subList(1, records.size()));
                Collections.shuffle(shuffled, random);
                int cut = random.nextInt(shuffled.size());
                var got =
                        Roster.of(wiki, records.subList(0, 1))
                                .with(shuffled.subList(0, cut))
                                .with(shuffled.subList(cut, shuffled.size()));
                assertEquals(expected.members(), got.members(), "seed " + seed);
                assertEquals(expected.digest(), got.digest(), "seed " + seed);
                assertEquals(expected.heads(), got.heads(), "seed " + seed);
            }
        }
        assertTrue(members > SEEDS * 2, "the histories are not all empty: " + members);
    }

    @Test
    void nobodyIsAMemberWithoutACountedRecordFromAboveThatSaysSo() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var records = history(new Random(seed));
            var roster = Roster.of(new WikiId(records.getFirst().sha256()), records);
            for (var member : roster.members()) {
                boolean given =
                        records.stream()
                                .filter(bytes -> roster.counts(bytes.sha256()))
                                .map(RosterCodec::read)
                                .anyMatch(record ->
                                        record.target().equals(Optional.of(member.peer()))
                                                && (record.act() instanceof RosterAct.Device
                                                        || record.given()
                                                                .equals(
                                                                        Optional.of(
                                                                                member.role()))));
                assertTrue(given, "seed " + seed);
            }
        }
    }

    /** What one round has decided no later one changes (decisions 0005, 0027 and 0028). */
    @Test
    void theRulesHoldForEveryRecordOnceAllAreDecided() {
        int counted = 0;
        int voided = 0;
        int devices = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var records = history(new Random(seed));
            var roster = Roster.of(new WikiId(records.getFirst().sha256()), records);
            var rules = new SettledRules(roster.records(), roster);
            assertEquals(List.of(), rules.contradicted(), "seed " + seed);
            for (NodeKey person : PEOPLE) {
                assertEquals(rules.role(person.id()), roster.role(person.id()), "seed " + seed);
                devices += roster.deviceOf(person.id()).isPresent() ? 1 : 0;
            }
            voided += roster.voided().size();
            counted += roster.records().size() - roster.voided().size();
        }
        assertTrue(counted > 6 * SEEDS, "counted: " + counted);
        assertTrue(voided > 2 * SEEDS, "void: " + voided);
        assertTrue(devices > SEEDS / 8, "other computers: " + devices);
    }

    /**
     * Everybody acts on a view of their own, merges now and then, and does not ask whether it may.
     */
    private static List<Bytes> history(Random random) {
        var genesis =
                RosterRecords.genesis(
                        PEOPLE.getFirst(),
                        "W",
                        "0",
                        Bytes.ofHex("00".repeat(16)),
                        random.nextBoolean() ? Optional.of(PAPER.id()) : Optional.empty(),
                        AT);
        var wiki = new WikiId(genesis.sha256());
        var start = Roster.of(wiki, List.of(genesis));
        for (int number = 1; number < 5; number++) {
            var role = number < 3 ? Role.ADMIN : Role.WRITER;
            var peer = PEOPLE.get(number).id();
            start =
                    start.with(
                            List.of(
                                    RosterRecords.add(
                                            PEOPLE.getFirst(),
                                            start,
                                            peer,
                                            "" + number,
                                            role,
                                            Optional.empty(),
                                            AT)));
        }
        var views = new ArrayList<>(Collections.nCopies(PEOPLE.size(), start));
        var records = new ArrayList<>(start.records());
        while (records.size() < RECORDS) {
            int who = random.nextInt(PEOPLE.size());
            if (random.nextInt(3) == 0) {
                int other = random.nextInt(PEOPLE.size());
                views.set(who, views.get(who).with(views.get(other).records()));
                continue;
            }
            var view = views.get(who);
            if (view.nameOf(PEOPLE.get(who).id()).isEmpty()) {
                continue; // Nobody has added this person yet.
            }
            NodeKey key = random.nextInt(10) == 0 ? PAPER : PEOPLE.get(who);
            Bytes record =
                    RosterCodec.sign(
                            key,
                            Optional.of(wiki),
                            random.nextBoolean()
                                    ? view.heads(key.id())
                                    : view.parents(key.id(), Optional.empty()),
                            AT,
                            act(random, key, wiki));
            views.set(who, view.with(List.of(record)));
            records.add(record);
        }
        return records;
    }

    private static RosterAct act(Random random, NodeKey author, WikiId wiki) {
        int number = random.nextInt(PEOPLE.size());
        var peer = PEOPLE.get(number).id();
        var role = Role.values()[random.nextInt(Role.values().length)];
        return switch (random.nextInt(11)) {
            case 0 -> new RosterAct.Leave();
            case 8, 9, 10 ->
                    new RosterAct.Device(
                            peer,
                            "" + number,
                            Bytes.ofHex("00".repeat(16)),
                            Consent.give(PEOPLE.get(number), wiki, author.id()));
            case 1, 2 -> new RosterAct.Remove(peer);
            case 3 -> new RosterAct.ChangeRole(peer, role);
            default -> new RosterAct.Add(peer, "" + number, role, Optional.empty());
        };
    }
}
