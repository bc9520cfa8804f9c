package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A member who says to hold a file, gives hashes of its pieces, right or not, and other bytes, or
 * none at all.
 */
final class FalseGiver implements Link.Acceptor, Link.Owner, AutoCloseable {

    private final CompletableFuture<Message.Close> close = new CompletableFuture<>();
    private final CompletableFuture<Message.Tree> askedForHashes = new CompletableFuture<>();
    private final CompletableFuture<Message.Need> askedForPieces = new CompletableFuture<>();
    private final boolean stalls;
    private final PeerClient client;
    private final BlobId blob;
    private final Bytes leaves;
    private final Wiki wiki;
    private volatile @Nullable Link link;

    FalseGiver(NodeIdentity identity, PeerId other, int port, Wiki wiki, BlobId blob, Bytes leaves)
            throws IOException, InterruptedException {
        this(identity, other, port, wiki, blob, leaves, false);
    }

    /**
     * @param stalls whether it answers everything else and never sends a piece
     */
    FalseGiver(
            NodeIdentity identity,
            PeerId other,
            int port,
            Wiki wiki,
            BlobId blob,
            Bytes leaves,
            boolean stalls)
            throws IOException, InterruptedException {
        this.stalls = stalls;
        this.client = PeerClient.start(identity);
        this.wiki = wiki;
        this.blob = blob;
        this.leaves = leaves;
        Link made = client.connect(new PeerAddress("127.0.0.1", port), other, this);
        link = made;
        var greeting =
                new Message.Greeting(
                        wiki.id(),
                        Bytes.of(new byte[Limits.INDEX_ID_BYTES]),
                        0,
                        Optional.empty(),
                        Optional.empty());
        send(
                made,
                new Message.Hello(Limits.VERSION, "Carol", List.of("pieces"), List.of(greeting)));
    }

    private static void send(Link to, Message message) {
        to.send(MessageCodec.encode(message));
    }

    void awaitAskedForHashes() {
        askedForHashes.orTimeout(60, TimeUnit.SECONDS).join();
    }

    void awaitAskedForPieces() {
        askedForPieces.orTimeout(60, TimeUnit.SECONDS).join();
    }

    Message.Close awaitClose() {
        return close.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public Link.Owner accept(Link accepted) {
        link = accepted;
        return this;
    }

    @Override
    public void received(Bytes frame) {
        Link to = link;
        switch (MessageCodec.decode(frame)) {
            case Message.Hello m -> {
                var held = List.of(new Message.Held(blob, 40L * Limits.PIECE_BYTES + 5));
                send(to, new Message.Have(wiki.id(), held, List.of(), List.of(), true));
            }
            case Message.Tree m -> {
                send(to, new Message.Leaves(wiki.id(), blob, leaves));
                askedForHashes.complete(m);
            }
            case Message.Need m when stalls -> askedForPieces.complete(m);
            case Message.Need m -> {
                Bytes wrong = Bytes.of(new byte[Limits.PIECE_BYTES]);
                m.pieces()
                        .forEach(piece ->
                                send(to, new Message.Piece(wiki.id(), blob, piece, wrong)));
            }
            case Message.Close m -> close.complete(m);
            default -> {}
        }
        to.demand();
    }

    @Override
    public void closed(String why) {
        close.completeExceptionally(new AssertionError("ended without a word: " + why));
    }

    @Override
    public void close() {
        client.close();
    }
}
