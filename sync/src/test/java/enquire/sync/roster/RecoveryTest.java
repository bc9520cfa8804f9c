package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.Consent;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.Purpose;
import enquire.sync.identity.TestKeys;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The recovery key stands above every owner, and nobody but it speaks for it. */
class RecoveryTest extends SixMembers {

    private final NodeKey paper = TestKeys.of("paper");
    private final Bytes nonce = Bytes.ofHex("07".repeat(16));
    private final Bytes first =
            RosterRecords.genesis(olga, "Foxes", "Olga", nonce, Optional.of(paper.id()), AT);
    private final Roster begun =
            add(
                    add(founding(first), olga, alice, "Alice", Role.ADMIN),
                    olga,
                    bob,
                    "Bob",
                    Role.WRITER);

    private static Roster founding(Bytes genesis) {
        return Roster.of(new WikiId(genesis.sha256()), List.of(genesis));
    }

    /** Old wikis keep their ids, and nobody's idea of a recovery key changes by a new version. */
    @Test
    void theFormatsOfAGenesisStay() {
        assertEquals(
                "3c18088e4bb946579ee2e3cb30066ac9815c8c2b4257915589543c3452d624c5",
                genesis.sha256().toHex());
        assertEquals(
                "1f59a106ef2034d5b765497a2d2331c97de1958246edb21177d0b874ede35283",
                first.sha256().toHex());
        assertEquals(Optional.empty(), founded.recovery());
        assertEquals(Optional.of(paper.id()), begun.recovery());
    }

    @Test
    void itMakesAnOwnerAndRemovesTheLostOne() {
        var taken = begun.with(List.of(RosterRecords.recover(paper, begun, bob.id(), "Bob", AT)));
        var without = taken.with(List.of(RosterRecords.remove(paper, taken, olga.id(), AT)));

        assertEquals(Optional.of(Role.OWNER), taken.role(bob.id()));
        assertEquals(Optional.of(Role.OWNER), taken.role(olga.id()), "two of them");
        mayNot(() -> RosterRecords.remove(olga, taken, bob.id(), AT));
        assertEquals(Optional.empty(), without.role(olga.id()));
        assertTrue(without.everWrote(bob.id()));
        assertEquals(bob.id(), without.sponsor(bob.id()));
        var later = RosterRecords.changeRole(bob, without, alice.id(), Role.READER, AT);
        assertEquals(Optional.of(Role.READER), without.with(List.of(later)).role(alice.id()));
    }

    @Test
    void itTakesInWhoeverWasRemovedOrNeverThere() {
        var alone = begun.with(List.of(RosterRecords.remove(olga, begun, bob.id(), AT)));

        for (NodeKey taking : List.of(bob, carol)) {
            Bytes record = RosterRecords.recover(paper, alone, taking.id(), "Taken", AT);
            assertEquals(Optional.of(Role.OWNER), alone.with(List.of(record)).role(taking.id()));
        }
    }

    @Test
    void whatAStolenOwnersKeyDoesMeanwhileIsVoid() {
        Bytes thiefRemoves = RosterRecords.remove(olga, begun, alice.id(), AT);
        Bytes thiefAdds =
                RosterRecords.add(olga, begun, carol.id(), "Carol", Role.ADMIN, none(), AT);
        Bytes removed = RosterRecords.remove(paper, begun, olga.id(), AT);

        var merged = begun.with(List.of(thiefRemoves, thiefAdds, removed));

        assertEquals(Optional.empty(), merged.role(olga.id()));
        assertEquals(Optional.of(Role.ADMIN), merged.role(alice.id()));
        assertEquals(Optional.empty(), merged.role(carol.id()));
    }

    /** Neither while they are apart nor later does he claim the laptop that was saved from him. */
    @Test
    void aStolenOwnersKeyDoesNotTakeItsOtherComputerAlong() {
        var two = begun.with(List.of(device(begun)));
        var taken = two.with(List.of(RosterRecords.recover(paper, two, carol.id(), "Olga", AT)));
        var without = taken.with(List.of(RosterRecords.remove(paper, taken, olga.id(), AT)));
        mayNot(() -> device(taken));

        for (var merged : List.of(without, without.with(List.of(device(two))))) {
            assertEquals(Optional.of(Role.OWNER), merged.role(carol.id()));
            assertEquals(Optional.empty(), merged.deviceOf(carol.id()));
            assertEquals(Optional.empty(), merged.role(olga.id()));
        }
    }

    /** Carol's is Olga's other computer. */
    private Bytes device(Roster roster) {
        Bytes consent = Consent.give(carol, roster.wiki(), olga.id());
        Bytes invite = Bytes.ofHex("42".repeat(16));
        return RosterRecords.device(olga, roster, carol.id(), "Laptop", invite, consent, AT);
    }

