package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Carrying;
import enquire.storage.Exchange;
import enquire.storage.PageView;
import enquire.storage.Records;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one wiki stands with its peers, in words for the screens. Thread-safe. */
final class PeerRows {

    private static final int PAGES_AT_ONCE = 1_000;

    private final WikiParts parts;
    private final Peers peers;

    /** Once true it stays so, and is asked for each second. */
    private volatile boolean begun;

    private volatile @Nullable Least least;

    PeerRows(WikiParts parts, Peers peers) {
        this.parts = parts;
        this.peers = peers;
    }

    List<Wiki.Peer> rows() {
        var rows = new ArrayList<Wiki.Peer>();
        Map<PeerId, Records.Receipt> receipts = receipts();
        for (Roster.Member member : byPerson()) {
            boolean self = member.peer().equals(parts.self());
            // Oneself is a row only when there is something wrong: a copied data folder.
            if (!self || copySeen().isPresent()) {
                rows.add(row(member, receipts));
            }
        }
        return rows;
    }

    Wiki.Departed departed(Roster.Departed former) {
        Members members = parts.members();
        Optional<PeerId> by = Optional.of(former.by()).filter(who -> !who.equals(former.peer()));
        return new Wiki.Departed(
                former.peer(),
                members.nameOf(former.peer()),
                by.map(members::nameOf),
                by.isPresent() && members.roster().recovery().equals(by),
                former.at());
    }

    /** By rank and name, the other computers of somebody behind his first one. */
    private List<Roster.Member> byPerson() {
        Roster roster = parts.members().roster();
        var ordered = new ArrayList<Roster.Member>();
        for (Roster.Member member : roster.members()) {
            if (roster.deviceOf(member.peer()).isEmpty()) {
                ordered.add(member);
                roster.members().stream()
                        .filter(each ->
                                roster.deviceOf(each.peer()).equals(Optional.of(member.peer())))
                        .forEach(ordered::add);
            }
        }
        return ordered;
    }

    private Wiki.Peer row(Roster.Member member, Map<PeerId, Records.Receipt> receipts) {
        PeerId peer = member.peer();
        boolean connected = peers.connection(peer).isPresent();
        Acquaintances known = peers.acquaintances();
        return new Wiki.Peer(
                peer,
                parts.members().nameOf(peer),
                member.role(),
                connected,
                known.lastAddress(peer),
                peer.equals(parts.self()) ? copySeen() : peers.lastSeen(peer),
                behind(peer, receipts),
                editsBehind(peer, receipts),
                problem(peer, connected),
                connected ? Optional.empty() : known.release(peer),
                known.clockAhead(peer));
    }

    private Optional<String> problem(PeerId peer, boolean connected) {
        if (peer.equals(parts.self())) {
            return copySeen().map(seen -> CopiedFolder.words(seen, parts.clock().instant()));
        }
        return connected ? Optional.empty() : peers.acquaintances().problem(peer);
    }

    /** When another computer with this one's key was there last; empty if that is long ago. */
    private Optional<Instant> copySeen() {
        return peers.acquaintances()
                .problemAt(parts.self())
                .filter(seen -> CopiedFolder.isTold(seen, parts.clock().instant()));
    }

    Optional<Duration> clockAhead(PeerId peer) {
        return peers.acquaintances().clockAhead(peer);
    }

    Wiki.State state() {
        if (parts.members().role(parts.self()).isEmpty()) {
            return new Wiki.State.Out();
        }
        int connected = 0;
        int partly = 0;
        int toCome = 0;
        long behind = Long.MAX_VALUE;
        Map<PeerId, Records.Receipt> receipts = receipts();
        for (PeerConnection connection : peers.connections()) {
            if (parts.members().role(connection.peer()).isPresent()) {
                if (!isWhole(connection.peer())) {
                    partly++;
                    toCome += connection.pagesToCome();
                    continue; // It has what it opens, so it does not count for all of our edits.
                }
                connected++;
                toCome += connection.pagesToCome();
                behind =
                        Math.min(
                                behind, behind(connection.peer(), receipts).orElse(Long.MAX_VALUE));
            }
        }
        if (connected == 0) {
            // Who keeps part of the wiki takes none of the rest, so nothing is on its way to him.
            return partly > 0 && toCome == 0 && copies() > 0
                    ? new Wiki.State.Synced(partly)
                    : new Wiki.State.Alone();
        }
        if (toCome > 0 || beginning()) {
            return new Wiki.State.Receiving(toCome);
        }
        Exchange exchange = parts.repository().exchange();
        long unsent = behind == Long.MAX_VALUE ? exchange.fingerprint().pages() : behind;
        return unsent == 0 ? new Wiki.State.Synced(connected) : new Wiki.State.Sending(unsent);
    }

