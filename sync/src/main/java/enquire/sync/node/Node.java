package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.ExaminationFolders;
import enquire.storage.NodeRecords;
import enquire.storage.Repository;
import enquire.storage.Surroundings;
import enquire.storage.search.Meanings;
import enquire.storage.search.Search;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.identity.RecoveryKey;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import enquire.sync.statement.VerifiedStatements;
import enquire.sync.transport.PeerProbe;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A running node: one key pair, one data folder, several wikis, connections to peers. Thread-safe.
 *
 * <p>{@link #open} takes the lock of the data folder and opens the wikis; {@link #listen} starts to
 * talk to peers.
 */
public final class Node implements AutoCloseable {

    private static final int NONCE_BYTES = 16;

    private final NodeSettings settings;
    private final DataFolder folder;
    private final NodeIdentity identity;
    private final NodeDatabase database;
    private final SecureRandom random = new SecureRandom();
    private final List<Wiki> wikis = new CopyOnWriteArrayList<>();
    private final Peers peers;
    private final Network network;
    private final Whereabouts whereabouts;
    private final Reachability reachability;
    private final OwnOffers offers;
    private final WikiParts.Shared shared;
    private final Names names;
    private final FileKeeping keeping;
    private final Joins joins;
    private final Backups backups;
    private volatile boolean closed;

    private Node(
            NodeSettings settings,
            DataFolder folder,
            NodeIdentity identity,
            NodeDatabase database) {
        this.settings = settings;
        this.folder = folder;
        this.identity = identity;
        this.database = database;
        String chosen = NodeName.chosen(settings.name(), database);
        this.names = new Names(identity.key().id(), chosen, database);
        this.peers = new Peers(id(), names, this::wikis, settings);
        var attempts = new Attempts(database, settings.clock());
        var near = NearbyPeers.of(id(), this::wikis, settings, database, this::dialAnew);
        this.network =
                new Network(
                        identity, settings, peers, attempts, database::advertised, near, random);
        this.whereabouts =
                new Whereabouts(
                        id(),
                        database,
                        attempts,
                        this::wikis,
                        network::addresses,
                        near,
                        this::dialAnew);
        this.reachability =
                new Reachability(
                        whereabouts,
                        new PeerProbe(identity),
                        settings.clock(),
                        network.loopbackOnly());
        this.offers = new OwnOffers(id(), database);
        settings.finding().apply(whereabouts, offers);
        this.joins =
                new Joins(
                        identity.key(), names, network, settings.clock(), this::wiki, () -> closed);
        this.backups = new Backups(id(), folder, database, this::wikis, settings.clock());
        this.keeping = new FileKeeping(database::fileBytesMax, database::fileBytesMax, this::wikis);
        this.shared =
                new WikiParts.Shared(
                        identity.key(),
                        names,
                        keeping,
                        new OfferedRoom(() -> Optional.of(offers.current()), this::wikis),
                        settings.bundles(),
                        network::addresses,
                        () -> Optional.of(offers.current()),
                        peers,
                        settings.clock(),
                        random,
                        new VerifiedStatements(),
                        Surroundings.COMPUTER,
                        work -> Thread.ofVirtual().name("judge").start(work),
                        this::openSearch);
    }

    /**
     * @throws DataFolderException if another node uses the folder (its address is in the message),
     *     it cannot be written, or what it holds is damaged
     */
    public static Node open(NodeSettings settings) {
        DataFolder folder = DataFolder.lock(settings.data());
        var opened = new ArrayList<AutoCloseable>(List.of(folder));
        try {
            NodeIdentity identity = NodeIdentity.open(folder.identity());
            var database = new NodeDatabase(NodeRecords.open(folder.nodeRecords()));
            opened.add(database);
            var node = new Node(settings, folder, identity, database);
            opened.add(node::closeWikis);
            ExaminationFolders.removeLeft();
            node.openWikis();
            return node;
        } catch (RuntimeException e) {
            RuntimeException said = FolderProblems.of(e);
            for (AutoCloseable each : opened.reversed()) {
                Closing.after(said, each);
            }
            throw said;
        }
    }

    public PeerId id() {
        return identity.key().id();
    }

    /** Where peers can reach this node, the best first; empty while it does not listen. */
    public List<String> addresses() {
        return network.addresses();
    }

    /** Where this node and its peers are, and what came of dialling them. */
    public Whereabouts whereabouts() {
        return whereabouts;
    }

    /** Where peers answer now. */
    public Reachability reachability() {
        return reachability;
    }

    /** What this node offers the others. */
    public OwnOffers offers() {
        return offers;
    }

    /** All of this node in one file. */
    public Backups backups() {
        return backups;
    }

    /** How much of the disk files may take. */
    public FileKeeping fileKeeping() {
        return keeping;
    }

    /** How others see this person. */
    public String name() {
        return names.own();
    }

    /**
     * Also tells connected peers.
     *
     * @throws IllegalArgumentException with a sentence, if that is no name
     */
    public void rename(String newName) {
        names.rename(newName);
        wikis.forEach(wiki -> peers.membersChanged(wiki.id()));
    }

    /** Writes where the node answers into the lock file, so that commands find it. */
    public void announce(String httpAddress) {
        folder.announce(httpAddress);
    }

    /**
     * Starts to listen for peers and to dial them.
     *
     * @return the port
     * @throws PortInUseException if the peer port is taken
     */
    public int listen() {
        return network.listen(
                () -> whereabouts.worthDialling(peer -> peers.paused(peer) || peers.full(peer)));
    }

    private void dialAnew(PeerId peer) {
        network.dialAnew(peer);
    }

    /** What was exchanged with peers since the start. */
    public PeerStatistics peerStatistics() {
        return network.statistics();
    }

    /** In one order, whenever they were made or opened: by their short names. */
    public List<Wiki> wikis() {
        return wikis.stream().sorted(Comparator.comparing(Wiki::slug)).toList();
    }

    public Optional<Wiki> wiki(String slugOrId) {
        return wikis.stream()
                .filter(wiki ->
                        wiki.slug().equals(slugOrId) || wiki.id().toString().equals(slugOrId))
                .findFirst();
    }

    /**
     * A new wiki whose owner is this node, without pages and without a recovery key: nobody can
     * ever take it over.
     *
     * @throws IllegalArgumentException with a sentence, if that is no name for a wiki
     */
    public Wiki create(String wikiName) {
        return create(wikiName, Optional.empty());
    }

    /** The same, and whoever has that key can take it over. The key itself is kept nowhere here. */
    public Wiki create(String wikiName, RecoveryKey recovery) {
        return create(wikiName, Optional.of(recovery.id()));
    }

    private synchronized Wiki create(String wikiName, Optional<PeerId> recovery) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Bytes genesis =
                RosterRecords.genesis(
                        identity.key(),
                        wikiName.strip(),
                        name(),
                        Bytes.of(nonce),
                        recovery,
                        settings.clock().instant());
        return add(Roster.of(RosterRecords.wikiOf(genesis), List.of(genesis)));
    }

    /**
     * What an invite says, without redeeming it.
     *
     * @throws InviteException if it is no invite or has expired
     */
    public InvitePreview preview(String text) {
        return joins.preview(text);
    }

    /**
     * The wiki of an invite, if this node is a member of it already, so that joining changes
     * nothing.
     *
     * @throws InviteException if it is no invite or has expired
     */
    public Optional<Wiki> joined(String text) {
        return wiki(preview(text).wiki().toString())
                .filter(wiki ->
                        wiki.members().stream().anyMatch(member -> member.peer().equals(id())));
    }

    /**
     * Redeems an invite with the node that gave it; the wiki fills from then on.
     *
     * @throws InviteException with a sentence that says why not: wrong, used, expired, unreachable,
     *     not who the invite says, or this node stops
     */
    public Wiki join(String text) {
        return joins.join(text, this::add);
    }

    /** The lock is held only here, so that nobody waits for one who waits for a peer. */
    private synchronized Wiki add(Invite invite, Joining.Joined joined) {
        if (closed) {
            throw Joining.stopped();
        }
        var addresses = new LinkedHashSet<String>();
        addresses.add(joined.address().toString());
        addresses.addAll(invite.addresses());
        database.addAddresses(invite.inviter(), List.copyOf(addresses));
        return add(joined.roster());
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        Closing.each(
                List.of(
                        backups,
                        () -> new HandOver(peers, settings.handOver()).run(wikis()),
                        network,
                        this::closeWikis,
                        database,
                        folder));
    }

    private void closeWikis() {
        List<AutoCloseable> open = wikis.stream().map(wiki -> (AutoCloseable) wiki::close).toList();
        wikis.clear();
        Closing.each(open);
    }

    // ---- wikis

    private void openWikis() {
        for (WikiId id : folder.wikis()) {
            WikiParts.open(folder.wiki(id), id, Optional.empty(), shared).ifPresent(this::begin);
        }
    }

    /**
     * Opens a wiki that this node was made a member of; on a full disk, leaves nothing of it. One
     * that is open learns who is in it now.
     */
    Wiki add(Roster roster) {
        WikiId id = roster.wiki();
        Optional<Wiki> open = wiki(id.toString());
        if (open.isPresent()) {
            open.get().addRoster(roster.records());
            return open.get();
        }
        boolean isNew = !folder.holds(id);
        Wiki wiki;
        try {
            wiki =
                    begin(
                            WikiParts.open(folder.wiki(id), id, Optional.of(roster), shared)
                                    .orElseThrow());
        } catch (RuntimeException e) {
            if (isNew) {
                folder.removeUnfinished(id);
            }
            throw e;
        }
        peers.membersChanged(id);
        return wiki;
    }

    /** On a full disk, say, nothing of it stays open. */
    private Wiki begin(WikiParts parts) {
        try {
            return tryToBegin(parts);
        } catch (RuntimeException e) {
            wikis.removeIf(wiki -> wiki.id().equals(parts.repository().wiki()));
            parts.close();
            throw e;
        }
    }

    private Wiki tryToBegin(WikiParts parts) {
        WikiId id = parts.repository().wiki();
        String slug = database.slug(id).orElse("");
        if (slug.isEmpty()) {
            var taken = new HashSet<String>();
            wikis.forEach(wiki -> taken.add(wiki.slug()));
            slug = Slugs.of(parts.members().roster().wikiName(), taken);
            database.slug(id, slug);
        }
        var wiki = new Wiki(slug, parts, peers);
        wikis.add(wiki);
        wiki.start();
        return wiki;
    }

    /** In the background: nothing waits for the index but a search. */
    private CompletableFuture<Search> openSearch(
            Path folder, Repository repository, Members members) {
        var meanings =
                new Meanings(
                        named -> wiki(named).isPresent(), members::called, ZoneId.systemDefault());
        return CompletableFuture.supplyAsync(
                () -> Search.open(folder, repository, meanings),
                task -> Thread.ofPlatform().name("search-open").daemon().start(task));
    }
}
