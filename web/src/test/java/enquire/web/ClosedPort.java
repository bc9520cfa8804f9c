package enquire.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of loopback on which nothing listens. */
public final class ClosedPort {

    private ClosedPort() {}

    /** One that the system gave a moment ago: it gives others before it gives the same again. */
    public static int any() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
