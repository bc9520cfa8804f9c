package enquire.sync.transport;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's side of one connection: hands what Jetty calls over to the {@link Link}. Frames are read
 * one by one, on demand.
 *
 * <p>Public because Jetty calls it through its own method handles; nobody else uses it.
 *
 * <p>It does not override {@code onWebSocketPing}: Jetty answers pings only while nobody else does.
 */
public final class LinkSocket implements Session.Listener {

    private final PeerId peer;
    private final Link.Acceptor acceptor;
    private final GreetingDeadline deadline;
    private final long beganNanos = System.nanoTime();
    private volatile @Nullable Link link;

    /** Of a frame that is on its way. Jetty calls one at a time. */
    private ByteArrayOutputStream begun = new ByteArrayOutputStream();

    private volatile boolean refused;

    LinkSocket(PeerId peer, Link.Acceptor acceptor, GreetingDeadline deadline) {
        this.peer = peer;
        this.acceptor = acceptor;
        this.deadline = deadline;
    }

    /** Somebody else answered: when the connection opens, it ends, and its owner never hears. */
    void refuse() {
        refused = true;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        if (refused) {
            session.disconnect();
            return;
        }
        String address = String.valueOf(session.getRemoteSocketAddress());
        var begun =
                new Link(
                        session,
                        peer,
                        address.startsWith("/") ? address.substring(1) : address,
                        deadline,
                        beganNanos);
        link = begun;
        begun.begin(acceptor);
    }

    /** A part of a frame is a sign of life: over a slow line a whole one takes minutes. */
    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        byte[] came = new byte[payload.remaining()];
        payload.get(came);
        callback.succeed();
        if (begun.size() + came.length > Limits.FRAME_BYTES) {
            link().drop("the peer sent a frame that is too large");
            return;
        }
        if (!last) {
            begun.writeBytes(came);
            link().owner().heard();
            link().demand();
            return;
        }
        Bytes frame = Bytes.of(came);
        if (begun.size() > 0) {
            begun.writeBytes(came);
            frame = Bytes.of(begun.toByteArray());
            begun = new ByteArrayOutputStream();
        }
        link().owner().received(frame);
    }

    @Override
    public void onWebSocketText(String message) {
        link().drop("the peer sent text where frames are binary");
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        link().owner().heard();
        link().demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        Link failed = link;
        if (failed != null) {
            String why = cause.getMessage();
            failed.ended(why == null ? "it broke off" : why);
        }
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        callback.succeed();
        Link over = link;
        if (over != null) {
            over.ended(reason == null || reason.isEmpty() ? "the peer closed it" : reason);
        }
    }

    Link link() {
        return Objects.requireNonNull(link, "Jetty opens a socket before it uses it");
    }
}
