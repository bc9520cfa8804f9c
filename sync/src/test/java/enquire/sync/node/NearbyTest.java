package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import enquire.editor.page.PeerId;
import enquire.sync.node.TriedAddress.Result;
import enquire.sync.node.TriedAddress.Source;
import enquire.sync.transport.PeerAddress;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice and Bob on one network, which is loopback: nothing is sent to any other computer. Mallory
 * is there, too, says what she likes and repeats what she hears.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class NearbyTest {

    private static final String TYPE = "_enquire._tcp.local.";

    private final Path folder;

    @AutoClose private final Meetings meetings;

    NearbyTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void whoKnowsNoAddressFindsTheOtherWhateverMallorySays() throws Exception {
        Node alice = meetings.open("Alice");
        PeerId alices = alice.id();
        Wiki garden = alice.create("Garden");
        Node bob = meetings.open("Bob");
        Wire.join(bob, alice, garden);
        meetings.stopAll();
        Node carol = meetings.start("Carol");
        int carols = port(carol);
        try (JmDNS mallory = JmDNS.create(InetAddress.getByName("127.0.0.1"), "mallory")) {
            Map<String, String> heard = new ConcurrentHashMap<>();
            mallory.addServiceListener(TYPE, remembering(heard));
            announce(mallory, "none", 9, Map.of());
            announce(mallory, "odd", 9, Map.of("m", "<b>odd</b>"));
            announce(mallory, "long", 9, Map.of("m", "f".repeat(224)));

            Node again = start("Alice");
            String hers = "port " + port(again);
            Meetings.await("Mallory hears her", () -> heard.containsKey(hers));
            meetings.stop(again);
            // She repeats it, and gives the address of another computer as Alice's.
            announce(mallory, "replay", carols, Map.of("m", heard.get(hers)));
            Node bobAgain = start("Bob");
            Meetings.await(
                    "he meets somebody else there",
                    () -> is(Result.OTHER_COMPUTER, bobAgain, alices, carols));

            Node third = start("Alice");
            Meetings.await(
                    "they meet, whoever dials",
                    () ->
                            is(Result.CONNECTED, bobAgain, alices, port(third))
                                    || is(Result.CONNECTED, third, bobAgain.id(), port(bobAgain)));
            for (TriedAddress each : bobAgain.whereabouts().of(alices)) {
                assertTrue(each.address().startsWith("127."), each.address());
            }
            String said = String.join(" ", heard.keySet()) + String.join(" ", heard.values());
            long hosts =
                    heard.keySet().stream()
                            .filter(each -> each.matches("host [0-9a-f]{16}\\.local\\."))
                            .count();
            assertTrue(hosts >= 1, said);
            for (String name : List.of("Alice", "Bob", "Garden", alices.toString())) {
                assertTrue(!said.contains(name), said);
            }
        }
    }

    /** On a cable of IPv6 alone, in network namespaces: on loopback nothing is heard by it. */
    @Test
    void whoHaveOnlyIPv6InCommonFindEachOther() throws Exception {
        Optional<Namespaces> made = Namespaces.open();
        assumeTrue(made.isPresent(), "network namespaces cannot be made here");
        Node alice = meetings.open("Alice");
        Wiki garden = alice.create("Garden");
        Wire.join(meetings.open("Bob"), alice, garden);
        meetings.stopAll();
        try (Namespaces network = made.get()) {
            int hers = network.computer();
            int his = network.computer();
            network.connect(hers, his);
            // Nobody knows an address of the other: they never listened anywhere.
            try (var again = ChildNode.start(network.on(hers), folder.resolve("Alice"), "::");
                    var bob = ChildNode.start(network.on(his), folder.resolve("Bob"), "::")) {
                Meetings.await("they meet", () -> again.ask("connected").equals("true"));
                bob.stop();
                again.stop();
            }
        }
    }

    @Test
    void oneAddressOfEachKindIsSpokenOnAndNoneThatNamesNoNetwork() throws Exception {
        var addresses = new ArrayList<InetAddress>();
        for (String each : List.of("fe80::1", "fd00::7", "10.0.0.7", "2001:db8::7", "10.0.0.8")) {
            addresses.add(InetAddress.getByName(each));
        }
        assertEquals(
                List.of(InetAddress.getByName("10.0.0.7"), InetAddress.getByName("fd00::7")),
                OwnAddresses.oneOfEachKind(addresses));
        assertEquals(List.of(), OwnAddresses.oneOfEachKind(addresses.subList(0, 1)));
    }

    @Test
    void whatIsHeardIsBoundedForgottenAndDialledAtMostNowAndThen() {
        PeerId peer = meetings.open("Alice").id();
        var now = new AtomicReference<>(Instant.parse("2026-11-30T12:00:00Z"));
        var dialled = new ArrayList<PeerId>();
        var near = new NearbyPeers(peer, List::of, () -> true, List::of, now::get, dialled::add);

        for (int port = 1; port <= 100; port++) {
            near.heard(peer, new PeerAddress("127.0.0.1", port));
        }
        assertEquals(
                List.of(100, 99, 98, 97), near.of(peer).stream().map(PeerAddress::port).toList());
        assertEquals(1, dialled.size());

        now.updateAndGet(before -> before.plus(Duration.ofMinutes(30)));
        near.heard(peer, new PeerAddress("127.0.0.1", 97));
        near.heard(peer, new PeerAddress("127.0.0.1", 5));
        assertEquals(2, dialled.size());
        now.updateAndGet(before -> before.plus(Duration.ofMinutes(31)));
        assertEquals(List.of(5, 97), near.of(peer).stream().map(PeerAddress::port).toList());
    }

    @Test
    void aNodeOnLoopbackAloneIsSilentUnlessItIsToldAndEveryoneCanTurnItOff() {
        assertEquals(List.of(), networks(FindingSettings.AS_BEFORE));
        assertEquals(1, networks(speaking()).size());
        assertTrue(networks(speaking()).getFirst().isLoopbackAddress());
        try (var node = Node.open(settings("Quiet"))) {
            assertTrue(node.whereabouts().nearby());
            assertFalse(node.whereabouts().speaksNearby());
            node.whereabouts().nearby(false);
        }
        try (var node = Node.open(settings("Quiet"))) {
            assertEquals(false, node.whereabouts().nearby());
        }
    }

    @Test
    void itIsSaidToSpeakWhereItDoes() {
        try (var node = Node.open(settings("Heard").found(speaking()))) {
            assertTrue(node.whereabouts().speaksNearby());
            node.whereabouts().nearby(false);
            assertFalse(node.whereabouts().speaksNearby());
        }
    }

    private List<InetAddress> networks(FindingSettings finding) {
        try (var database =
                new NodeDatabase(
                        enquire.storage.NodeRecords.open(
                                folder.resolve("n" + System.nanoTime() + ".db")))) {
            PeerId self = meetings.open("N" + System.nanoTime()).id();
            return NearbyPeers.of(
                            self, List::of, settings("N").found(finding), database, peer -> {})
                    .networks();
        }
    }

    private NodeSettings settings(String name) {
        return new NodeSettings(
                folder.resolve(name), Optional.of(name), "127.0.0.1", 0, Instant::now);
    }

    private Node start(String name) {
        Node node = meetings.keep(Node.open(settings(name).found(speaking())));
        node.listen();
        return node;
    }

    private static FindingSettings speaking() {
        return new FindingSettings(
                Optional.empty(), Optional.of(true), Optional.empty(), Optional.empty());
    }

    private static int port(Node node) {
        return PeerAddress.parse(node.addresses().getFirst()).orElseThrow().port();
    }

    private static boolean is(Result result, Node node, PeerId peer, int port) {
        return node.whereabouts().of(peer).stream()
                .filter(each -> each.source() == Source.NEARBY)
                .filter(each -> each.address().endsWith(":" + port))
                .anyMatch(each -> each.result().equals(Optional.of(result)));
    }

    private static void announce(JmDNS by, String name, int port, Map<String, String> said)
            throws Exception {
        by.registerService(ServiceInfo.create(TYPE, name, port, 0, 0, said));
    }

    private static ServiceListener remembering(Map<String, String> heard) {
        return new ServiceListener() {
            @Override
            public void serviceAdded(ServiceEvent event) {
                heard.putIfAbsent(event.getName(), "");
            }

            @Override
            public void serviceRemoved(ServiceEvent event) {
                heard.putIfAbsent(event.getName(), "");
            }

            @Override
            public void serviceResolved(ServiceEvent event) {
                heard.putIfAbsent("host " + event.getInfo().getServer(), "");
                String marks = event.getInfo().getPropertyString("m");
                if (marks != null) {
                    heard.put(event.getName(), marks);
                    heard.put("port " + event.getInfo().getPort(), marks);
                }
            }
        };
    }
}
