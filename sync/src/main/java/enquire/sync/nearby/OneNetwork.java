package enquire.sync.nearby;

import enquire.editor.page.PeerId;
import enquire.sync.transport.PeerAddress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import javax.jmdns.impl.JmDNSImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Multicast DNS on one network of this computer. The library would say the computer's name: it is
 * given one that is drawn. Thread-safe.
 */
final class OneNetwork implements ServiceListener {

    private static final Logger LOG = LoggerFactory.getLogger(OneNetwork.class);

    /** The service type (RFC 6763, section 4.1.2). */
    static final String TYPE = "_enquire._tcp.local.";

    /** The key of the only string in the TXT record. */
    static final String MARKS = "m";

    private static final int NAME_BYTES = 8;

    /** Addresses that are taken of one service: of either kind, and some. */
    private static final int ADDRESSES_MAX = 4;

    private final InetAddress address;
    private final List<InterfaceAddress> subnets;
    private final NearbyMarks own;
    private final Nearby.Owner owner;
    private final FloodLimits limits;
    private final JmDNS library;
    private final AtomicInteger answers = new AtomicInteger();

    private OneNetwork(
            InetAddress address,
            List<InterfaceAddress> subnets,
            NearbyMarks own,
            Nearby.Owner owner,
            FloodLimits limits,
            JmDNS library) {
        this.address = address;
        this.subnets = subnets;
        this.own = own;
        this.owner = owner;
        this.limits = limits;
        this.library = library;
    }

    /**
     * @param address of this computer on that network
     * @param port that is told
     * @throws IOException if nothing can be sent there
     */
    static OneNetwork open(
            InetAddress address,
            int port,
            NearbyMarks marks,
            Nearby.Owner owner,
            FloodLimits limits,
            RandomGenerator random)
            throws IOException {
        NetworkInterface at = NetworkInterface.getByInetAddress(address);
        if (at == null) {
            throw new IOException("the network is gone");
        }
        JmDNS library = JmDNS.create(address, name(random));
        var opened =
                new OneNetwork(address, at.getInterfaceAddresses(), marks, owner, limits, library);
        try {
            library.addServiceListener(TYPE, opened);
            library.registerService(
                    ServiceInfo.create(
                            TYPE, name(random), port, 0, 0, Map.of(MARKS, marks.text())));
        } catch (IOException | RuntimeException e) {
            opened.closeSoon();
            throw e;
        }
        return opened;
    }

    private static String name(RandomGenerator random) {
        byte[] drawn = new byte[NAME_BYTES];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    InetAddress address() {
        return address;
    }

    /** Whether too much has come since this was asked last, a second ago. */
    boolean flooded() {
        int records =
                library instanceof JmDNSImpl known
                        ? known.getCache().values().stream().mapToInt(List::size).sum()
                        : 0;
        return answers.getAndSet(0) > limits.answersPerSecond() || records > limits.records();
    }

    @Override
    public void serviceAdded(ServiceEvent event) {
        // What is in it comes with serviceResolved.
        answers.incrementAndGet();
    }

    @Override
    public void serviceRemoved(ServiceEvent event) {
        // Where somebody was a moment ago is still worth a dial.
        answers.incrementAndGet();
    }

    /** On the library's thread: nothing that a stranger says may end it. */
    @Override
    public void serviceResolved(ServiceEvent event) {
        if (answers.incrementAndGet() > limits.answersPerSecond()) {
            return;
        }
        try {
            take(event.getInfo());
        } catch (RuntimeException e) {
            LOG.info("An answer from the network of {} makes no sense", address, e);
        }
    }

    private void take(ServiceInfo service) {
        String text = service.getPropertyString(MARKS);
        Optional<NearbyMarks> marks = text == null ? Optional.empty() : NearbyMarks.read(text);
        int port = service.getPort();
        if (marks.isEmpty() || marks.get().salt().equals(own.salt()) || port < 1 || port > 65_535) {
            return;
        }
        Set<PeerId> peers = marks.get().recognised(owner.circles());
        List<String> hosts =
                Arrays.stream(service.getInetAddresses())
                        .filter(this::isHere)
                        .sorted(Comparator.comparing(each -> !(each instanceof Inet4Address)))
                        .limit(ADDRESSES_MAX)
                        .map(InetAddress::getHostAddress)
                        .toList();
        for (PeerId peer : peers) {
            if (!peer.equals(owner.self())) {
                hosts.forEach(host -> owner.heard(peer, new PeerAddress(host, port)));
            }
        }
    }

    /** Whether it is on this very network: nobody sends members anywhere else. */
    private boolean isHere(InetAddress other) {
        return !other.isMulticastAddress()
                && !other.isLinkLocalAddress()
                && subnets.stream().anyMatch(subnet -> holds(subnet, other));
    }

    static boolean holds(InterfaceAddress subnet, InetAddress other) {
        return holds(subnet.getAddress(), subnet.getNetworkPrefixLength(), other);
    }

    /**
     * @param prefixBits how many bits of an address name the subnet
     */
    static boolean holds(InetAddress subnet, int prefixBits, InetAddress other) {
        byte[] one = subnet.getAddress();
        byte[] two = other.getAddress();
        if (one.length != two.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> bit % 8;
            if (((one[bit / 8] ^ two[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Says goodbye to the network, which takes seconds, on a thread of its own. */
    Thread closeSoon() {
        return Thread.ofPlatform()
                .daemon()
                .name("nearby-close")
                .start(() -> {
                    try {
                        library.close();
                    } catch (IOException | RuntimeException e) {
                        LOG.info("Multicast on {} did not end as it should", address, e);
                    }
                });
    }
}
