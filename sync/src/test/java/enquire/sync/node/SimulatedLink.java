package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.Session;
import java.util.HashMap;
import java.util.List;

/**
 * One connection: frames in order, each after a delay of its own, until one is lost; from then on
 * that direction is silent, as a stream is, and each side finds out for itself.
 */
final class SimulatedLink {

    /** Frames under way in one direction before {@code Ready} has to wait. */
    private static final int ROOM_FRAMES = 4;

    /** Each connection asks for itself, to see what that costs. */
    private static final boolean APART = "apart".equals(System.getProperty("enquire.traffic"));

    private final SimulatedWorld world;
    final End dialler;
    final End acceptor;

    SimulatedLink(SimulatedWorld world, SimulatedNode dialling, SimulatedNode accepting) {
        this.world = world;
        dialler = new End(dialling, accepting, true);
        acceptor = new End(accepting, dialling, false);
        dialling.ends().add(dialler);
        accepting.ends().add(acceptor);
        dialler.begin();
        acceptor.begin();
    }

    private End other(End end) {
        return end == dialler ? acceptor : dialler;
    }

    /** One side. */
    final class End {

        final SimulatedNode node;
        final SimulatedNode peer;
        final Session session;
        private boolean over;
        private boolean silent;
        private int underWay;
        private long arrivesAtMillis;

        End(SimulatedNode node, SimulatedNode peer, boolean dialled) {
            this.node = node;
            this.peer = peer;
            var library =
                    new NodeLibrary(
                            Limits.VERSION,
                            node::now,
                            () -> node.name,
                            () -> List.of(node.wiki()),
                            peer.id(),
                            () -> {},
                            APART ? new HashMap<>() : node.underWay());
            this.session = new Session(node.id(), peer.id(), dialled, library);
        }

        private void begin() {
            step(new Input.Opened());
            tickLater();
        }

        private void tickLater() {
            world.clock()
                    .after(
                            Session.TICK.toMillis(),
                            () -> {
                                if (!over) {
                                    step(new Input.Tick());
                                    tickLater();
                                }
                            });
        }

        boolean isOpen() {
            return !over && session.open();
        }

        void step(Input input) {
            act(() -> carryOut(session.step(input)));
        }

        private void act(Runnable work) {
            if (over) {
                return;
            }
            boolean came =
                    node.act(() -> {
                        work.run();
                        makeWhatThereIsRoomFor();
                    });
            if (!came) {
                cut(); // It fell, or its disk failed: the connection ends, the others go on.
            }
        }

        private void makeWhatThereIsRoomFor() {
            boolean more = true;
            while (more && !over && underWay < ROOM_FRAMES) {
                List<Output> made = session.step(new Input.Ready());
                more = !made.isEmpty();
                carryOut(made);
            }
        }

        private void carryOut(List<Output> outputs) {
            for (Output output : outputs) {
                switch (output) {
                    case Output.Send send -> send(MessageCodec.encode(send.message()));
                    case Output.Ping ping -> travel(() -> other(this).answerPing());
                    case Output.Close close -> {
                        world.closed(node, close);
                        end();
                    }
                    case Output.Freed freed -> world.clock().after(0, this::wakeOthers);
                    case Output.Sharing sharing -> world.copies().met(node, peer);
                    case Output.BlobPiece piece -> node.fetcher().arrived(this, piece);
                    case Output.BlobMissing missing -> node.fetcher().missing(this);
                    default -> {} // Presence and addresses: not in this world.
                }
            }
        }

        private void end() {
            over = true;
            node.ends().remove(this);
            session.over();
        }

        private void wakeOthers() {
            for (End each : List.copyOf(node.ends())) {
                if (each != this && node.isOn()) {
                    each.step(new Input.Changed(node.wiki().id()));
                }
            }
        }

        private void answerPing() {
            if (!over && node.isOn()) {
                travel(() -> other(this).step(new Input.Heard()));
            }
        }

        private void send(Bytes frame) {
            world.frames++;
            underWay++;
            travel(() -> {
                underWay--;
                Message message = world.asForwarded(MessageCodec.decode(frame));
                world.watcher.accept(other(this), message);
                other(this).step(new Input.Received(message));
                act(() -> {}); // There is room again.
            });
        }

        private void travel(Runnable arrival) {
            if (silent || !world.carries(node, peer)) {
                silent = true; // What follows in a stream cannot arrive either.
                world.lost++;
                return;
            }
            long at = world.clock().millis() + world.delayMillis();
            arrivesAtMillis = Math.max(arrivesAtMillis, at);
            world.clock()
                    .after(
                            arrivesAtMillis - world.clock().millis(),
                            () -> {
                                if (!other(this).over) {
                                    arrival.run();
                                }
                            });
        }

        /** Without a word; the other side hears of it some time, or finds out by the silence. */
        void cut() {
            if (!over) {
                end();
                if (world.carries(node, peer)) {
                    world.clock().after(world.delayMillis(), other(this)::cut);
                }
            }
        }
    }
}
