package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.storage.Exchange;
import enquire.storage.Records;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one wiki stands with its peers, in words for the screens. Thread-safe. */
final class PeerRows {

    private final WikiParts parts;
    private final Peers peers;

    /** Once true it stays so, and is asked for each second. */
    private volatile boolean begun;

    PeerRows(WikiParts parts, Peers peers) {
        this.parts = parts;
        this.peers = peers;
    }

    List<Wiki.Peer> rows() {
        var rows = new ArrayList<Wiki.Peer>();
        for (Roster.Member member : parts.members().roster().members()) {
            boolean self = member.peer().equals(parts.self());
            // Oneself is a row only when there is something wrong: a copied data folder.
            if (!self || peers.acquaintances().problem(member.peer()).isPresent()) {
                rows.add(row(member));
            }
        }
        return rows;
    }

    private Wiki.Peer row(Roster.Member member) {
        PeerId peer = member.peer();
        boolean connected = peers.connection(peer).isPresent();
        Acquaintances known = peers.acquaintances();
        return new Wiki.Peer(
                peer,
                parts.members().nameOf(peer),
                member.role(),
                connected,
                known.lastAddress(peer),
                peers.lastSeen(peer),
                behind(peer),
                connected ? Optional.empty() : known.problem(peer),
                connected ? Optional.empty() : known.release(peer),
                known.clockAhead(peer));
    }

    Optional<Duration> clockAhead(PeerId peer) {
        return peers.acquaintances().clockAhead(peer);
    }

    Wiki.State state() {
        if (parts.members().role(parts.self()).isEmpty()) {
            return new Wiki.State.Out();
        }
        int connected = 0;
        int toCome = 0;
        long behind = Long.MAX_VALUE;
        for (PeerConnection connection : peers.connections()) {
            if (parts.members().role(connection.peer()).isPresent()) {
                connected++;
                toCome += connection.pagesToCome();
                behind = Math.min(behind, behind(connection.peer()).orElse(Long.MAX_VALUE));
            }
        }
        if (connected == 0) {
            return new Wiki.State.Alone();
        }
        if (toCome > 0 || beginning()) {
            return new Wiki.State.Receiving(toCome);
        }
        Exchange exchange = parts.repository().exchange();
        long unsent = Math.min(behind, exchange.lastSequence()) + exchange.pending().size();
        return unsent == 0 ? new Wiki.State.Synced(connected) : new Wiki.State.Sending(unsent);
    }

    Wiki.Arriving arriving() {
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
        return new Wiki.Arriving(online, offline);
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
        return parts.repository().records().progress(member.peer()).isPresent();
    }

    private boolean owes(PeerId peer) {
        return parts.repository()
                .records()
                .progress(peer)
                .filter(progress -> !progress.owed().isEmpty())
                .isPresent();
    }

    /** Each page counts once, however often its sequence was bumped. */
    private Optional<Long> behind(PeerId peer) {
        Exchange exchange = parts.repository().exchange();
        long pages = exchange.fingerprint().pages();
        return parts.repository()
                .records()
                .receipt(peer)
                .filter(receipt -> receipt.index().equals(exchange.indexId()))
                .map(Records.Receipt::sequence)
                .map(seen -> Math.min(pages, Math.max(0, exchange.lastSequence() - seen)));
    }
}
