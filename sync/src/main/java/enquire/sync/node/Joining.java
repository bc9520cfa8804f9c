package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.Consent;
import enquire.sync.identity.NodeKey;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Roster;
import enquire.sync.transport.DialException;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import enquire.sync.transport.WrongPeerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Redeems an invite with the node that gave it: dials it, shows that this node has the secret, and
 * takes the roster that comes back. Nothing is stored here. One use.
 */
final class Joining {

    /** How long the inviter may take to answer: it writes to its disk (a guess). */
    private static final Duration ANSWER_TIME = Duration.ofSeconds(20);

    /** So often an inviter is dialled who answers and then breaks off. (A guess.) */
    private static final int DIALS_MAX = 3;

    private final Invite invite;
    private final PeerId self;
    private final String name;
    private final Optional<Bytes> consent;

    Joining(Invite invite, NodeKey key, String name) {
        this.invite = invite;
        this.self = key.id();
        this.name = name;
        this.consent =
                invite.device()
                        ? Optional.of(Consent.give(key, invite.wiki(), invite.inviter()))
                        : Optional.empty();
    }

    /** What was joined, and where the inviter answered. */
    record Joined(Roster roster, PeerAddress address) {}

    /**
     * @param loopbackOnly never dial another computer
     * @param stopping whether this node stops: then no further address is tried
     * @throws InviteException with a sentence that says why not
     */
    Joined join(PeerClient client, boolean loopbackOnly, BooleanSupplier stopping) {
        var tried = new ArrayList<String>();
        Optional<String> somebodyElse = Optional.empty();
        for (String text : invite.addresses()) {
            Optional<PeerAddress> address = PeerAddress.parse(text);
            if (address.isEmpty() || loopbackOnly && !address.get().loopback()) {
                continue;
            }
            if (stopping.getAsBoolean()) {
                break;
            }
            tried.add(text);
            try {
                return new Joined(ask(client, address.get(), stopping), address.get());
            } catch (WrongPeerException e) {
                somebodyElse = Optional.of(text);
            } catch (IOException e) {
                continue; // The next address.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InviteException(
                        "Joining was interrupted. Try again; if the invite was taken, it is still yours.",
                        true);
            }
        }
        throw stopping.getAsBoolean() ? stopped() : notReached(tried, somebodyElse);
    }

    /**
     * A connection that ended before the answer is made again: a busy computer cuts one that takes
     * too long to stand, or on which saying the first word did, and the same invite has the same
     * answer.
     *
     * @throws IOException if there was never one
     */
    private Roster ask(PeerClient client, PeerAddress address, BooleanSupplier stopping)
            throws IOException, InterruptedException {
        IOException last = new IOException("not dialled");
        for (int dial = 1; dial <= DIALS_MAX && !stopping.getAsBoolean(); dial++) {
            var answer = new CompletableFuture<Roster>();
            try {
                return await(
                        client.connect(address, invite.inviter(), link -> new Answer(link, answer)),
                        answer);
            } catch (BrokenOffException e) {
                last = e;
            } catch (DialException e) {
                boolean stood = last instanceof BrokenOffException;
                last = stood ? last : e;
                if (e.why() != DialException.Why.BROKE_OFF) {
                    break;
                }
            }
        }
        if (stopping.getAsBoolean()) {
            throw stopped();
        }
        if (last instanceof BrokenOffException broken) {
            throw brokenOff(broken);
        }
        throw last;
    }

    private InviteException brokenOff(BrokenOffException e) {
        return new InviteException(
                "The computer of %s closed the connection (%s). Try again."
                        .formatted(invite.inviterName(), e.getMessage()),
                true);
    }

    /** The connection ended before the answer. */
    private static final class BrokenOffException extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenOffException(String why) {
            super(why);
        }
    }

    static InviteException stopped() {
        return new InviteException(
                "This computer stops Enquire, so nothing was joined. Start it and try again; if the invite was taken, it is still yours.",
                true);
    }

    private InviteException notReached(List<String> tried, Optional<String> somebodyElse) {
        String inviter = invite.inviterName();
        if (somebodyElse.isPresent()) {
            return new InviteException(
                    "At %s another computer answers than the one of %s that gave this invite. Nothing was joined; ask %s for a new invite."
                            .formatted(somebodyElse.get(), inviter, inviter));
        }
        if (tried.isEmpty()) {
            return new InviteException(
                    "This invite names no address that this computer may dial. Ask %s for a new one."
                            .formatted(inviter));
        }
        return new InviteException(
                "The computer of %s does not answer at %s. Ask %s to start Enquire, then try again; the invite still works."
                        .formatted(inviter, String.join(", ", tried), inviter));
    }

    private Roster await(Link link, CompletableFuture<Roster> answer)
            throws BrokenOffException, InterruptedException {
        try {
            return answer.get(ANSWER_TIME.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokenOffException broken) {
                throw broken;
            }
            throw e.getCause() instanceof InviteException said
                    ? said
                    : new InviteException(String.valueOf(e.getCause().getMessage()), true);
        } catch (TimeoutException e) {
            throw late(invite);
        } finally {
            link.close("joined");
        }
    }

    static InviteException late(Invite invite) {
        return new InviteException(
                "The computer of %s did not answer in time. Try again; if the invite was taken, it is still yours."
                        .formatted(invite.inviterName()),
                true);
    }

    private final class Answer implements Link.Owner {

        private final Link link;
        private final CompletableFuture<Roster> answer;
        private final List<Bytes> records = new ArrayList<>();

        Answer(Link link, CompletableFuture<Roster> answer) {
            this.link = link;
            this.answer = answer;
        }

        @Override
        public void begun() {
            var join =
                    new Message.Join(
                            invite.wiki(),
                            invite.invite(),
                            Invite.proof(invite.secret(), invite.inviter(), self),
                            name,
                            consent);
            link.send(MessageCodec.encode(join));
        }

        @Override
        public void received(Bytes frame) {
            try {
                take(MessageCodec.decode(frame));
                link.demand();
            } catch (ProtocolException | MalformedException e) {
                fail(
                        "The answer of the inviter makes no sense (%s).".formatted(e.getMessage()),
                        true);
            }
        }

        /** Records come first; the hello says that they are all. */
        private void take(Message message) {
            switch (message) {
                case Message.Roster roster when roster.wiki().equals(invite.wiki()) -> {
                    if (records.size() + roster.records().size() > Roster.RECORDS_MAX) {
                        throw new ProtocolException("more records than a wiki has");
                    }
                    records.addAll(roster.records());
                }
                case Message.Hello hello -> {
                    Roster roster = Roster.of(invite.wiki(), records);
                    if (roster.role(self).isEmpty()) {
                        throw new ProtocolException("its roster does not name this computer");
                    }
                    answer.complete(roster);
                }
                case Message.Close closed -> {
                    if (closed.reason() == Message.Reason.INVITE) {
                        answer.completeExceptionally(InviteException.refused(closed.explanation()));
                    } else {
                        fail(closed.explanation(), true);
                    }
                }
                default -> {} // Nothing else is of use here.
            }
        }

        private void fail(String why, boolean mayBeTaken) {
            answer.completeExceptionally(new InviteException(why, mayBeTaken));
        }

        @Override
        public void closed(String why) {
            answer.completeExceptionally(new BrokenOffException(why));
        }
    }
}
