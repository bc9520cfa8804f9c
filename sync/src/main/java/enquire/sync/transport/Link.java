package enquire.sync.transport;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * One connection with one peer, whose key TLS has proven. Carries whole frames; bounded both ways:
 * the next frame is read from the network only when the owner asks for it, and what waits to be
 * sent has a cap in bytes. Thread-safe.
 */
public final class Link {

    /**
     * Below this many bytes that wait to be sent, the owner is told that there is room. Two frames:
     * one on the wire, one behind it (arithmetic).
     */
    private static final int ROOM_BYTES = 2 << 20;

    /**
     * What may wait to be sent, in bytes. An owner that heeds {@link #room()} stays below {@link
     * #ROOM_BYTES} and what one step makes; who does not read is disconnected here.
     */
    static final int WAITING_BYTES_MAX = 8 << 20;

    /** Makes the owner of a connection that was just opened, and does not use the link yet. */
    @FunctionalInterface
    public interface Acceptor {

        Owner accept(Link link);
    }

    /**
     * Whoever works with a connection. Called from threads of the network: must not block. Whoever
     * has no use for a call does nothing.
     */
    public interface Owner {

        /** The first call, on a link that knows its owner: from now on it may be used. */
        default void begun() {}

        /** The next frame; no further one comes before {@link Link#demand}. */
        void received(Bytes frame);

        /** The other side answered a ping: it lives. */
        default void heard() {}

        /** What waited to be sent has become little. */
        default void room() {}

        /** The last call. */
        void closed(String why);
    }

    private final Session session;
    private final PeerId peer;
    private final String address;
    private final GreetingDeadline deadline;
    private final long beganNanos;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ArrayDeque<Bytes> waiting = new ArrayDeque<>();
    private volatile @Nullable Owner owner;

    /** Why the link was over before it had an owner to tell. */
    private @Nullable String overBefore;

    private int waitingBytes;
    private boolean sending;
    private @Nullable CloseFrame closing;

    private record CloseFrame(int code, String reason) {}

    /**
     * @param beganNanos when the dial, or its answer, began; of {@link System#nanoTime}
     */
    Link(Session session, PeerId peer, String address, GreetingDeadline deadline, long beganNanos) {
        this.session = session;
        this.peer = peer;
        this.address = address;
        this.deadline = deadline;
        this.beganNanos = beganNanos;
    }

    void begin(Acceptor acceptor) {
        Owner accepted = acceptor.accept(this);
        String over;
        synchronized (this) {
            owner = accepted;
            over = overBefore;
        }
        accepted.begun();
        if (over == null) {
            demand();
        } else {
            accepted.closed(over);
        }
    }

    Owner owner() {
        return Objects.requireNonNull(owner, "a link begins before it carries anything");
    }

    public PeerId peer() {
        return peer;
    }

    /** The network address of the other side, for people to read. */
    public String address() {
        return address;
    }

    /** Since the dial began; on the side that was dialled, since TLS had proven the key. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** The other side said hello in time: its deadline is off. */
    public void greeted() {
        deadline.greeted();
    }

    /** The other side showed the secret of an invite: its deadline is put off, once. */
    public void invited() {
        deadline.invited();
    }

    /** Asks for the next frame. */
    public void demand() {
        if (session.isOpen()) {
            session.demand();
        }
    }

    /** Whether the owner may make more to send. */
    public synchronized boolean room() {
        return waitingBytes < ROOM_BYTES;
    }

    /** Queues a frame. Closes the connection if too much waits already. */
    public void send(Bytes frame) {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            if (waitingBytes + frame.size() <= WAITING_BYTES_MAX) {
                waiting.add(frame);
                waitingBytes += frame.size();
                if (sending) {
                    return;
                }
                sending = true;
                frame = waiting.element();
            } else {
                frame = Bytes.EMPTY;
            }
        }
        if (frame.size() == 0) {
            drop("the peer does not read what is sent to it");
        } else {
            transmit(frame);
        }
    }

    public void ping() {
        if (session.isOpen()) {
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    /** Closes after what waits has been sent. */
    public void close(String why) {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            closing = new CloseFrame(StatusCode.NORMAL, why);
            if (sending) {
                return;
            }
        }
        session.close(StatusCode.NORMAL, why, Callback.NOOP);
    }

    /** Cuts the connection without a word. */
    public void drop(String why) {
        ended(why);
        session.disconnect();
    }

    /** The connection is over, whoever ended it; the owner hears it once. */
    void ended(String why) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Owner told;
        synchronized (this) {
            told = owner;
            if (told == null) {
                overBefore = why;
            }
        }
        if (told != null) {
            told.closed(why);
        }
    }

    private void transmit(Bytes frame) {
        session.sendBinary(
                ByteBuffer.wrap(frame.toArray()), Callback.from(this::sent, this::sendingFailed));
    }

    private void sent() {
        Bytes next;
        CloseFrame last;
        boolean becameLittle;
        synchronized (this) {
            int before = waitingBytes;
            waitingBytes -= waiting.remove().size();
            becameLittle = before >= ROOM_BYTES && waitingBytes < ROOM_BYTES;
            next = waiting.peek();
            sending = next != null;
            last = closing;
        }
        if (becameLittle) {
            owner().room();
        }
        if (next != null) {
            transmit(next);
        } else if (last != null) {
            session.close(last.code(), last.reason(), Callback.NOOP);
        }
    }

    private void sendingFailed(Throwable cause) {
        drop(
                cause instanceof ClosedChannelException
                        ? "the connection is closed"
                        : "sending failed: " + cause.getMessage());
    }
}
