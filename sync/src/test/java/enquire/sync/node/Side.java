package enquire.sync.node;

import enquire.storage.NodeRecords;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Session;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import enquire.sync.transport.PeerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** One side of a meeting: the connections of a node that has no network of its own. */
final class Side implements AutoCloseable {

    final Node node;
    final Peers peers;
    final PeerServer server;
    final Attempts attempts;
    private final NodeDatabase database;
    private final PeerClient client;

    /**
     * @param folder of all nodes
     * @param greetedMax so many may be connected before somebody makes room
     */
    Side(Node node, Path folder, String name, int greetedMax) throws IOException {
        this.node = node;
        NodeIdentity identity = Meetings.identity(folder, name);
        this.database = new NodeDatabase(NodeRecords.open(folder.resolve(name + "-names.db")));
        this.attempts = new Attempts(database, InstantSource.system());
        var names = new Names(node.id(), name, database);
        this.peers =
                new Peers(
                        node.id(),
                        names,
                        node::wikis,
                        InstantSource.system(),
                        greetedMax,
                        Limits.VERSION);
        this.server =
                PeerServer.start(identity, "127.0.0.1", 0, Session.GREETING_TIME, peers::accept);
        this.client = PeerClient.start(identity);
    }

    void dial(Side other) {
        dial(other, new CyclicBarrier(1));
    }

    void dial(Side other, CyclicBarrier together) {
        try {
            together.await(60, TimeUnit.SECONDS);
            var address = new PeerAddress("127.0.0.1", other.server.port());
            RawPeer.connect(client, address, other.node.id(), peers::dialled);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasOneWith(Side other) {
        return peers.count() == 1 && peers.connection(other.node.id()).isPresent();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        database.close();
    }
}