    Arriving arriving() {
        var online = new ArrayList<String>();
        var offline = new ArrayList<String>();
        boolean beginning = beginning();
        for (Roster.Member member : parts.members().roster().members()) {
            PeerId peer = member.peer();
            Optional<PeerConnection> connection = peers.connection(peer);
            boolean coming = connection.filter(each -> each.pagesToCome() > 0).isPresent();
            boolean first = beginning && !peer.equals(parts.self());
            if (coming || first || owes(peer)) {
                (connection.isPresent() ? online : offline).add(parts.members().nameOf(peer));
            }
        }
        return new Arriving(online, offline);
    }

    /** It was joined, and has not caught up with anybody yet. */
    private boolean beginning() {
        if (!begun) {
            List<Roster.Member> members = parts.members().roster().members();
            begun =
                    parts.members().role(parts.self()).equals(Optional.of(Role.OWNER))
                            || members.stream().anyMatch(this::heardOf);
        }
        return !begun;
    }

    private boolean heardOf(Roster.Member member) {
        Records records = parts.repository().records();
        return records.progress(member.peer()).isPresent()
                || records.carrying().listed(member.peer()).isPresent();
    }

    private boolean owes(PeerId peer) {
        Records records = parts.repository().records();
        boolean all = records.carrying().mode() == Carrying.Mode.ALL;
        return (all ? records.progress(peer) : records.carrying().listed(peer))
                .filter(progress -> !progress.owed().isEmpty())
                .isPresent();
    }

    Copies known() {
        return copies(receipts(), parts.repository().records().carrying().holders());
    }

    int copies() {
        Map<PeerId, Records.Receipt> receipts = receipts();
        int least = copies(receipts, Map.of()).least(this::sequence);
        return least(receipts, least);
    }

    /** Everything on which it depends how many copies there are. */
    private record Situation(
            List<Roster.Member> others,
            Map<PeerId, Records.Receipt> receipts,
            Set<PageId> pending,
            long sequence,
            long lists) {}

    private record Least(Situation of, int copies) {}

    /**
     * With what those hold who keep part of the wiki: then each page is looked at, once for each
     * situation.
     *
     * @param whole as few as there are without them
     */
    private int least(Map<PeerId, Records.Receipt> receipts, int whole) {
        Exchange exchange = parts.repository().exchange();
        Carrying carrying = parts.repository().records().carrying();
        // The number of lists is read first: what is listed meanwhile is counted the next time.
        long lists = carrying.lists();
        var now =
                new Situation(
                        others(), receipts, exchange.pending(), exchange.lastSequence(), lists);
        Least known = least;
        if (known != null && known.of().equals(now)) {
            return known.copies();
        }
        Map<PageId, Set<PeerId>> holders = carrying.holders();
        int fewest = whole;
        if (!holders.isEmpty() && now.pending().isEmpty()) {
            fewest = fewest(copies(receipts, holders), whole);
        }
        least = new Least(now, fewest);
        return fewest;
    }

    private int fewest(Copies copies, int whole) {
        int fewest = others().size();
        long after = 0;
        Exchange.IndexPart part;
        do {
            part = parts.repository().exchange().index(after, PAGES_AT_ONCE);
            for (Exchange.IndexEntry entry : part.entries()) {
                fewest = Math.min(fewest, copies.of(entry.page(), entry.sequence()).size());
            }
            after = part.upTo();
        } while (!part.complete() && fewest > whole);
        return Math.max(whole, fewest);
    }

