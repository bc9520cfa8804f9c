package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.Consent;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another computer of a member stands just below him, and falls with him. */
class DeviceTest extends SixMembers {

    private static final Bytes INVITE = Bytes.ofHex("42".repeat(16));

    private final NodeKey laptop = TestKeys.of("laptop");
    private final NodeKey tablet = TestKeys.of("tablet");
    private final Roster annHasTwo = with(all, ann, laptop);

    private static Bytes device(NodeKey person, Roster roster, NodeKey device) {
        return RosterRecords.device(
                person,
                roster,
                device.id(),
                "Other",
                INVITE,
                Consent.give(device, roster.wiki(), person.id()),
                AT);
    }

    private static Roster with(Roster roster, NodeKey person, NodeKey device) {
        return roster.with(List.of(device(person, roster, device)));
    }

    @Test
    void itMayWhatItsPersonMay() {
        assertEquals(Optional.of(Role.ADMIN), annHasTwo.role(laptop.id()));
        assertEquals(ann.id(), annHasTwo.person(laptop.id()));
        assertEquals(ann.id(), annHasTwo.person(ann.id()));
        assertTrue(annHasTwo.everWrote(laptop.id()));
        assertTrue(annHasTwo.invites().isUsedForDevice(INVITE));
        for (NodeKey person : List.of(olga, bob, rita)) {
            assertEquals(all.role(person.id()), with(all, person, tablet).role(tablet.id()));
        }
        var removed =
                annHasTwo.with(List.of(RosterRecords.remove(laptop, annHasTwo, bob.id(), AT)));
        assertEquals(Optional.empty(), removed.role(bob.id()));
        mayNot(() -> RosterRecords.remove(laptop, annHasTwo, alice.id(), AT));
        mayNot(() -> RosterRecords.remove(laptop, annHasTwo, ann.id(), AT));
        mayNot(() -> device(laptop, annHasTwo, tablet));
    }

    @Test
    void onlyItsPersonAndHigherRolesRemoveIt() {
        mayNot(() -> RosterRecords.remove(alice, annHasTwo, laptop.id(), AT));
        mayNot(() -> RosterRecords.remove(bob, annHasTwo, laptop.id(), AT));
        for (NodeKey remover : List.of(ann, olga)) {
            var without =
                    annHasTwo.with(
                            List.of(RosterRecords.remove(remover, annHasTwo, laptop.id(), AT)));
            assertEquals(Optional.empty(), without.role(laptop.id()));
            assertEquals(ann.id(), without.person(laptop.id()), "what it wrote is still hers");
            assertEquals(remover.id(), without.departed(laptop.id()).orElseThrow().by());
        }
    }

    /** Stolen, it does something while its person, who has not heard of that, removes it. */
    @Test
    void whatItDoesWhileItsPersonRemovesItIsVoid() {
        Bytes removal = RosterRecords.remove(ann, annHasTwo, laptop.id(), AT);
        Bytes meanwhile =
                RosterRecords.add(laptop, annHasTwo, carol.id(), "Carol", Role.WRITER, none(), AT);

        var merged = annHasTwo.with(List.of(meanwhile, removal));

        assertEquals(Optional.empty(), merged.role(carol.id()));
        assertEquals(Optional.empty(), merged.role(laptop.id()));
        assertEquals(Optional.of(Role.ADMIN), merged.role(ann.id()));
    }

    @Test
    void itFallsWithItsPersonAndIsNotRaisedByAnybodyElse() {
        var lowered = role(annHasTwo, ann, Role.READER);
        var raised = role(lowered, ann, Role.ADMIN);
        var removed = annHasTwo.with(List.of(RosterRecords.remove(olga, annHasTwo, ann.id(), AT)));
        var left = annHasTwo.with(List.of(RosterRecords.leave(ann, annHasTwo, AT)));

        assertEquals(Optional.of(Role.READER), lowered.role(laptop.id()));
        assertEquals(Optional.of(Role.READER), raised.role(laptop.id()), "until she says so");
        assertEquals(Optional.of(Role.ADMIN), with(raised, ann, laptop).role(laptop.id()));
        assertEquals(Optional.empty(), removed.role(laptop.id()));
        assertEquals(olga.id(), removed.departed(laptop.id()).orElseThrow().by());
        assertFalse(removed.farewell(laptop.id()).isEmpty());
        assertEquals(List.of(), removed.grounds(laptop.id()));
        var why = Roster.of(raised.wiki(), raised.grounds(laptop.id()));
        assertEquals(Optional.of(Role.READER), why.role(laptop.id()), "all that caps it, too");
        assertEquals(Optional.empty(), left.role(laptop.id()));
        assertEquals(
                Optional.of(Role.ADMIN),
                lowered.roleAt(laptop.id(), lowered.headsWriting(laptop.id())),
                "what it wrote until then it can sign");
    }

