package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.MalformedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterTest extends SixMembers {

    @Test
    void theFounderOwnsTheWiki() {
        assertEquals(Optional.of(Role.OWNER), founded.role(olga.id()));
        assertEquals("Foxes", founded.wikiName());
        assertEquals(List.of(new Roster.Member(olga.id(), "Olga", Role.OWNER)), founded.members());
    }

    @Test
    void membersAreListedByRankAndName() {
        assertEquals(
                List.of("Olga", "Alice", "Ann", "Ben", "Bob", "Rita"),
                all.members().stream().map(Roster.Member::name).toList());
    }

    @Test
    void oneGivesOnlyRolesBelowOnesOwn() {
        mayNot(() -> RosterRecords.add(bob, all, carol.id(), "Carol", Role.WRITER, none(), AT));
        mayNot(() -> RosterRecords.add(alice, all, carol.id(), "Carol", Role.ADMIN, none(), AT));
        mayNot(() -> RosterRecords.changeRole(alice, all, bob.id(), Role.OWNER, AT));
        mayNot(() -> RosterRecords.changeRole(bob, all, bob.id(), Role.ADMIN, AT));
        mayNot(() -> RosterRecords.add(carol, all, carol.id(), "Carol", Role.RELAY, none(), AT));
    }

    @Test
    void oneRemovesOnlyThoseBelow() {
        mayNot(() -> RosterRecords.remove(alice, all, ann.id(), AT));
        mayNot(() -> RosterRecords.remove(rita, all, bob.id(), AT));
        var without = all.with(List.of(RosterRecords.remove(alice, all, bob.id(), AT)));

        assertEquals(Optional.empty(), without.role(bob.id()));
        assertEquals(Optional.of("Bob"), without.nameOf(bob.id()));
    }

    @Test
    void oneMayAlwaysLowerOrRemoveOneself() {
        var lowered =
                all.with(
                        List.of(RosterRecords.changeRole(alice, all, alice.id(), Role.READER, AT)));
        var left = all.with(List.of(RosterRecords.leave(olga, all, AT)));

        assertEquals(Optional.of(Role.READER), lowered.role(alice.id()));
        assertEquals(Optional.empty(), left.role(olga.id()));
    }

    @Test
    void whoeverIsRemovedCanDoNothingAfterwards() {
        var without = all.with(List.of(RosterRecords.remove(alice, all, bob.id(), AT)));

        mayNot(() -> RosterRecords.add(bob, without, carol.id(), "C", Role.READER, none(), AT));
    }

    @Test
    void whoeverIsRemovedCanDoNothingMeanwhile() {
        Bytes removal = RosterRecords.remove(alice, all, bob.id(), AT);
        Bytes adding = RosterRecords.add(bob, all, carol.id(), "Carol", Role.READER, none(), AT);

        var merged = all.with(List.of(adding)).with(List.of(removal));

        assertEquals(Optional.empty(), merged.role(bob.id()));
        assertEquals(Optional.empty(), merged.role(carol.id()));
    }

    @Test
    void whatOneDidBeforeOneWasRemovedStays() {
        var without = all.with(List.of(RosterRecords.remove(alice, all, bob.id(), AT)));

        assertEquals(Optional.of(Role.READER), without.role(rita.id()));
    }

    @Test
    void aRemovalCannotBeEscapedByRemovingTheRemoverInTurn() {
        Bytes removal = RosterRecords.remove(olga, all, alice.id(), AT);
        var later = add(all, alice, carol, "Carol", Role.WRITER);
        Bytes byAccomplice = RosterRecords.remove(carol, later, rita.id(), AT);

        var merged = later.with(List.of(byAccomplice, removal));

        assertEquals(Optional.empty(), merged.role(alice.id()));
        assertEquals(Optional.empty(), merged.role(carol.id()), "was added meanwhile");
        assertEquals(Optional.of(Role.READER), merged.role(rita.id()), "removed by nobody");
    }

    @Test
    void ofTwoRolesGivenAtOnceTheLowerWins() {
        Bytes raised = RosterRecords.changeRole(olga, all, rita.id(), Role.WRITER, AT);
        Bytes lowered = RosterRecords.changeRole(alice, all, rita.id(), Role.RELAY, AT);

        var merged = all.with(List.of(raised, lowered));

        assertEquals(Optional.of(Role.RELAY), merged.role(rita.id()));
    }

    @Test
    void whoeverIsLoweredMeanwhileRemovesNobody() {
        // While apart, Olga lowers Ann and raises Ben. Ann does not know it and removes Ben, who
        // was below her; Ben knows it and removes Ann.
        var annLowered =
                all.with(List.of(RosterRecords.changeRole(olga, all, ann.id(), Role.WRITER, AT)));
        var benRaised =
                annLowered.with(
                        List.of(
                                RosterRecords.changeRole(
                                        olga, annLowered, ben.id(), Role.ADMIN, AT)));
        Bytes annGoes = RosterRecords.remove(ben, benRaised, ann.id(), AT);
        Bytes benGoes = RosterRecords.remove(ann, all, ben.id(), AT);

        var merged = benRaised.with(List.of(annGoes, benGoes));

        assertEquals(Optional.empty(), merged.role(ann.id()));
        assertEquals(Optional.of(Role.ADMIN), merged.role(ben.id()), "Ann was lowered meanwhile");
    }

    @Test
    void twoWhoWereRaisedWhileApartDoNotRemoveEachOther() {
        Bytes bobRaised = RosterRecords.changeRole(olga, all, bob.id(), Role.ADMIN, AT);
        Bytes benRaised = RosterRecords.changeRole(olga, all, ben.id(), Role.ADMIN, AT);
        Bytes benGoes = RosterRecords.remove(bob, all.with(List.of(bobRaised)), ben.id(), AT);
        Bytes bobGoes = RosterRecords.remove(ben, all.with(List.of(benRaised)), bob.id(), AT);

        var merged = all.with(List.of(bobRaised, benRaised, benGoes, bobGoes));

        // Each would not have been allowed, had it known of the other's new role.
        assertEquals(Optional.of(Role.ADMIN), merged.role(bob.id()));
        assertEquals(Optional.of(Role.ADMIN), merged.role(ben.id()));
    }

    @Test
    void aWriterWhoHasNotHeardOfItDoesNotRemoveANewAdmin() {
        Bytes raised = RosterRecords.changeRole(olga, all, rita.id(), Role.ADMIN, AT);
        Bytes removed = RosterRecords.remove(bob, all, rita.id(), AT);

        assertEquals(Optional.of(Role.ADMIN), all.with(List.of(removed, raised)).role(rita.id()));
    }

    @Test
    void leavingWinsOverBeingRaisedMeanwhile() {
        Bytes raised = RosterRecords.changeRole(olga, all, rita.id(), Role.ADMIN, AT);
        Bytes left = RosterRecords.leave(rita, all, AT);

        assertEquals(Optional.empty(), all.with(List.of(left, raised)).role(rita.id()));
    }

    @Test
    void aFormerMemberCanBeAddedAgain() {
        var without = all.with(List.of(RosterRecords.leave(rita, all, AT)));

        assertEquals(
                Optional.of(Role.WRITER),
                add(without, alice, rita, "Rita again", Role.WRITER).role(rita.id()));
    }

    @Test
    void theRosterKnowsRolesOfThePast() {
        var without = all.with(List.of(RosterRecords.remove(alice, all, bob.id(), AT)));

        assertEquals(Optional.of(Role.WRITER), without.roleAt(bob.id(), all.heads()));
        assertEquals(Optional.empty(), without.roleAt(bob.id(), without.heads()));
        assertEquals(Optional.empty(), without.roleAt(bob.id(), founded.heads()));
        assertEquals(
                Optional.empty(),
                without.roleAt(olga.id(), List.of(Bytes.ofHex("00".repeat(32)))),
                "heads that are not known here say nothing");
    }

    @Test
    void strangersLeaveNoTrace() {
        Bytes strange =
                RosterCodec.sign(
                        carol, Optional.of(all.wiki()), all.heads(), AT, new RosterAct.Leave());

        var with = all.with(List.of(strange));

        assertEquals(all.digest(), with.digest());
        assertEquals(all.heads(), with.heads());
    }

    @Test
    void strangersAreNotKept() {
        Bytes strange =
                RosterCodec.sign(
                        carol, Optional.of(all.wiki()), all.heads(), AT, new RosterAct.Leave());
        var orphan =
                RosterCodec.sign(
                        carol,
                        Optional.of(all.wiki()),
                        List.of(strange.sha256()),
                        AT,
                        new RosterAct.Leave());

        assertSame(all, all.with(List.of(strange)));
        var waits = all.with(List.of(orphan));
        assertEquals(all.records().size() + 1, waits.kept().size());
    }

    @Test
    void recordsOfAnotherWikiOrWithABrokenSignatureAreRefused() {
        Bytes other =
                RosterRecords.genesis(olga, "Foxes", "Olga", Bytes.ofHex("08".repeat(16)), AT);
        assertThrows(MalformedException.class, () -> all.with(List.of(other)));
        byte[] broken = RosterRecords.leave(rita, all, AT).toArray();
        broken[broken.length - 1] ^= 1;
        assertThrows(MalformedException.class, () -> all.with(List.of(Bytes.of(broken))));
        assertThrows(
                MalformedException.class,
                () -> Roster.of(new WikiId(Bytes.ofHex("00".repeat(32))), List.of()));
    }

    @Test
    void nothingNewGivesTheSameRoster() {
        assertSame(all, all.with(all.records()));
        assertFalse(founded.digest().equals(all.digest()));
    }

    /** So everything that cites them has to be judged anew, though the members stay the same. */
    @Test
    void aRoleAtEarlierHeadsChangesOnlyTogetherWithWhatIsVoid() {
        var byAlice = add(all, alice, carol, "Carol", Role.WRITER);
        var meanwhile =
                add(
                        all.with(
                                List.of(
                                        RosterRecords.changeRole(
                                                olga, all, alice.id(), Role.WRITER, AT))),
                        olga,
                        carol,
                        "Carol",
                        Role.WRITER);

        var both = byAlice.with(meanwhile.records());

        assertEquals(Optional.of(Role.WRITER), byAlice.roleAt(carol.id(), byAlice.heads()));
        assertEquals(Optional.empty(), both.roleAt(carol.id(), byAlice.heads()));
        assertEquals(Optional.of(Role.WRITER), both.role(carol.id()));
        assertEquals(Optional.of(Role.WRITER), both.role(alice.id()));
        assertEquals(List.of(), byAlice.voided());
        assertEquals(1, both.voided().size());
    }
}
