package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.cbor.CborReader;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Somebody with a key who sends what no program of ours would, over real TLS. */
final class RawPeer implements Link.Acceptor, Link.Owner, AutoCloseable {

    private static final int TRIES_MAX = 10;

    private final CountDownLatch over = new CountDownLatch(1);
    private final CompletableFuture<Bytes> first = new CompletableFuture<>();
    private final Queue<Bytes> frames = new ConcurrentLinkedQueue<>();
    private final PeerClient client;
    private final Link link;
    private volatile boolean deaf;

    RawPeer(NodeIdentity identity, PeerId other, int port)
            throws IOException, InterruptedException {
        client = PeerClient.start(identity);
        link = connect(client, new PeerAddress("127.0.0.1", port), other, this);
    }

    /** As every node does, again if the other side ends it before it is made. */
    static Link connect(
            PeerClient client, PeerAddress address, PeerId other, Link.Acceptor acceptor)
            throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return client.connect(address, other, acceptor);
            } catch (IOException e) {
                if (tries == TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    /** Reads the next frame, and none after it. */
    RawPeer deaf() {
        deaf = true;
        return this;
    }

    void send(Message message) {
        send(MessageCodec.encode(message));
    }

    void send(Bytes frame) {
        link.send(frame);
    }

    /** As somebody who has nothing, and knows nothing. */
    RawPeer hello(Wiki... wikis) {
        var greetings =
                Stream.of(wikis)
                        .map(wiki ->
                                new Message.Greeting(
                                        wiki.id(),
                                        Bytes.of(new byte[Limits.INDEX_ID_BYTES]),
                                        0,
                                        Optional.empty(),
                                        Optional.empty()))
                        .toList();
        send(new Message.Hello(Limits.VERSION, "Carol", List.of(), greetings));
        return this;
    }

    /** Everything that came so far. */
    List<Message> messages() {
        return frames.stream().map(MessageCodec::decode).toList();
    }

    /** The same as bytes, those of deflated messages inflated. */
    List<Bytes> plainFrames() {
        return frames.stream().map(RawPeer::plain).toList();
    }

    private static Bytes plain(Bytes frame) {
        return CborReader.read(
                frame,
                in -> {
                    in.startMap();
                    boolean deflated = in.key("type").text(16).equals("deflated");
                    Bytes plain =
                            deflated ? inflated(in.key("body").bytes(1, frame.size())) : frame;
                    in.endMapSkippingUnknown();
                    return plain;
                });
    }

    private static Bytes inflated(Bytes body) {
        var bytes = new ByteArrayInputStream(body.toArray());
        try (var in = new InflaterInputStream(bytes, new Inflater(true))) {
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With which word the other side ended it. */
    Message.Close awaitClose() throws InterruptedException {
        awaitEnd();
        return messages().stream()
                .filter(Message.Close.class::isInstance)
                .map(Message.Close.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("it was ended without a word"));
    }

    /** The first frame that came. */
    Message first() {
        return MessageCodec.decode(first.orTimeout(60, TimeUnit.SECONDS).join());
    }

    void awaitEnd() throws InterruptedException {
        assertTrue(over.await(60, TimeUnit.SECONDS), "it was not ended");
    }

    @Override
    public Link.Owner accept(Link accepted) {
        return this;
    }

    @Override
    public void received(Bytes frame) {
        frames.add(frame);
        first.complete(frame);
        if (!deaf) {
            link.demand();
        }
    }

    @Override
    public void closed(String why) {
        over.countDown();
    }

    @Override
    public void close() {
        client.close();
    }
}
