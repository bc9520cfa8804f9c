package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.Records;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.Offers;
import enquire.sync.identity.SignedAddresses;
import enquire.sync.identity.SignedOffers;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Roster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the members of one wiki say of themselves, and others pass on: where they are and what they
 * offer. Thread-safe.
 */
record MemberNews(
        Members members, Announcements<List<String>> addresses, Announcements<Offers> offers) {

    /**
     * @param ownAddresses where this node listens, the best first
     * @param ownOffers what it offers
     */
    static MemberNews of(
            NodeKey key,
            Members members,
            Records records,
            Supplier<List<String>> ownAddresses,
            Supplier<Optional<Offers>> ownOffers,
            InstantSource clock) {
        return new MemberNews(
                members,
                new Announcements<>(
                        key,
                        "address/",
                        new AddressFormat(),
                        Limits.ADDRESS_RECORDS,
                        records,
                        () -> Optional.of(usable(ownAddresses.get())).filter(all -> !all.isEmpty()),
                        clock),
                new Announcements<>(
                        key,
                        "offers/",
                        new OfferFormat(),
                        Limits.OFFER_RECORDS,
                        records,
                        ownOffers,
                        clock));
    }

    /** Signed addresses, this node's first, then by rank: whom one needs is told of. */
    List<Bytes> addressesToTell() {
        return addresses.toTell(byRank());
    }

    /** The same of what they offer. */
    List<Bytes> offersToTell() {
        return offers.toTell(byRank());
    }

    /**
     * Takes what a peer told.
     *
     * @return whether somebody is somewhere else now
     */
    boolean hear(Message.Peers told) {
        offers.hear(told.offers(), peer -> members.role(peer).isPresent());
        return addresses.hear(told.records(), peer -> members.role(peer).isPresent());
    }

    private List<PeerId> byRank() {
        return members.roster().members().stream().map(Roster.Member::peer).toList();
    }

    private static List<String> usable(List<String> addresses) {
        return addresses.stream().filter(SignedAddresses::isAddress).toList();
    }

    private static final class AddressFormat implements Announcements.Format<List<String>> {

        @Override
        public Bytes sign(NodeKey key, List<String> addresses, Instant at) {
            return SignedAddresses.sign(key, addresses, at);
        }

        @Override
        public Announcements.Told<List<String>> read(Bytes bytes) {
            var read = SignedAddresses.read(bytes);
            return new Announcements.Told<>(bytes, read.peer(), read.addresses(), read.at());
        }
    }

    private static final class OfferFormat implements Announcements.Format<Offers> {

        @Override
        public Bytes sign(NodeKey key, Offers offers, Instant at) {
            return SignedOffers.sign(key, offers, at);
        }

        @Override
        public Announcements.Told<Offers> read(Bytes bytes) {
            var read = SignedOffers.read(bytes);
            PeerId peer = read.offers().peer();
            return new Announcements.Told<>(bytes, peer, read.offers(), read.at());
        }
    }
}
