package enquire.web.hooks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of a real node, and a real server that they tell. */
abstract class HookedNode {

    /** Every wait of a test ends by then. Generous: a shared computer may be busy. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Nothing is late, however slow the computer is. */
    static final HookPace FAST =
            new HookPace(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    PATIENCE,
                    List.of(Duration.ofMillis(30)),
                    Duration.ofHours(28));

    private final HookSender.Names names =
            host ->
                    switch (host) {
                        case "rebound.example" ->
                                new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                        // Given to nobody yet, among those that are reached from anywhere.
                        case "public.example" ->
                                new InetAddress[] {InetAddress.getByName("3fff:1000::1")};
                        default -> InetAddress.getAllByName(host);
                    };

    @TempDir Path data;

    Node node;
    Wiki wiki;
    Hooks hooks;
    Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = Receiver.start();
        node = Node.open(TestNode.settings(data, "Alice", InstantSource.system()));
        wiki = node.create("W");
        begin(FAST, InstantSource.system());
    }

    void begin(HookPace pace, InstantSource clock) {
        hooks = new Hooks(clock, pace, names);
        hooks.resume(node);
    }

    void restart(HookPace pace, InstantSource clock) {
        stopNode();
        restartAfterStop(pace, clock);
    }

    void restartAfterStop(HookPace pace, InstantSource clock) {
        node = Node.open(TestNode.settings(data, "Alice", InstantSource.system()));
        wiki = node.wiki("w").orElseThrow();
        begin(pace, clock);
    }

    void stopNode() {
        hooks.close();
        node.close();
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
        stopNode();
    }

    Hook.Wanted all() {
        return wanted(receiver.url(), EnumSet.copyOf(EventKind.OF_PAGES), Hook.From.ANYWHERE, "");
    }

    static Hook.Wanted wanted(String url, Set<EventKind> kinds, Hook.From from, String by) {
        return new Hook.Wanted(url, kinds, from, by, true);
    }

    Hook add(Hook.Wanted wanted) {
        return hooks.of(wiki).add(wanted);
    }

    PageView create(String title) {
        return wiki.repository().create(new Title(title), "quiet\n");
    }

    WikiHooks.Standing standing(Hook hook) {
        return hooks.of(wiki).one(hook.id()).orElseThrow();
    }

    List<String> types() {
        return receiver.got.stream().map(Receiver.Got::type).toList();
    }

    void until(BooleanSupplier fits) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!fits.getAsBoolean()) {
            assertTrue(
                    Instant.now().isBefore(end), () -> "still: " + types() + hooks.of(wiki).list());
            BetweenLooks.pause();
        }
    }
}
