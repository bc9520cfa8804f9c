package enquire.sync.node;

import enquire.sync.identity.SignedAddresses;
import enquire.sync.transport.PeerAddress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where this node can be dialled, as far as it can tell by itself. */
final class OwnAddresses {

    private static final Set<String> ALL_INTERFACES = Set.of("", "0.0.0.0", "::", "*");
    private static final String LOOPBACK = "127.0.0.1";

    private OwnAddresses() {}

    static boolean loopbackOnly(String bind) {
        return new PeerAddress(bind.isEmpty() ? "0.0.0.0" : bind, 1).loopback();
    }

    /**
     * The best first; empty while no port is known.
     *
     * @param bind the address that is listened on
     * @param port 0 if there is none yet
     */
    static List<String> of(String bind, int port) {
        if (port == 0) {
            return List.of();
        }
        if (!ALL_INTERFACES.contains(bind)) {
            return List.of(new PeerAddress(bind, port).toString());
        }
        var hosts = new ArrayList<InetAddress>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !each.isLoopback()) {
                    each.inetAddresses()
                            .filter(address -> !address.isLinkLocalAddress())
                            .forEach(hosts::add);
                }
            }
        } catch (SocketException e) {
            hosts.clear(); // No network to speak of: this computer reaches itself.
        }
        hosts.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
        var addresses = new ArrayList<String>();
        hosts.forEach(host -> addresses.add(new PeerAddress(plain(host), port).toString()));
        if (addresses.isEmpty()) {
            addresses.add(new PeerAddress(LOOPBACK, port).toString());
        }
        int few = Math.min(addresses.size(), SignedAddresses.ADDRESSES_MAX);
        return List.copyOf(addresses.subList(0, few));
    }

    /**
     * Addresses on whose networks multicast can be spoken, one for each, or two where both IPv4 and
     * IPv6 are spoken: none of networks that lead to one other computer alone, such as most VPNs.
     *
     * @param bind the address that is listened on
     */
    static List<InetAddress> networks(String bind) {
        try {
            if (loopbackOnly(bind)) {
                return List.of(InetAddress.getByName(bind));
            }
            if (!ALL_INTERFACES.contains(bind)) {
                InetAddress only = InetAddress.getByName(bind);
                NetworkInterface at = NetworkInterface.getByInetAddress(only);
                return at != null && speaksMulticast(at) ? List.of(only) : List.of();
            }
            var networks = new ArrayList<InetAddress>();
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (speaksMulticast(each)) {
                    networks.addAll(oneOfEachKind(each.inetAddresses().toList()));
                }
            }
            return networks;
        } catch (IOException e) {
            return List.of(); // No network to speak of.
        }
    }

    /**
     * Of one network, the first address of IPv4 and the first of IPv6 that others can dial: a
     * link-local one names no network, so nobody would know where it leads.
     */
    static List<InetAddress> oneOfEachKind(List<InetAddress> addresses) {
        Optional<InetAddress> four =
                addresses.stream().filter(Inet4Address.class::isInstance).findFirst();
        Optional<InetAddress> six =
                addresses.stream()
                        .filter(each -> !(each instanceof Inet4Address))
                        .filter(each -> !each.isLinkLocalAddress())
                        .findFirst();
        return Stream.concat(four.stream(), six.stream()).toList();
    }

    private static boolean speaksMulticast(NetworkInterface each) throws SocketException {
        return each.isUp()
                && each.supportsMulticast()
                && !each.isLoopback()
                && !each.isPointToPoint();
    }

    private static String plain(InetAddress host) {
        String text = host.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
