package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.sync.identity.Consent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a roster tells of invites. */
class InvitesTest extends SixMembers {

    @Test
    void anInviteIsOpenUntilSomebodyIsAddedByItOrItIsTakenBack() {
        Bytes id = Bytes.ofHex("42".repeat(16));
        Bytes hash = Bytes.ofHex("01".repeat(32));
        var invited =
                all.with(
                        List.of(
                                RosterRecords.invite(
                                        bob, all, id, hash, Role.READER, AT.plusSeconds(9), AT)));
        var used =
                invited.with(
                        List.of(
                                RosterRecords.add(
                                        bob,
                                        invited,
                                        carol.id(),
                                        "Carol",
                                        Role.READER,
                                        Optional.of(id),
                                        AT)));
        var takenBack = invited.with(List.of(RosterRecords.uninvite(alice, invited, id, AT)));

        assertEquals(hash, invited.invites().open(id).orElseThrow().secretHash());
        assertEquals(Optional.of(bob.id()), invited.invites().inviter(id));
        assertEquals(Optional.empty(), used.invites().open(id));
        assertEquals(Optional.empty(), takenBack.invites().open(id));
        assertEquals(1, invited.invites().openOf(bob.id()).size());
        assertEquals(List.of(), invited.invites().openOf(alice.id()));
        assertEquals(List.of(), used.invites().openOf(bob.id()));
        assertEquals(List.of(), takenBack.invites().openOf(bob.id()));
        mayNot(() -> RosterRecords.uninvite(ben, invited, id, AT));
        mayNot(() -> RosterRecords.invite(bob, all, id, hash, Role.WRITER, AT.plusSeconds(9), AT));
    }

    /** Ids of invites stand in the roster, so anybody can write one into a record of his own. */
    @Test
    void nobodyElseClosesAnInviteByUsingItsId() {
        Bytes id = Bytes.ofHex("42".repeat(16));
        Bytes hash = Bytes.ofHex("01".repeat(32));
        var invited =
                all.with(
                        List.of(
                                RosterRecords.invite(
                                        bob, all, id, hash, Role.READER, AT.plusSeconds(9), AT)));
        Bytes consent = Consent.give(carol, invited.wiki(), rita.id());
        Bytes device = RosterRecords.device(rita, invited, carol.id(), "Rita's", id, consent, AT);
        Bytes added =
                RosterRecords.add(
                        ben, invited, carol.id(), "Carol", Role.READER, Optional.of(id), AT);

        for (Bytes record : List.of(device, added)) {
            var misused = invited.with(List.of(record));
            assertEquals(Optional.of(Role.READER), misused.role(carol.id()), "it counts");
            assertEquals(hash, misused.invites().open(id).orElseThrow().secretHash());
        }
    }
}
