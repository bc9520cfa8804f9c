package enquire.web.pages;

import enquire.sync.node.CopiedFolder;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.When;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How it stands with another computer, for people. */
final class PeerWords {

    private PeerWords() {}

    /** Whether there is a connection; for whoever is out, that it would carry nothing. */
    static String connection(Wiki wiki, Wiki.Peer peer, Times times) {
        Messages messages = Speaking.messages();
        if (!wiki.membership().isMember()) {
            return messages.text("peer.exchangesNothing");
        }
        if (peer.peer().equals(wiki.self())) {
            return peer.lastSeen().map(at -> copied(at, times, messages)).orElse("");
        }
        return peer.connected()
                ? messages.text("peer.connected")
                : otherVersion(peer)
                        .or(() -> problem(peer))
                        .or(() -> peer.lastSeen().map(at -> lastSeen(times.when(at), messages)))
                        .orElse(messages.text("peer.notSeen"));
    }

    /** A copy of this computer's data folder that was seen. */
    private static String copied(Instant at, Times times, Messages messages) {
        boolean now = CopiedFolder.isPresent(at, times.clock().instant());
        return messages.text(
                now ? "peer.copyNow" : "peer.copyBefore", "when", times.when(at).words());
    }

    private static String lastSeen(When at, Messages messages) {
        return messages.text("peer.lastSeen", "when", at.words());
    }

    /** Whether it has what is here: what it lacks waits for it, if it would take it. */
    static String edits(Wiki wiki, Wiki.Peer peer) {
        Messages messages = Speaking.messages();
        if (peer.pagesBehind().isEmpty()) {
            boolean whole = wiki.repository().records().carrying().isWhole(peer.peer());
            return messages.text(whole ? "peer.notKnown" : "peer.holdsPart");
        }
        long behind = peer.pagesBehind().get();
        if (behind == 0) {
            return messages.text("peer.hasAll");
        }
        if (!wiki.mayWrite()) {
            return messages.text("peer.lacks", "pages", behind);
        }
        int edits = peer.editsBehind().orElse(0);
        return edits == 0
                ? messages.text("peer.waiting", "pages", behind)
                : messages.text("peer.waitingEdits", "pages", behind, "edits", edits);
    }

    /** Whose program is to be updated; empty if both speak one version of the protocol. */
    static Optional<String> otherVersion(Wiki.Peer peer) {
        Messages messages = Speaking.messages();
        return peer.release()
                .map(release ->
                        switch (release) {
                            case OLDER -> messages.text("peer.older", "name", peer.name());
                            case NEWER -> messages.text("peer.newer", "name", peer.name());
                            case OTHER -> messages.text("peer.otherVersion", "name", peer.name());
                        });
    }

    /**
     * Why it is not connected. What is below says so in English alone, and most exactly: the
     * address, say.
     */
    static Optional<String> problem(Wiki.Peer peer) {
        return peer.problem().map(why -> Speaking.messages().text("peer.problem", "why", why));
    }

    /** That its clock is wrong, or this computer's; empty if they agree. */
    static String clock(Wiki.Peer peer) {
        Messages messages = Speaking.messages();
        return peer.clockAhead()
                .map(ahead ->
                        messages.text(
                                ahead.isNegative() ? "peer.clockBehind" : "peer.clockAhead",
                                "minutes",
                                shown(ahead)))
                .orElse("");
    }

    /** Minutes, rounded and bounded: the peer may say whatever it likes. */
    private static long shown(Duration ahead) {
        return Math.min(
                ahead.abs().plusSeconds(30).toMinutes(), Duration.ofDays(3_650).toMinutes());
    }
}
