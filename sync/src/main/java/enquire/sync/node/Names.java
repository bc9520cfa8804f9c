package enquire.sync.node;

import enquire.editor.page.PeerId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What people call themselves now: this node's own name, and those that peers told in their hello.
 * A roster keeps the name under which somebody was added; who renames himself says so to the peers
 * he meets. Kept on disk. Thread-safe.
 */
final class Names {

    private final PeerId self;
    private final NodeDatabase database;
    private final Map<PeerId, Optional<String>> told = new ConcurrentHashMap<>();
    private volatile String own;

    Names(PeerId self, String own, NodeDatabase database) {
        this.self = self;
        this.own = own;
        this.database = database;
    }

    String own() {
        return own;
    }

    /**
     * @throws IllegalArgumentException with a sentence, if that is no name
     */
    void rename(String name) {
        String checked = NodeName.checked(name);
        database.name(checked);
        own = checked;
    }

    /** A peer that says something else than a name keeps the one it had. */
    void told(PeerId peer, String name) {
        try {
            Optional<String> checked = Optional.of(NodeName.checked(name));
            if (!peer.equals(self) && !of(peer).equals(checked)) {
                database.told(peer, checked.get());
                told.put(peer, checked);
            }
        } catch (IllegalArgumentException noName) {
            return;
        }
    }

    /** Empty for a peer that this node has not met. */
    Optional<String> of(PeerId peer) {
        return peer.equals(self) ? Optional.of(own) : told.computeIfAbsent(peer, database::told);
    }
}
