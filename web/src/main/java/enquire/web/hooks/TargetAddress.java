package enquire.web.hooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which computers a hook may reach. Asked of the address that is then connected to, so a name that
 * leads elsewhere the second time (DNS rebinding) gains nothing. Pure.
 *
 * <p>The networks are those that IANA's registries of special-purpose addresses (RFC 6890) call not
 * globally reachable, and multicast. Addresses of IPv6 that hold one of IPv4 are taken for that.
 */
final class TargetAddress {

    private TargetAddress() {}

    /**
     * @param nearby whether this computer and private networks are meant as well
     */
    static boolean isAllowed(InetAddress address, boolean nearby) {
        InetAddress meant = embedded(address);
        if (isNobody(meant)) {
            return false;
        }
        return nearby || !isNear(meant);
    }

    /** Whether it is this computer or in a private network: there alone nothing is encrypted. */
    static boolean isNearby(InetAddress address) {
        InetAddress meant = embedded(address);
        return !isNobody(meant) && isNear(meant);
    }

    /** No single computer, whatever is allowed. */
    private static boolean isNobody(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
    }

    private static boolean isNear(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isNear4(bytes) : isNear6(bytes);
    }

    private static boolean isNear4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return first == 100 && (second & 0xc0) == 64 // shared by carriers, RFC 6598
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 198 && (second & 0xfe) == 18 // benchmarks, RFC 2544
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113;
    }

    private static boolean isNear6(byte[] bytes) {
        // Only 2000::/3 is given out to computers that are reached from anywhere (RFC 4291).
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean reserved =
                bytes[0] == 0x20
                                && bytes[1] == 0x01
                                && (bytes[2] & 0xfe) == 0 // 2001::/23, Teredo among them
                        || bytes[0] == 0x20
                                && bytes[1] == 0x01
                                && bytes[2] == 0x0d
                                && bytes[3] == (byte) 0xb8 // documentation
                        || bytes[0] == 0x3f
                                && bytes[1] == (byte) 0xff
                                && (bytes[2] & 0xf0) == 0; // documentation, RFC 9637
        return !global || reserved;
    }

    /** The address of IPv4 in a mapped, compatible, translated (RFC 6052) or 6to4 one. */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address || bytes.length == 4) {
            return address;
        }
        boolean zero = zeros(bytes, 0, 10);
        boolean mapped = zero && (bytes[10] & bytes[11] & 0xff) == 0xff;
        boolean compatible = zeros(bytes, 0, 12) && !zeros(bytes, 12, 15);
        boolean translated =
                bytes[0] == 0
                        && bytes[1] == 0x64
                        && bytes[2] == (byte) 0xff
                        && bytes[3] == (byte) 0x9b
                        && zeros(bytes, 4, 12);
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        if (mapped || compatible || translated) {
            return of(Arrays.copyOfRange(bytes, 12, 16));
        }
        return sixToFour ? of(Arrays.copyOfRange(bytes, 2, 6)) : address;
    }

    private static boolean zeros(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of IPv4 has four bytes", e);
        }
    }
}