    @Test
    void nobodyTouchesItAndItIsNoMember() {
        assertFalse(begun.members().stream().anyMatch(each -> each.peer().equals(paper.id())));
        assertEquals(Optional.empty(), begun.role(paper.id()));
        mayNot(() -> RosterRecords.remove(olga, begun, paper.id(), AT));
        mayNot(() -> RosterRecords.changeRole(olga, begun, paper.id(), Role.READER, AT));
        mayNot(() -> RosterRecords.add(olga, begun, paper.id(), "P", Role.ADMIN, none(), AT));
        mayNot(() -> RosterRecords.leave(paper, begun, AT));
        mayNot(() -> RosterRecords.changeRole(paper, begun, paper.id(), Role.READER, AT));
        Bytes forced =
                RosterCodec.sign(
                        olga,
                        Optional.of(begun.wiki()),
                        begun.heads(),
                        AT,
                        new RosterAct.Remove(paper.id()));
        var tried = begun.with(List.of(forced));
        Bytes taking = RosterRecords.recover(paper, tried, bob.id(), "Bob", AT);
        assertEquals(Optional.of(Role.OWNER), tried.with(List.of(taking)).role(bob.id()));
    }

    @Test
    void theKeyOfAnotherWikiAndOfNoneDoesNothing() {
        NodeKey other = TestKeys.of("other paper");
        mayNot(() -> RosterRecords.recover(other, begun, bob.id(), "Bob", AT));
        mayNot(() -> RosterRecords.recover(paper, all, bob.id(), "Bob", AT));
        var owner = new RosterAct.Add(bob.id(), "Bob", Role.OWNER, none());
        Bytes forged = RosterCodec.sign(other, Optional.of(begun.wiki()), begun.heads(), AT, owner);
        assertEquals(begun.digest(), begun.with(List.of(forged)).digest(), "a stranger's");
        Bytes byOwner = RosterCodec.sign(olga, Optional.of(begun.wiki()), begun.heads(), AT, owner);
        assertEquals(Optional.of(Role.WRITER), begun.with(List.of(byOwner)).role(bob.id()));
        var twin =
                founding(
                        RosterRecords.genesis(
                                olga,
                                "Foxes",
                                "Olga",
                                Bytes.ofHex("08".repeat(16)),
                                Optional.of(paper.id()),
                                AT));
        Bytes elsewhere = RosterRecords.recover(paper, twin, bob.id(), "Bob", AT);
        assertThrows(MalformedException.class, () -> begun.with(List.of(elsewhere)));
        byte[] broken = RosterRecords.recover(paper, begun, bob.id(), "Bob", AT).toArray();
        broken[broken.length - 1] ^= 1;
        assertThrows(MalformedException.class, () -> begun.with(List.of(Bytes.of(broken))));
    }

    /** A record must mean the same to every version: the purpose says which fields there may be. */
    @Test
    void aGenesisOfOneFormatIsNeverReadAsOfTheOther() {
        assertNotEquals(first, resigned(true, Purpose.ROSTER_RECORD));
        assertEquals(first, resigned(true, Purpose.ROSTER_RECORD_2));
        assertEquals(genesis, resigned(false, Purpose.ROSTER_RECORD));
        for (Bytes wrong :
                List.of(
                        resigned(true, Purpose.ROSTER_RECORD),
                        resigned(false, Purpose.ROSTER_RECORD_2))) {
            var refused = assertThrows(MalformedException.class, () -> RosterCodec.read(wrong));
            assertTrue(refused.getMessage().contains("signature"), refused.getMessage());
        }
    }

    private Bytes resigned(boolean recoverable, Purpose purpose) {
        var out = new CborWriter().map(recoverable ? 8 : 7).key("type").text("genesis");
        out.key("author")
                .bytes(olga.id().value())
                .key("parents")
                .list(List.<Bytes>of(), out::bytes);
        out.key("at").number(AT.toEpochMilli()).key("name").text("Foxes").key("owner").text("Olga");
        out.key("nonce").bytes(nonce);
        if (recoverable) {
            out.key("recovery").bytes(paper.id().value());
        }
        Bytes body = out.end().toBytes();
        return new CborWriter().list(2).bytes(body).bytes(olga.sign(purpose, body)).end().toBytes();
    }

    /** An owner's key that was stolen fills the roster, and is removed from it all the same. */
    @Test
    void thereIsRoomForItWhereAnOwnerHasLeftNone() {
        var room = new RosterRoom(begun::role, begun.recovery());
        var owners = RosterCodec.read(RosterRecords.remove(olga, begun, bob.id(), AT));
        var papers = RosterCodec.read(RosterRecords.remove(paper, begun, olga.id(), AT));

        int full = RosterRoom.OWNERS_RECORDS_MAX;
        assertEquals(List.of(owners), room.admitted(List.of(owners), List.of(), full - 1));
        assertEquals(List.of(papers), room.admitted(List.of(owners, papers), List.of(), full));
        assertEquals(List.of(), room.admitted(List.of(papers), List.of(), Roster.RECORDS_MAX));
    }
}
