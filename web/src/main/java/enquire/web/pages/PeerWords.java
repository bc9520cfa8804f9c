package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.time.Duration;
import java.util.Optional;

/** What is wrong with another computer, for people. */
final class PeerWords {

    private PeerWords() {}

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