    private Roster role(Roster roster, NodeKey of, Role role) {
        return roster.with(List.of(RosterRecords.changeRole(olga, roster, of.id(), role, AT)));
    }

    @Test
    void whatItDoesWhileItsPersonIsLoweredIsVoid() {
        Bytes lowered = RosterRecords.changeRole(olga, annHasTwo, ann.id(), Role.WRITER, AT);
        Bytes meanwhile = RosterRecords.remove(laptop, annHasTwo, bob.id(), AT);

        var merged = annHasTwo.with(List.of(meanwhile, lowered));

        assertEquals(Optional.of(Role.WRITER), merged.role(bob.id()));
        assertEquals(Optional.of(Role.WRITER), merged.role(laptop.id()));
    }

    /** A writer removes it while it is a reader; it is no admin again by what came later. */
    @Test
    void whoeverRemovedItWhileItWasLowIsNotOverruledByRaisingItsPerson() {
        var lowered = role(annHasTwo, ann, Role.READER);
        Bytes removal = RosterRecords.remove(bob, lowered, laptop.id(), AT);
        var raised = role(lowered, ann, Role.ADMIN);
        var merged = raised.with(List.of(removal));
        Bytes late =
                RosterCodec.sign(
                        laptop,
                        Optional.of(merged.wiki()),
                        merged.heads(laptop.id()),
                        AT,
                        new RosterAct.Remove(ben.id()));

        assertEquals(Optional.empty(), merged.role(laptop.id()));
        assertEquals(Optional.of(Role.WRITER), merged.with(List.of(late)).role(ben.id()));
    }

    @Test
    void nobodyClaimsAKeyThatIsNotHis() {
        Bytes forged = Consent.give(tablet, all.wiki(), bob.id());
        for (Bytes consent : List.of(forged, Consent.give(laptop, founded.wiki(), alice.id()))) {
            var act = new RosterAct.Device(laptop.id(), "Mine", INVITE, consent);
            Bytes claim =
                    RosterCodec.sign(bob, Optional.of(all.wiki()), all.heads(bob.id()), AT, act);
            var refused = assertThrows(MalformedException.class, () -> all.with(List.of(claim)));
            assertTrue(refused.getMessage().contains("consent"), refused.getMessage());
        }
        mayNot(() -> device(rita, all, bob), "a writer is no computer of a reader");
        mayNot(() -> device(bob, all, bob), "nor of himself");
    }

    private static void mayNot(Runnable act, String why) {
        assertThrows(IllegalArgumentException.class, act::run, why);
    }

    @Test
    void aReaderWhoIsTheWritersOtherComputerBecomesOne() {
        var merged = with(all, bob, rita);

        assertEquals(Optional.of(Role.WRITER), merged.role(rita.id()));
        assertEquals(bob.id(), merged.person(rita.id()));
    }

    @Test
    void theRoleOfAnotherComputerIsTakenAsItWasWhenItWasAdded() {
        var raised = role(with(all, rita, tablet), rita, Role.WRITER);

        assertEquals(Optional.of(Role.READER), raised.role(tablet.id()));
        assertEquals(Optional.of(Role.WRITER), with(raised, rita, tablet).role(tablet.id()));
    }

    /** The format must stay: older wikis are read by newer versions. */
    @Test
    void theFormatOfARecordStays() {
        assertEquals(
                "9bee0273acb3e9a85a56751cd739b7856d66696f239709a7976447f7b197d987",
                device(ann, all, laptop).sha256().toHex());
        PeerId read = annHasTwo.device(laptop.id()).orElseThrow().peer();
        assertEquals(laptop.id(), read);
    }
}
