package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import enquire.editor.page.Title;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are not as others: one that nobody can dial, and those whose clocks are wrong. */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class DialOnlyTest {

    private static final Duration TEN_YEARS = Duration.ofDays(3_653);

    private final Path folder;

    @AutoClose private final Meetings meetings;

    DialOnlyTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void whomNobodyCanDialWritesAndReadsOverTheConnectionThatHeMade() throws IOException {
        int port = freePort();
        Node alice = meetings.open("Alice", port);
        alice.listen();
        Wiki garden = alice.create("Garden");
        Node bob = meetings.open("Bob", NodeSettings.DIAL_ONLY);
        assertEquals(0, bob.listen());
        Wiki ofBob = bob.join(garden.invite(Role.WRITER).text());
        assertEquals(List.of(), bob.addresses());

        writeBoth(garden, ofBob, "Roses", "Tulips");
        meetings.stop(alice);
        Node again = meetings.open("Alice", port);
        again.listen();
        Wiki gardenAgain = again.wikis().getFirst();

        writeBoth(gardenAgain, ofBob, "Lilies", "Daisies");
        assertEquals(List.of(), again.whereabouts().of(bob.id()));
        assertFalse(gardenAgain.peers().getFirst().address().isEmpty());
    }

    /** Nothing in TLS or in what members sign may depend on what time it is. */
    @Test
    void whoseClockIsTenYearsOffExchangesEditsAllTheSame() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Node behind = start("Bob", () -> Instant.now().minus(TEN_YEARS));
        Wiki ofBob = behind.join(garden.invite(Role.WRITER).text());
        writeBoth(garden, ofBob, "Roses", "Tulips");
        assertEquals(-10, years(garden));
        meetings.stop(behind);

        Node ahead = start("Bob", () -> Instant.now().plus(TEN_YEARS));
        Wiki ofBobAhead = ahead.wikis().getFirst();
        writeBoth(garden, ofBobAhead, "Lilies", "Daisies");
        assertEquals(10, years(garden));
        meetings.stop(ahead);

        Node right = start("Bob", InstantSource.system());
        Meetings.await(
                "where he is now is heard",
                () -> garden.addressesOf(right.id()).equals(right.addresses()));
    }

    private Node start(String name, InstantSource clock) {
        var settings =
                new NodeSettings(folder.resolve(name), Optional.of(name), "127.0.0.1", 0, clock);
        Node node = meetings.keep(Node.open(settings));
        node.listen();
        return node;
    }

    private static long years(Wiki wiki) {
        Duration ahead = wiki.peers().getFirst().clockAhead().orElseThrow();
        return Math.round(ahead.toDays() / 365.25);
    }

    private static void writeBoth(Wiki one, Wiki other, String title, String otherTitle) {
        one.repository().create(new Title(title), "by one");
        other.repository().create(new Title(otherTitle), "by the other");
        // Between two dials may lie a minute.
        Meetings.awaitLong(
                "both have both",
                () ->
                        one.repository().resolve(otherTitle).isPresent()
                                && other.repository().resolve(title).isPresent());
        Meetings.awaitEqual(one, other);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
