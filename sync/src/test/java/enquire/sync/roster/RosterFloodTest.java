package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.sync.identity.NodeKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A member fills the roster with records of no use, or with some that wait for their parents. */
class RosterFloodTest extends SixMembers {

    @Test
    void whoFloodsTheRosterCanStillBeRemovedFromIt() {
        var flooded = all.with(flood(rita, RosterRoom.OTHERS_RECORDS_MAX + 10));
        assertEquals(RosterRoom.OTHERS_RECORDS_MAX, flooded.records().size());

        var added = add(flooded, alice, carol, "Carol", Role.WRITER);
        var removed = added.with(List.of(RosterRecords.remove(alice, added, rita.id(), AT)));

        assertEquals(Optional.empty(), removed.role(rita.id()));
        assertEquals(Optional.of(Role.WRITER), removed.role(carol.id()));
        assertEquals(Optional.of(Role.WRITER), removed.roleAt(carol.id(), removed.heads()));
        assertEquals(
                removed.digest(), Roster.of(removed.wiki(), List.copyOf(removed.kept())).digest());
    }

    /** Rita fills Bob's roster, and gives Alice something else, which Bob has no room for. */
    @Test
    void whoFloodsTwoNodesInDifferentWaysDoesNotPartThem() {
        Bytes relay = RosterRecords.add(rita, all, carol.id(), "Carol", Role.RELAY, none(), AT);
        var atAlice = all.with(List.of(relay));
        var atBob = all.with(flood(rita, RosterRoom.OTHERS_RECORDS_MAX + 10)).with(List.of(relay));
        assertEquals(Optional.empty(), atBob.role(carol.id()));

        Bytes removal = RosterRecords.remove(alice, atAlice, rita.id(), AT);
        Bytes lowered = RosterRecords.changeRole(alice, atAlice, ben.id(), Role.READER, AT);
        var after = atBob.with(List.of(removal, lowered, relay));

        assertEquals(Optional.empty(), after.role(rita.id()));
        assertEquals(Optional.of(Role.READER), after.role(ben.id()));
        assertEquals(Optional.of(Role.WRITER), atBob.roleAt(bob.id(), atAlice.heads(bob.id())));
    }

    @Test
    void whatWaitsForItsParentsIsNotPushedOutByWhatComesLater() {
        var parent = RosterRecords.leave(ann, all, AT);
        var late = all.with(List.of(parent));
        var early = RosterRecords.remove(alice, late, ben.id(), AT);
        var waits = all.with(List.of(early));

        var flooded = waits.with(orphans(rita, Roster.WAITING_MAX + 10));

        assertEquals(Roster.WAITING_MAX, flooded.kept().size() - flooded.records().size());
        assertEquals(Optional.empty(), flooded.with(List.of(parent)).role(ben.id()));
    }

    /** Records that do not count: nobody gives himself a higher role. */
    private List<Bytes> flood(NodeKey author, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        RosterCodec.sign(
                                author,
                                Optional.of(all.wiki()),
                                all.heads(author.id()),
                                AT.plusSeconds(i),
                                new RosterAct.ChangeRole(author.id(), Role.OWNER)))
                .toList();
    }

    private List<Bytes> orphans(NodeKey author, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        RosterCodec.sign(
                                author,
                                Optional.of(all.wiki()),
                                List.of(Bytes.ofHex("%064x".formatted(i))),
                                AT,
                                new RosterAct.Leave()))
                .toList();
    }
}
