package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.storage.BlobStore;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what the pages of one life of a node name and its store lacks, one attachment at a time,
 * from any peer: what {@link BlobFetcher} does, whose thread waits for connections to sockets. What
 * it asks, what is answered and where it is kept is real.
 */
final class SimulatedFetcher {

    private static final int LOOK_MAX = 50;

    private record Transfer(
            BlobId blob, long bytes, SimulatedLink.End from, ByteArrayOutputStream arrived) {}

    private final SimulatedWorld world;
    private final SimulatedNode node;
    private @Nullable Transfer transfer;

    SimulatedFetcher(SimulatedWorld world, SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    /** Asks for something that is lacking, unless something is on its way. */
    void look() {
        if (transfer != null && transfer.from().isOpen()) {
            return;
        }
        transfer = null;
        List<BlobId> missing = node.repository().attachments().missing(Optional.empty(), LOOK_MAX);
        List<SimulatedLink.End> open =
                node.ends().stream().filter(SimulatedLink.End::isOpen).toList();
        if (missing.isEmpty() || open.isEmpty()) {
            return;
        }
        BlobId blob = missing.get(node.random.nextInt(missing.size()));
        SimulatedLink.End from = open.get(node.random.nextInt(open.size()));
        long bytes =
                node.repository()
                        .attachments()
                        .manifest(blob)
                        .flatMap(BlobManifest::parse)
                        .orElseThrow()
                        .bytes();
        transfer = new Transfer(blob, bytes, from, new ByteArrayOutputStream());
        from.step(new Input.Fetch(node.wiki().id(), blob, bytes));
    }

    void arrived(SimulatedLink.End from, Output.BlobPiece piece) {
        Transfer under = transfer;
        if (under == null || under.from() != from || !under.blob().equals(piece.blob())) {
            return;
        }
        under.arrived().writeBytes(piece.body().toArray());
        if (piece.last()) {
            transfer = null;
            keep(under);
        }
    }

    private void keep(Transfer whole) {
        if (node.repository().attachments().isTakenOut(whole.blob())) {
            return; // Meanwhile: the store would refuse it.
        }
        BlobStore blobs = node.repository().blobs();
        var content = new ByteArrayInputStream(whole.arrived().toByteArray());
        try {
            world.auditor()
                    .require(
                            blobs.addVerified(whole.blob(), content, whole.bytes()).isPresent(),
                            "%s gave %s other bytes than %s",
                            whole.from().peer.name,
                            node.name,
                            whole.blob());
            world.fetched++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void missing(SimulatedLink.End from) {
        if (transfer != null && transfer.from() == from) {
            transfer = null;
        }
    }
}
