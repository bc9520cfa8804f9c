package enquire.web.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * One Jetty WebSocket as a {@link Socket.Channel}. Public, because Jetty calls it through method
 * handles of its own.
 */
public final class JettySocket extends Session.Listener.AbstractAutoDemanding
        implements Socket.Channel {

    /** As many small messages as an hour of typing makes; a tab that lags so far starts anew. */
    private static final int QUEUED_MESSAGES_MAX = 10_000;

    /** Two texts of the largest size and what comes meanwhile. In UTF-16 units. */
    private static final long QUEUED_CHARS_MAX = 16_000_000;

    /** RFC 6455, section 7.4.1: try again later. */
    private static final int TRY_AGAIN_LATER = 1013;

    private final Socket.Opener opener;
    private final AtomicInteger queuedMessages = new AtomicInteger();
    private final AtomicLong queuedChars = new AtomicLong();
    private volatile boolean closing;
    private Socket socket =
            new Socket() {
                @Override
                public void received(String text) {}

                @Override
                public void closed() {}
            };

    JettySocket(Socket.Opener opener) {
        this.opener = opener;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        super.onWebSocketOpen(session);
        socket = opener.open(this);
    }

    @Override
    public void onWebSocketText(String message) {
        socket.received(message);
    }

    /** A tab that vanishes in the middle of a frame is no fault of anybody; closing follows. */
    @Override
    public void onWebSocketError(Throwable cause) {
        closing = true;
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        closing = true;
        socket.closed();
        callback.succeed();
    }

    @Override
    public void send(String text) {
        Session session = getSession();
        if (closing || session == null || !session.isOpen()) {
            return;
        }
        boolean full =
                queuedMessages.incrementAndGet() > QUEUED_MESSAGES_MAX
                        || queuedChars.addAndGet(text.length()) > QUEUED_CHARS_MAX;
        if (full) {
            close(TRY_AGAIN_LATER, "too far behind");
            return;
        }
        session.sendText(text, Callback.from(() -> sent(text), failure -> sent(text)));
    }

    private void sent(String text) {
        queuedMessages.decrementAndGet();
        queuedChars.addAndGet(-text.length());
    }

    @Override
    public void close(int code, String reason) {
        closing = true;
        Session session = getSession();
        if (session != null) {
            session.close(code, reason, Callback.NOOP);
        }
    }
}
