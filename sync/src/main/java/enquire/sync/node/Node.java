package enquire.sync.node;

import enquire.editor.page.PeerId;
import java.util.List;
import java.util.Optional;

/**
 * A running node: one key pair, one data folder, several wikis, connections to peers. Thread-safe.
 *
 * <p>{@link #open} takes the lock of the data folder and opens the wikis; {@link #listen} starts to
 * talk to peers.
 */
public final class Node implements AutoCloseable {

    /**
     * @throws DataFolderException if another node uses the folder (its address is in the message),
     *     it cannot be written, or what it holds is damaged
     */
    public static Node open(NodeSettings settings) {
        throw new UnsupportedOperationException();
    }

    public PeerId id() {
        throw new UnsupportedOperationException();
    }

    /** How others see this person. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** Also tells connected peers. */
    public void rename(String name) {
        throw new UnsupportedOperationException();
    }

    /** Writes where the node answers into the lock file, so that commands find it. */
    public void announce(String httpAddress) {
        throw new UnsupportedOperationException();
    }

    /**
     * Starts to listen for peers and to dial them.
     *
     * @return the port
     * @throws PortInUseException if the peer port is taken
     */
    public int listen() {
        throw new UnsupportedOperationException();
    }

    public List<Wiki> wikis() {
        throw new UnsupportedOperationException();
    }

    public Optional<Wiki> wiki(String slugOrId) {
        throw new UnsupportedOperationException();
    }

    /** A new wiki whose owner is this node; without pages. */
    public Wiki create(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * What an invite says, without redeeming it. @throws InviteException if it is no invite or has
     * expired
     */
    public InvitePreview preview(String invite) {
        throw new UnsupportedOperationException();
    }

    /**
     * Redeems an invite with the node that gave it; the wiki fills from then on.
     *
     * @throws InviteException with a sentence that says why not: wrong, used, expired, unreachable,
     *     not who the invite says
     */
    public Wiki join(String invite) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
