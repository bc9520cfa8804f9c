package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Exchange;
import enquire.storage.FolderTree;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.statement.StatementCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Nodes of several people in one process, over real TLS on loopback. */
final class Meetings implements AutoCloseable {

    /** Generous: the machine may be busy with everything else. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;

    /** Nodes, and what works with them, in the order in which they were begun. */
    private final List<AutoCloseable> open = new ArrayList<>();

    Meetings(Path folder) {
        this.folder = folder;
    }

    /** Starts the node of a person, anew or again; it listens on a free port. */
    Node start(String name) {
        Node node = open(name);
        node.listen();
        return node;
    }

    /** The same, but away from any network. */
    Node open(String name) {
        return open(name, 0);
    }

    /** The same, and it will listen on this port. */
    Node open(String name, int peerPort) {
        return keep(Node.open(settings(name, peerPort)));
    }

    /** A started node that waits long for its peers when it stops: this machine may be slow. */
    Node startPatient(String name) {
        Node node = keep(Node.open(settings(name, 0).handingOverFor(PATIENCE)));
        node.listen();
        return node;
    }

    private NodeSettings settings(String name, int peerPort) {
        return new NodeSettings(
                folder.resolve(name),
                Optional.of(name),
                "127.0.0.1",
                peerPort,
                InstantSource.system());
    }

    /** The connections of a node that is opened for it and has no network of its own. */
    Side side(String name) throws IOException {
        return side(name, Crowding.GREETED_MAX);
    }

    /** The same, and after so many connections somebody makes room. */
    Side side(String name, int greetedMax) throws IOException {
        return keep(new Side(open(name), folder, name, greetedMax));
    }

    /** Closes it at the end, too, or with everything else. */
    <T extends AutoCloseable> T keep(T part) {
        open.add(part);
        return part;
    }

    void stop(Node node) {
        open.remove(node);
        node.close();
    }

    /** Whoever is opened afterwards finds everything as it was. */
    void stopAll() {
        for (AutoCloseable each : open.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        open.clear();
    }

    /** Who somebody is whose node was opened once. */
    NodeIdentity identity(String name) {
        return identity(folder, name);
    }

    /**
     * @param folder of all nodes
     */
    static NodeIdentity identity(Path folder, String name) {
        return NodeIdentity.open(folder.resolve(name).resolve("node").resolve("identity.p12"));
    }

    /** Waits until something holds; fails after a generous time. */
    static void await(String what, BooleanSupplier holds) {
        await(() -> what, PATIENCE, holds);
    }

    /** The same for what takes long even on a computer that has nothing else to do. */
    static void awaitLong(String what, BooleanSupplier holds) {
        await(() -> what, PATIENCE.multipliedBy(3), holds);
    }

    private static void await(Supplier<String> what, Duration atMost, BooleanSupplier holds) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "not in " + atMost + ": " + what.get());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Waits until both wikis hold the same pages with the same heads and statements. */
    static void awaitEqual(Wiki one, Wiki other) {
        await(
                () -> "equal pages: " + pages(one) + " and " + pages(other),
                PATIENCE,
                () ->
                        fingerprint(one).equals(fingerprint(other))
                                && !typing(one)
                                && !typing(other));
    }

    /** Typing that is on disk, but in no change yet: the fingerprint knows nothing of it. */
    private static boolean typing(Wiki wiki) {
        return !wiki.repository().exchange().pending().isEmpty();
    }

    /** What the fingerprint is made of, for the message of a failed test. */
    private static String pages(Wiki wiki) {
        Exchange exchange = wiki.repository().exchange();
        var pages = new ArrayList<String>();
        for (Exchange.IndexEntry entry : exchange.index(0, 10).entries()) {
            var claims =
                    exchange.statements(entry.page()).stream()
                            .map(each -> StatementCodec.decode(each.bytes()).claim().toString())
                            .sorted()
                            .toList();
            pages.add(entry + " with " + claims);
        }
        return exchange.fingerprint() + " of " + pages;
    }

    /** What the screen says about somebody; empty if nothing is wrong. */
    static String problem(Wiki wiki, PeerId of) {
        return wiki.peers().stream()
                .filter(peer -> peer.peer().equals(of))
                .flatMap(peer -> peer.problem().stream())
                .findFirst()
                .orElse("");
    }

    static Exchange.Fingerprint fingerprint(Wiki wiki) {
        return wiki.repository().exchange().fingerprint();
    }

    /** The heads of a page with this title; none if there is no such page. */
    static Heads heads(Wiki wiki, String title) {
        return wiki.repository()
                .resolve(title)
                .map(page -> wiki.repository().exchange().heads(page))
                .orElse(Heads.NONE);
    }

    static String text(Wiki wiki, String title) {
        Optional<PageId> page = wiki.repository().resolve(title);
        return page.isEmpty() ? "" : wiki.repository().page(page.get()).orElseThrow().text();
    }

    /** Characters that take three bytes each and deflate little. */
    static String randomText(long seed, int characters) {
        return new Random(seed)
                .ints(characters, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void close() {
        stopAll();
    }

    /** The data of a node that is stopped; what was there is replaced. */
    static void copy(Path from, Path to) throws IOException {
        FolderTree.remove(to);
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** Until another thread of the test has come so far. */
    static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
