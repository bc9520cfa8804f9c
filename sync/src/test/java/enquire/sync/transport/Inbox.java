package enquire.sync.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** An owner that keeps what it is told. */
final class Inbox implements Link.Acceptor, Link.Owner {

    final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
    private final BlockingQueue<Bytes> frames = new LinkedBlockingQueue<>();
    final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    volatile boolean reads = true;
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile boolean dropsAtOnce;
    volatile boolean dropsUnowned;
    private volatile Link current;

    /** Done as soon as the first link begins: the thread of the test may come too late for it. */
    final AtomicReference<Consumer<Link>> withFirst = new AtomicReference<>(link -> {});

    @Override
    public Link.Owner accept(Link link) {
        current = link;
        links.add(link);
        if (dropsUnowned) {
            link.drop("too early");
        }
        return this;
    }

    @Override
    public void begun() {
        calls.add("begun");
        withFirst.getAndSet(link -> {}).accept(current);
        if (dropsAtOnce) {
            current.drop("at once");
        }
    }

    @Override
    public void received(Bytes frame) {
        frames.add(frame);
        if (reads) {
            current.demand();
        }
    }

    @Override
    public void heard() {
        pongs.add("pong");
    }

    @Override
    public void closed(String why) {
        calls.add("closed");
        ends.add(why);
    }

    Link link() throws InterruptedException {
        return taken(links);
    }

    Bytes frame() throws InterruptedException {
        return taken(frames);
    }

    String closed() throws InterruptedException {
        return taken(ends);
    }

    private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        T first = queue.poll(120, TimeUnit.SECONDS);
        assertTrue(first != null, "nothing came in 120 s");
        return first;
    }
}
