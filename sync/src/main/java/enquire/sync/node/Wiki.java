package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.search.Search;
import enquire.sync.cbor.MalformedException;
import enquire.sync.history.PageHistory;
import enquire.sync.identity.Offers;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import enquire.sync.statement.SignedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One wiki of this node: its pages, members and peers. Thread-safe. */
public final class Wiki {

    private static final Logger LOG = LoggerFactory.getLogger(Wiki.class);

    /**
     * @param name as its node gave it last
     */
    public record Member(PeerId peer, String name, Role role) {}

    /**
     * @param text what is handed to the one who is invited
     */
    public record Invitation(Bytes id, String text, Role role, Instant expiresAt) {}

    /**
     * One row of the peers screen.
     *
     * @param address last one that worked or was tried
     * @param pagesBehind pages of which it has not confirmed to hold every edit; empty if it never
     *     said what it holds
     * @param editsBehind edits of this computer among them; empty where that is not known
     * @param problem why there is no connection, as a sentence
     * @param release if its version of the protocol is another one
     * @param clockAhead of this computer's clock; empty if they are less than five minutes apart
     */
    public record Peer(
            PeerId peer,
            String name,
            Role role,
            boolean connected,
            Optional<String> address,
            Optional<Instant> lastSeen,
            Optional<Long> pagesBehind,
            Optional<Integer> editsBehind,
            Optional<String> problem,
            Optional<Release> release,
            Optional<Duration> clockAhead) {}

    /** Which of two programs that cannot talk is to be updated. */
    public enum Release {
        OLDER,
        NEWER,
        /** The other side only said that it is another one. */
        OTHER
    }

    /**
     * Somebody who was a member and is none any more.
     *
     * @param by name of who took him out; empty if he left
     * @param byRecovery whether it was the recovery key, which has no name
     * @param at by that one's clock
     */
    public record Departed(
            PeerId peer, String name, Optional<String> by, boolean byRecovery, Instant at) {}

    /** The header's status. */
    public sealed interface State {
        /** All of our edits are on at least one other computer, and these are connected. */
        record Synced(int peers) implements State {}

        record Alone() implements State {}

        /** This node is no member any more: nothing is exchanged. */
        record Out() implements State {}

        record Sending(long edits) implements State {}

        /**
         * @param edits 0 before the first of the others has said what there is
         */
        record Receiving(long edits) implements State {}
    }

    private final WikiId id;
    private final String slug;
    private final WikiParts parts;
    private final PeerRows peerRows;
    private final PeerSearch peerSearch;
    private final PageFetches pageFetches;
    private final Shortages shortages;

    Wiki(String slug, WikiParts parts, Peers peers) {
        this.id = parts.repository().wiki();
        this.slug = slug;
        this.parts = parts;
        this.peerRows = new PeerRows(parts, peers);
        this.pageFetches = new PageFetches(id, parts.repository(), parts.members(), peers);
        this.shortages =
                new Shortages(
                        parts.repository().exchange().live(),
                        parts.repository().records().carrying(),
                        parts.clock(),
                        peerRows::known,
                        () -> parts.members().roster().members().size(),
                        parts.files());
        this.peerSearch = new PeerSearch(id, parts.self(), parts.members(), peers);
    }

    public WikiId id() {
        return id;
    }

    /** The short name in URLs. Unique on this node. */
    public String slug() {
        return slug;
    }

    public String name() {
        return parts.members().roster().wikiName();
    }

    public Repository repository() {
        return parts.repository();
    }

    /** Waits for the index to be opened, which begins when the node does. */
    public Search search() {
        return parts.search().join();
    }

    /** What collaborators hold. */
    public PeerSearch peerSearch() {
        return peerSearch;
    }

    /** Single pages on their way to this computer. */
    public PageFetches pageFetches() {
        return pageFetches;
    }

    /** Presence of people in pages, here and on other nodes. */
    public Presence presence() {
        return parts.presence();
    }

    /** This node's key, as the author of what is written here. */
    public PeerId self() {
        return parts.self();
    }

    /** Whether this node may write here, as far as it knows; else everything that writes throws. */
    public boolean mayWrite() {
        return parts.rule().mayWrite();
    }

    /** By rank, then by name. */
    public List<Member> members() {
        return parts.members().roster().members().stream()
                .map(member -> new Member(member.peer(), nameOf(member.peer()), member.role()))
                .toList();
    }

    /** The name to show for an author: a member's, a former member's, or a short form of the id. */
    public String nameOf(PeerId peer) {
        return parts.members().nameOf(peer);
    }

    /** Members who are called so; if nobody is, those whose name begins so. */
    public Set<PeerId> called(String name) {
        return parts.members().called(name);
    }

    /** What this node gave out, and may give. */
    public Invitations invitations() {
        return parts.invitations();
    }

    /**
     * Gives out an invite that works once and expires. Durable before it returns.
     *
     * @throws IllegalArgumentException with a sentence, if this node may not invite in that role
     */
    public Invitation invite(Role role) {
        Invite invite = parts.invitations().give(role, parts.ownAddresses().get());
        return new Invitation(invite.invite(), invite.text(), role, invite.expiresAt());
    }

