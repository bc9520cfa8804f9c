package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.roster.Invite;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Hostile connections to one node, from a process of their own: some say nothing, some begin TLS
 * and stall, some send garbage byte by byte and some a flood of it, and strangers with keys of
 * their own complete TLS and try to join without an invite. Each that is ended comes again, until
 * standard input ends.
 */
final class HostileProcess {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int STRANGERS = 8;

    /** A record of TLS that announces 512 bytes of handshake, and does not give them. */
    private static final byte[] HALF_HELLO = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00};

    private final Invite attacked;
    private final PeerAddress address;
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong strangers = new AtomicLong();

    private HostileProcess(Invite attacked) {
        this.attacked = attacked;
        this.address = PeerAddress.parse(attacked.addresses().getFirst()).orElseThrow();
    }

    public static void main(String[] arguments) throws Exception {
        var crowd = new HostileProcess(Invite.parse(arguments[0]));
        int connections = Integer.parseInt(arguments[1]);
        Path keys = Files.createTempDirectory("enquire-mallory");
        for (int i = 0; i < connections; i++) {
            int kind = i % 4;
            var random = new Random(i);
            crowd.repeat(() -> crowd.fight(kind, random));
        }
        for (int i = 0; i < STRANGERS; i++) {
            var identity = NodeIdentity.open(keys.resolve(i + ".p12"));
            Files.delete(keys.resolve(i + ".p12"));
            crowd.repeat(() -> crowd.knock(identity));
        }
        Files.delete(keys);
        System.out.println("listens nowhere");
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println("= " + (line.equals("ended") ? crowd.ended : crowd.strangers));
        }
        System.exit(0); // The others never end by themselves.
    }

    private void repeat(Runnable once) {
        Thread.ofVirtual()
                .start(() -> {
                    while (true) {
                        once.run();
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                });
    }

    private void fight(int kind, Random random) {
        try (var socket = new Socket(address.host(), address.port())) {
            try {
                send(socket, kind, random);
            } catch (IOException e) {
                // As when it is read: the other side has had enough.
            }
            ended.incrementAndGet();
        } catch (IOException e) {
            return; // The system takes no more just now.
        }
    }

    private static void send(Socket socket, int kind, Random random) throws IOException {
        socket.setSoTimeout((int) PAUSE.toMillis());
        if (kind == 1) {
            socket.getOutputStream().write(HALF_HELLO);
        }
        byte[] garbage = new byte[kind == 3 ? 16_384 : 1];
        do {
            if (kind >= 2) {
                random.nextBytes(garbage);
                socket.getOutputStream().write(garbage);
            }
        } while (!isOver(socket));
    }

    private static boolean isOver(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException nothingCame) {
            return false;
        }
    }

    private void knock(NodeIdentity stranger) {
        var over = new CountDownLatch(1);
        try (var client = PeerClient.start(stranger)) {
            Link link =
                    client.connect(address, attacked.inviter(), made -> new Knocking(made, over));
            strangers.incrementAndGet();
            Bytes proof = stranger.key().id().value();
            var join = new Message.Join(attacked.wiki(), attacked.invite(), proof, "Mallory");
            link.send(MessageCodec.encode(join));
            over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            return; // Refused.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads whatever comes, and does nothing with it. */
    private record Knocking(Link link, CountDownLatch over) implements Link.Owner {

        @Override
        public void begun() {
            link.demand();
        }

        @Override
        public void received(Bytes frame) {
            link.demand();
        }

        @Override
        public void heard() {}

        @Override
        public void room() {}

        @Override
        public void closed(String why) {
            over.countDown();
        }
    }
}
