package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who answers for a member: whoever below an admin brought it in. */
class SponsorTest extends SixMembers {

    private final NodeKey relay = TestKeys.of("relay");
    private final Roster grown = add(all, rita, relay, "relay", Role.RELAY);

    @Test
    void whomOwnersAndAdminsBroughtInAnswersForHimself() {
        for (NodeKey each : List.of(olga, alice, ann, bob, ben)) {
            assertEquals(each.id(), grown.sponsor(each.id()));
        }
    }

    @Test
    void whomOthersBroughtInIsAnsweredForByWhoStandsBehindThemAll() {
        assertEquals(bob.id(), grown.sponsor(rita.id()));
        assertEquals(bob.id(), grown.sponsor(relay.id()));
    }

    @Test
    void whoGetsARoleFromAnAdminAnswersForHimselfAndHisOwn() {
        var risen =
                grown.with(
                        List.of(RosterRecords.changeRole(ann, grown, rita.id(), Role.WRITER, AT)));

        assertEquals(rita.id(), risen.sponsor(rita.id()));
        assertEquals(rita.id(), risen.sponsor(relay.id()));
    }

    @Test
    void whoeverLowersHimselfStillBelongsToTheSame() {
        var lowered =
                grown.with(
                        List.of(RosterRecords.changeRole(rita, grown, rita.id(), Role.RELAY, AT)));

        assertEquals(bob.id(), lowered.sponsor(rita.id()));
        assertEquals(bob.id(), lowered.sponsor(relay.id()));
    }

    /** Or a writer could count readers as his own who are not. */
    @Test
    void whoeverIsBelowAnAdminCannotTakeSomebodyOver() {
        var reader = add(all, alice, carol, "Carol", Role.READER);
        var lowered =
                reader.with(
                        List.of(RosterRecords.changeRole(bob, reader, carol.id(), Role.RELAY, AT)));

        assertEquals(Role.RELAY, lowered.role(carol.id()).orElseThrow());
        assertEquals(carol.id(), lowered.sponsor(carol.id()));
    }

    @Test
    void anAdminWhoLeavesMakesNobodyAnswerForOthers() {
        var without = grown.with(List.of(RosterRecords.leave(alice, grown, AT)));

        assertEquals(bob.id(), without.sponsor(bob.id()));
        assertEquals(ben.id(), without.sponsor(ben.id()));
    }

    @Test
    void whoIsRemovedStillHoldsTogetherWhomHeBroughtIn() {
        var without = grown.with(List.of(RosterRecords.remove(alice, grown, bob.id(), AT)));

        assertEquals(bob.id(), without.sponsor(rita.id()));
        assertEquals(bob.id(), without.sponsor(relay.id()));
    }

    @Test
    void aStrangerAnswersForHimself() {
        assertEquals(carol.id(), grown.sponsor(carol.id()));
    }
}
