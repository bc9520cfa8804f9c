package enquire.web.hooks;

import enquire.editor.page.WikiId;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hooks of all wikis of this node. Thread-safe. */
public final class Hooks implements AutoCloseable {

    private final HookPace pace;
    private final InstantSource clock;
    private final HookSender.Names names;
    private final SecureRandom random = new SecureRandom();
    private final Map<WikiId, WikiHooks> wikis = new HashMap<>();
    private Optional<HookSender> sender = Optional.empty();
    private boolean running;

    public Hooks(InstantSource clock) {
        this(clock, HookPace.USUAL, InetAddress::getAllByName);
    }

    Hooks(InstantSource clock, HookPace pace, HookSender.Names names) {
        this.clock = clock;
        this.pace = pace;
        this.names = names;
    }

    /** Begins to tell, in all wikis that have hooks, now or later. */
    public synchronized void resume(Node node) {
        running = true;
        node.wikis().forEach(this::of);
        wikis.values().forEach(WikiHooks::start);
    }

    public synchronized WikiHooks of(Wiki wiki) {
        WikiHooks hooks =
                wikis.computeIfAbsent(
                        wiki.id(), id -> new WikiHooks(wiki, this::sender, pace, clock, random));
        if (running) {
            hooks.start();
        }
        return hooks;
    }

    private synchronized HookSender sender() {
        if (sender.isEmpty()) {
            sender = Optional.of(new HookSender(names));
        }
        return sender.get();
    }

    @Override
    public void close() {
        List<WikiHooks> all;
        synchronized (this) {
            all = List.copyOf(wikis.values());
        }
        all.forEach(WikiHooks::close);
        synchronized (this) {
            sender.ifPresent(HookSender::close);
        }
    }
}
