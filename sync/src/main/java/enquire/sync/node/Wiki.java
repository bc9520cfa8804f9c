package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Repository;
import enquire.storage.Version;
import enquire.storage.search.Search;
import enquire.sync.roster.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One wiki of this node: its pages, members and peers. Thread-safe. */
public final class Wiki {

    /**
     * @param name as its node gave it
     */
    public record Member(PeerId peer, String name, Role role) {}

    /**
     * @param text what is handed to the one who is invited
     */
    public record Invitation(String text, Role role, Instant expiresAt) {}

    /**
     * One row of the peers screen.
     *
     * @param address last one that worked or was tried
     * @param pagesBehind how many of our newest page changes it has not confirmed to hold; empty if
     *     it never said
     * @param problem why there is no connection, as a sentence
     */
    public record Peer(
            PeerId peer,
            String name,
            Role role,
            boolean connected,
            Optional<String> address,
            Optional<Instant> lastSeen,
            Optional<Long> pagesBehind,
            Optional<String> problem) {}

    /** The header's status. */
    public sealed interface State {
        /** All of our edits are on at least one of these. */
        record Synced(int peers) implements State {}

        record Alone() implements State {}

        record Sending(long edits) implements State {}

        record Receiving(long edits) implements State {}
    }

    /**
     * One signed revision of a page.
     *
     * @param added characters, UTF-16 units
     * @param removed characters, UTF-16 units
     */
    public record HistoryEntry(
            Version version,
            PeerId author,
            Instant at,
            Optional<String> summary,
            int added,
            int removed) {}

    public WikiId id() {
        throw new UnsupportedOperationException();
    }

    /** The short name in URLs. Unique on this node. */
    public String slug() {
        throw new UnsupportedOperationException();
    }

    public String name() {
        throw new UnsupportedOperationException();
    }

    public Repository repository() {
        throw new UnsupportedOperationException();
    }

    public Search search() {
        throw new UnsupportedOperationException();
    }

    /** Presence of people in pages, here and on other nodes. */
    public Presence presence() {
        throw new UnsupportedOperationException();
    }

    public List<Member> members() {
        throw new UnsupportedOperationException();
    }

    /** The name to show for an author: a member's, a former member's, or a short form of the id. */
    public String nameOf(PeerId peer) {
        throw new UnsupportedOperationException();
    }

    /** Gives out an invite that works once and expires. Durable before it returns. */
    public Invitation invite(Role role) {
        throw new UnsupportedOperationException();
    }

    public List<Peer> peers() {
        throw new UnsupportedOperationException();
    }

    public State state() {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<HistoryEntry> history(PageId page, int offset, int limit) {
        throw new UnsupportedOperationException();
    }
}
