package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.transport.PeerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether this computer can be reached, as far as it can tell by itself. It connects to nothing but
 * its own addresses.
 */
final class NetworkFindings {

    /** A connection to oneself takes a millisecond (a guess of what a busy computer takes). */
    private static final int CONNECT_MILLIS = 5_000;

    private NetworkFindings() {}

    /** While no node runs: whether one could listen. */
    static List<Finding> ofStopped(NodeOptions options) {
        Finding browser = free(options.bind(), options.port(), "the browser", "--port");
        return options.dialsOnly()
                ? List.of(browser)
                : List.of(
                        browser,
                        free(options.peerBind(), options.peerPort(), "peers", "--peer-port"));
    }

    private static Finding free(String bind, int port, String whose, String option) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName(bind)).close();
            return Finding.ok("The port %d for %s is free.".formatted(port, whose));
        } catch (IOException e) {
            return Finding.wrong(
                    "The port %d for %s cannot be used (%s). Stop the program that uses it, or choose another with %s."
                            .formatted(port, whose, e.getMessage(), option));
        }
    }

    /**
     * @param node what it says of itself
     */
    static List<Finding> ofRunning(JsonNode node) {
        var found = new ArrayList<Finding>();
        var advertised = new ArrayList<String>();
        node.path("advertised").forEach(each -> advertised.add(each.asText()));
        var own = new ArrayList<PeerAddress>();
        for (JsonNode each : node.path("addresses")) {
            PeerAddress.parse(each.asText())
                    .filter(address -> !advertised.contains(address.toString()))
                    .ifPresent(own::add);
        }
        if (own.isEmpty()) {
            found.add(
                    Finding.look(
                            "The node does not listen for peers on any address. It reaches others all the same, if they can be reached."));
        }
        own.forEach(address -> found.add(answers(address)));
        for (String each : advertised) {
            found.add(
                    Finding.look(
                            "Others are told to reach this computer at %s. Whether they do can only be seen from elsewhere: look at “enquire peers” there."
                                    .formatted(each)));
        }
        return found;
    }

    private static Finding answers(PeerAddress address) {
        if (!isOurs(address)) {
            return Finding.look(
                    "Members are told %s, which is no address of this computer now. They are told the new one within a minute."
                            .formatted(address));
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
            return Finding.ok(
                    "The node listens for peers at %s%s."
                            .formatted(
                                    address,
                                    address.loopback() ? ", for this computer alone" : ""));
        } catch (IOException e) {
            return Finding.wrong(
                    "The node does not answer at its own address %s (%s). Let TCP port %d in, in this computer's firewall."
                            .formatted(address, e.getMessage(), address.port()));
        }
    }

    /** Only then nothing is sent to anybody else. */
    private static boolean isOurs(PeerAddress address) {
        if (address.loopback()) {
            return true;
        }
        try {
            boolean literal = address.host().matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
            return literal
                    && NetworkInterface.getByInetAddress(InetAddress.getByName(address.host()))
                            != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The most that peers say this computer's clock is off, if it is off at all. */
    static Finding clock(List<JsonNode> peers) {
        Optional<JsonNode> off =
                peers.stream()
                        .filter(peer -> peer.path("clockAheadSeconds").isNumber())
                        .max(
                                Comparator.comparingLong(
                                        peer -> Math.abs(peer.path("clockAheadSeconds").asLong())));
        boolean connected = peers.stream().anyMatch(peer -> peer.path("connected").asBoolean());
        return off.map(
                        peer -> {
                            long ahead = peer.path("clockAheadSeconds").asLong();
                            return Finding.look(
                                    "The clock of %s is %,d s %s this one. Look at both: edits are exchanged all the same, but their times are wrong."
                                            .formatted(
                                                    peer.path("name").asText(),
                                                    Math.abs(ahead),
                                                    ahead > 0 ? "ahead of" : "behind"));
                        })
                .orElse(
                        Finding.ok(
                                connected
                                        ? "No peer that is connected has another time than this computer's clock."
                                        : "No peer is connected, so no other clock is known."));
    }
}