    PageCopies copies(PageId page) {
        Copies copies =
                copies(
                        receipts(),
                        Map.of(page, parts.repository().records().carrying().holders(page)));
        long sequence = sequence(page).orElse(Long.MAX_VALUE);
        List<PeerId> holders = copies.of(page, sequence);
        var on = new ArrayList<Wiki.Member>();
        var waiting = new ArrayList<Wiki.Member>();
        for (Roster.Member member : others()) {
            var named =
                    new Wiki.Member(
                            member.peer(), parts.members().nameOf(member.peer()), member.role());
            if (holders.contains(member.peer())) {
                on.add(named);
            } else if (isWhole(member.peer())) {
                waiting.add(named); // Who holds what he opens asks for it himself.
            }
        }
        return new PageCopies(on, waiting);
    }

    private Optional<Long> sequence(PageId page) {
        return parts.repository().exchange().entry(page).map(Exchange.IndexEntry::sequence);
    }

    private List<Roster.Member> others() {
        return parts.members().roster().members().stream()
                .filter(member -> !member.peer().equals(parts.self()))
                .toList();
    }

    /** Of the other members, about this store. */
    private Map<PeerId, Records.Receipt> receipts() {
        Bytes index = parts.repository().exchange().indexId();
        var receipts = parts.repository().records().receipts();
        receipts.values().removeIf(receipt -> !receipt.index().equals(index));
        receipts.keySet().retainAll(others().stream().map(Roster.Member::peer).toList());
        return receipts;
    }

    /**
     * @param listed who carries part of the wiki and holds what is here
     */
    private Copies copies(Map<PeerId, Records.Receipt> receipts, Map<PageId, Set<PeerId>> listed) {
        Exchange exchange = parts.repository().exchange();
        Set<PageId> pending = exchange.pending(); // First: what is folded meanwhile is in it.
        var members = new HashSet<PeerId>();
        others().forEach(member -> members.add(member.peer()));
        var holders = new HashMap<PageId, Set<PeerId>>();
        listed.forEach((page, who) -> {
            var known = new HashSet<PeerId>(who);
            known.retainAll(members);
            holders.put(page, known);
        });
        return new Copies(receipts, pending, exchange.lastSequence(), holders);
    }

    List<PageView> waitingFor(PeerId peer, int limit) {
        Map<PeerId, Records.Receipt> receipts = receipts();
        Records.Receipt receipt = receipts.get(peer);
        if (receipt == null || !receipt.whole()) {
            return List.of();
        }
        var pages = new LinkedHashSet<>(copies(receipts, Map.of()).lacking(receipt));
        parts.repository().exchange().index(receipt.sequence(), limit).entries().stream()
                .map(Exchange.IndexEntry::page)
                .forEach(pages::add);
        return pages.stream()
                .flatMap(page -> parts.repository().page(page).stream())
                .filter(page -> !page.deleted())
                .limit(limit)
                .toList();
    }

    /**
     * Pages of which some edit waits for this member: each counts once. Empty if it never said what
     * it holds.
     */
    private Optional<Long> behind(PeerId peer, Map<PeerId, Records.Receipt> receipts) {
        return Optional.ofNullable(receipts.get(peer))
                .filter(Records.Receipt::whole)
                .map(receipt ->
                        parts.repository()
                                .exchange()
                                .countChanged(
                                        receipt.sequence(),
                                        copies(receipts, Map.of()).lacking(receipt)));
    }

    /**
     * Edits of this computer that wait for this member, if it is known which: what it confirmed
     * last was all that there was, and it lacks nothing of it.
     */
    private Optional<Integer> editsBehind(PeerId peer, Map<PeerId, Records.Receipt> receipts) {
        Records records = parts.repository().records();
        boolean pending = !parts.repository().exchange().pending().isEmpty();
        return Optional.ofNullable(receipts.get(peer))
                .filter(receipt -> !pending && receipt.whole() && receipt.lacking().isEmpty())
                .flatMap(receipt -> records.confirmedChange(peer, receipt))
                .flatMap(change -> parts.repository().authorship().ownEditsSince(change));
    }

    /** If not, it has what it opens, which is not counted. */
    private boolean isWhole(PeerId peer) {
        return parts.repository().records().carrying().isWhole(peer);
    }
}