    /**
     * The same for another computer of this person: it may do what this one may, and falls with it.
     */
    public Invitation inviteDevice() {
        Invite invite = parts.invitations().giveDevice(parts.ownAddresses().get());
        return new Invitation(invite.invite(), invite.text(), invite.role(), invite.expiresAt());
    }

    /** The key of the first computer of the person whose computer this is or was. */
    public PeerId person(PeerId peer) {
        return parts.members().roster().person(peer);
    }

    /** Who is in it and as what, as far as this node may change that. */
    public Membership membership() {
        return parts.membership();
    }

    /** Former members, whoever left last first. */
    public List<Departed> departed() {
        return parts.members().roster().departed().stream().map(peerRows::departed).toList();
    }

    /** How this node ceased to be a member; empty while it is one. */
    public Optional<Departed> ownDeparture() {
        return parts.members().roster().departed(self()).map(peerRows::departed);
    }

    public List<Peer> peers() {
        return peerRows.rows();
    }

    /** What a member offers others; empty if it never said. */
    public Optional<Offers> offersOf(PeerId peer) {
        return parts.news().offers().of(peer);
    }

    /** On how many other computers every edit is, at least, as these said themselves. */
    public int copies() {
        return peerRows.copies();
    }

    /** On which other computers a page is, with all its edits. */
    public PageCopies copies(PageId page) {
        return peerRows.copies(page);
    }

    /** What is on too few computers, as of some seconds ago at most. */
    public Shortage shortage() {
        return shortages.lately();
    }

    /** Some of the pages of which an edit waits for this member; none if it never said so. */
    public List<PageView> waitingFor(PeerId peer, int limit) {
        return peerRows.waitingFor(peer, limit);
    }

    /** Whether times of what somebody wrote are only about right, as far as is known. */
    public boolean isClockOff(PeerId author) {
        return peerRows.clockAhead(author).isPresent();
    }

    public State state() {
        return peerRows.state();
    }

    /** Whose pages are still to come. */
    public Arriving arriving() {
        return peerRows.arriving();
    }

    /** Changes of others that are kept out of their pages, which go on without them. */
    public List<HeldBack> heldBack() {
        return parts.repository().exchange().heldBack().stream()
                .map(held -> HeldBack.of(held, parts.repository(), this::nameOf))
                .toList();
    }

    /** Newest first, at most 50 at a time. */
    public List<HistoryEntry> history(PageId page, int offset, int limit) {
        return parts.history().entries(page, offset, limit);
    }

    /** The newest edits included; empty if there is no such page. */
    public Optional<PageHistory> history(PageId page) {
        return parts.history().of(page);
    }

    /** What came in after time apart. */
    public Merges merges() {
        return parts.merges();
    }

    public Redacting redacting() {
        return parts.redacting();
    }

    /** What readers suggest. */
    public Suggesting suggesting() {
        return parts.suggesting();
    }

    /** Places where two people changed the same sentence while they were apart. */
    public PageOverlaps overlaps() {
        return parts.overlaps();
    }

    /**
     * When changes of a page were made, by their authors' clocks: the last one of each signed
     * revision, also of those that the page does not hold.
     */
    public Map<ChangeHash, Instant> signedAt(PageId page) {
        return parts.history().times(page);
    }

    // ---- for this floor

    /** Whether {@link #search} answers at once. */
    boolean isSearchOpen() {
        return parts.search().isDone();
    }

    Members roster() {
        return parts.members();
    }

    Signing signing() {
        return parts.signing();
    }

    /** Whether the signer that a statement names has signed it; remembered. */
    boolean authentic(SignedStatement statement) {
        return parts.rule().authentic(statement);
    }

    /** Takes roster records; durable. */
    void addRoster(List<Bytes> signed) {
        parts.members().add(signed);
    }

    WriterDoubts doubts(PeerId peer) {
        return parts.doubts(peer);
    }

    MemberNews news() {
        return parts.news();
    }

    List<String> addressesOf(PeerId peer) {
        return parts.news().addresses().of(peer).orElse(List.of());
    }

    /**
     * Makes own edits ready to be given out: typing folded, changes signed. A peer waits for this,
     * so of very many unsigned changes, as after an import, most are signed in the background. A
     * page of which that fails is left out of this; the others are synced.
     */
    void settle() {
        for (PageId page : parts.repository().exchange().pending()) {
            try {
                parts.repository().exchange().fold(page);
            } catch (StorageException e) {
                LOG.warn("Typing in page {} stays on this computer for now", page, e);
            }
        }
        try {
            if (parts.signing().signSome()) {
                parts.publisher().signRest();
            }
        } catch (StorageException | MalformedException e) {
            // Each page is signed once more when a peer asks for it.
            LOG.warn("Not all edits can be signed: {}", e.getMessage());
        }
    }

    public WikiFiles files() {
        return parts.files();
    }

    BundleInbox bundleInbox() {
        return parts.bundleInbox();
    }

    void start() {
        parts.publisher().start();
        parts.overlaps().start();
        parts.files().start();
        parts.fetcher().start();
        parts.bundleInbox().start(this);
    }

    void close() {
        parts.close();
    }
}
