package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.Session;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection in memory between two nodes that have no network: two sessions, and frames that
 * travel when the test says so.
 */
final class Wire {

    /** Far more steps than any of these stories takes. */
    private static final int STEPS_MAX = 100_000;

    final End dialler;
    final End acceptor;
    private boolean older;

    Wire(Node dialling, Node accepting) {
        dialler = new End(dialling, accepting, true);
        acceptor = new End(accepting, dialling, false);
        dialler.step(new Input.Opened());
        acceptor.step(new Input.Opened());
    }

    /** Somebody becomes a member the way a node does: by a join message, without any network. */
    static Wiki join(Node joining, Node inviting, Wiki wiki) {
        return join(joining, inviting, wiki, Role.WRITER);
    }

    /** The same, in some role. */
    static Wiki join(Node joining, Node inviting, Wiki wiki, Role role) {
        Invite invite = Invite.parse(wiki.invite(role).text());
        var session =
                new Session(
                        inviting.id(),
                        joining.id(),
                        false,
                        new NodeLibrary(
                                Limits.VERSION,
                                InstantSource.system(),
                                inviting::name,
                                inviting::wikis,
                                joining.id()));
        var join =
                new Message.Join(
                        invite.wiki(),
                        invite.invite(),
                        Invite.proof(invite.secret(), inviting.id(), joining.id()),
                        joining.name());
        var records = new ArrayList<Bytes>();
        for (Output output : session.step(new Input.Received(join))) {
            if (output instanceof Output.Send send
                    && send.message() instanceof Message.Roster roster) {
                records.addAll(roster.records());
            }
        }
        return joining.add(Roster.of(wiki.id(), records));
    }

    /** Carries everything until nobody has anything to say; no time passes. */
    void runUntilQuiet() {
        for (int step = 0; step < STEPS_MAX; step++) {
            boolean moved = deliver(dialler, acceptor) | deliver(acceptor, dialler);
            moved |= dialler.step(new Input.Ready()) | acceptor.step(new Input.Ready());
            if (!moved) {
                return;
            }
        }
        assertTrue(false, "the two never became quiet");
    }

    /** One frame from each side, if there is one. */
    void carryOne() {
        deliver(dialler, acceptor);
        deliver(acceptor, dialler);
        dialler.step(new Input.Ready());
        acceptor.step(new Input.Ready());
    }

    /** Time passes for both, and what that leads to is carried. */
    void tick(int ticks) {
        for (int i = 0; i < ticks; i++) {
            dialler.step(new Input.Tick());
            acceptor.step(new Input.Tick());
            runUntilQuiet();
        }
    }

    /** Pages changed on both sides, and own changes are signed, as the publisher would do. */
    void pagesChanged(WikiId wiki) {
        for (End end : List.of(dialler, acceptor)) {
            end.node.wiki(wiki.toString()).ifPresent(Wiki::settle);
            end.step(new Input.Changed(wiki));
        }
        runUntilQuiet();
    }

    /** Neither side hears what the other offers beyond what each one does. */
    void ofOlderPrograms() {
        older = true;
    }

    private boolean deliver(End from, End to) {
        Bytes frame = from.sent.poll();
        if (frame == null) {
            return false;
        }
        to.received.add(heard(to.session.decode(frame)));
        to.step(new Input.Received(to.received.getLast()));
        return true;
    }

    private Message heard(Message message) {
        return older && message instanceof Message.Hello hello
                ? new Message.Hello(hello.version(), hello.name(), List.of(), hello.wikis())
                : message;
    }

    /** One side. */
    static final class End {

        final Node node;
        final Session session;
        final ArrayDeque<Bytes> sent = new ArrayDeque<>();
        final List<Message> received = new ArrayList<>();
        final List<Output> outputs = new ArrayList<>();
        long bytesSent;

        End(Node node, Node other, boolean dialled) {
            this.node = node;
            var library =
                    new NodeLibrary(
                            Limits.VERSION,
                            InstantSource.system(),
                            node::name,
                            node::wikis,
                            other.id());
            this.session = new Session(node.id(), other.id(), dialled, library);
        }

        boolean step(Input input) {
            List<Output> out = session.step(input);
            for (Output output : out) {
                outputs.add(output);
                if (output instanceof Output.Send send) {
                    Bytes frame = MessageCodec.encode(send.message());
                    bytesSent += frame.size();
                    sent.add(frame);
                }
            }
            return !out.isEmpty();
        }

        <T extends Message> List<T> received(Class<T> type) {
            return received.stream().filter(type::isInstance).map(type::cast).toList();
        }

        List<Message.Reason> closed() {
            return outputs.stream()
                    .filter(Output.Close.class::isInstance)
                    .map(each -> ((Output.Close) each).reason())
                    .toList();
        }
    }
}
