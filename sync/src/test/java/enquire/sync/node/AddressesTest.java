package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.SignedAddresses;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob adds relays to Alice's wiki, which sign where they are: as many and as long as they can. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class AddressesTest {

    private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");

    /** So that all records of this many would fill more than a frame, if each letter took three. */
    private static final int MANY = 170;

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;

    AddressesTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        garden = alice.create("Garden");
        Wire.join(bob, alice, garden);
        ForkedGarden.meet(bob, alice);
    }

    private boolean hear(List<Bytes> records) {
        return garden.news().hear(new Message.Peers(garden.id(), records, List.of()));
    }

    private List<NodeKey> relays(int count) {
        var keys = new ArrayList<NodeKey>();
        var records = new ArrayList<Bytes>();
        for (int i = 0; i < count; i++) {
            NodeKey key = TestKeys.of("relay " + i);
            keys.add(key);
            records.add(
                    RosterRecords.add(
                            meetings.identity("Bob").key(),
                            garden.roster().roster(),
                            key.id(),
                            "relay",
                            Role.RELAY,
                            Optional.empty(),
                            AT));
        }
        garden.addRoster(records);
        return keys;
    }

    private static Bytes longest(NodeKey key, String letter) {
        String host = letter.repeat(SignedAddresses.ADDRESS_UNITS_MAX - ":65535".length());
        var all = Collections.nCopies(SignedAddresses.ADDRESSES_MAX, host + ":65535");
        return SignedAddresses.sign(key, all, AT);
    }

    @Test
    void addressesThatAreNoneAreNotKept() {
        List<Bytes> told = relays(MANY).stream().map(key -> longest(key, "字")).toList();

        assertFalse(hear(told));

        ForkedGarden.meet(bob, alice);
    }

    @Test
    void asManyAsMayBeToldFitOneMessage() {
        List<Bytes> told =
                relays(Limits.ADDRESS_RECORDS + 50).stream().map(key -> longest(key, "a")).toList();
        assertTrue(told.getFirst().size() <= Limits.ADDRESS_RECORD_BYTES);
        assertTrue(hear(told));
        assertEquals(Limits.ADDRESS_RECORDS, garden.news().addressesToTell().size());

        ForkedGarden.meet(bob, alice);
    }

    @Test
    void whoMayWriteIsToldOfBeforeThoseWhoOnlyPassOn() {
        Bytes bobs = SignedAddresses.sign(meetings.identity("Bob").key(), List.of("bob:1"), AT);
        var told =
                new ArrayList<>(
                        relays(Limits.ADDRESS_RECORDS).stream()
                                .map(key -> SignedAddresses.sign(key, List.of("relay:1"), AT))
                                .toList());
        told.add(bobs);
        hear(told);

        assertEquals(bobs, garden.news().addressesToTell().getFirst());
    }

    @Test
    void ofSomebodyWhoWasRemovedNothingIsTold() {
        NodeKey relay = relays(1).getFirst();
        Bytes record = SignedAddresses.sign(relay, List.of("relay:1"), AT);
        hear(List.of(record));
        assertEquals(List.of(record), garden.news().addressesToTell());

        NodeKey owner = meetings.identity("Alice").key();
        garden.roster().sign(roster -> RosterRecords.remove(owner, roster, relay.id(), AT));

        assertEquals(List.of(), garden.news().addressesToTell());
    }

    @Test
    void theNewestRecordOfOneWhoToldTwoCountsInAnyOrder() {
        NodeKey relay = relays(1).getFirst();
        Bytes older = SignedAddresses.sign(relay, List.of("old:1"), AT);
        Bytes newer = SignedAddresses.sign(relay, List.of("new:1"), AT.plusSeconds(1));

        assertTrue(hear(List.of(newer, older)));
        assertFalse(hear(List.of(older)));
        assertFalse(hear(List.of(newer)));

        assertEquals(List.of("new:1"), garden.addressesOf(relay.id()));
    }

    /** Else its node could say nothing new for ten years, once its clock is right. */
    @Test
    void whatAClockTenYearsAheadSignedGivesWayToWhateverComesNext() {
        NodeKey relay = relays(1).getFirst();
        Instant now = Instant.now();
        Bytes ahead = signed(relay, "ahead:1", now.plus(Duration.ofDays(3_653)));
        Bytes furtherAhead = signed(relay, "further:1", now.plus(Duration.ofDays(3_654)));
        assertTrue(hear(List.of(ahead)));
        assertTrue(hear(List.of(furtherAhead)));

        assertTrue(hear(List.of(signed(relay, "right:1", now))));

        assertFalse(hear(List.of(ahead, furtherAhead)));
        assertEquals(List.of("right:1"), garden.addressesOf(relay.id()));
        Bytes anHourAhead = signed(relay, "zone:1", now.plus(Duration.ofHours(1)));
        assertTrue(hear(List.of(anHourAhead)));
        assertFalse(hear(List.of(signed(relay, "right:2", now.plusSeconds(60)))));
    }

    /** Her clock was an hour ahead, and Bob gives back what she said then. */
    @Test
    void whoseClockWasSetBackIsHeardAllTheSame() {
        NodeKey alices = meetings.identity("Alice").key();
        Instant ahead = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        assertTrue(hear(List.of(signed(alices, "before:1", ahead))));

        alice.listen();

        var said = SignedAddresses.read(garden.news().addressesToTell().getFirst());
        assertEquals(ahead.plusMillis(1), said.at());
        assertEquals(alice.addresses(), said.addresses());
    }

    private static Bytes signed(NodeKey key, String address, Instant at) {
        return SignedAddresses.sign(key, List.of(address), at);
    }

    /** Reading means checking a signature, and everybody's are asked for at each look. */
    @Test
    void whatIsOnDiskIsReadAtTheStartAndNotAgain() {
        NodeKey relay = relays(1).getFirst();
        hear(List.of(SignedAddresses.sign(relay, List.of("relay:1"), AT)));
        meetings.stop(alice);
        alice = meetings.open("Alice");
        garden = alice.wikis().getFirst();
        assertEquals(List.of("relay:1"), garden.addressesOf(relay.id()));

        var unreadable = Optional.of(Bytes.ofHex("00"));
        garden.repository().records().values(Map.of("address/" + relay.id(), unreadable));

        assertEquals(List.of("relay:1"), garden.addressesOf(relay.id()));
    }
}
