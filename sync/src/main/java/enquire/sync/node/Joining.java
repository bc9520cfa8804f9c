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

    private final Invite invite;
    private final PeerId self;
    private final String name;
    private final Optional<Bytes> consent;
    private final CompletableFuture<Roster> answer = new CompletableFuture<>();
    private final List<Bytes> records = new ArrayList<>();

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
                Link link = client.connect(address.get(), invite.inviter(), Answer::new);
                return new Joined(await(link), address.get());
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

    private Roster await(Link link) throws InterruptedException {
        try {
            return answer.get(ANSWER_TIME.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InviteException said
                    ? said
                    : new InviteException(String.valueOf(e.getCause().getMessage()), true);
        } catch (TimeoutException e) {
            throw new InviteException(
                    "The computer of %s did not answer in time. Try again; if the invite was taken, it is still yours."
                            .formatted(invite.inviterName()),
                    true);
        } finally {
            link.close("joined");
        }
    }

    private final class Answer implements Link.Owner {

        private final Link link;

        Answer(Link link) {
            this.link = link;
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
            fail(
                    "The computer of %s closed the connection (%s). Try again."
                            .formatted(invite.inviterName(), why),
                    true);
        }
    }
}
