package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PeerId;
import enquire.storage.Repository;
import enquire.sync.identity.NodeKey;
import enquire.sync.protocol.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The attachments of one wiki, as far as other computers come into it. Thread-safe. */
public final class WikiFiles implements AutoCloseable {

    /**
     * A file that made room here and that others have promised to keep.
     *
     * @param at when it went, by the clock of this computer
     * @param keepers members who still say to hold it, by name
     */
    public record Dropped(BlobId blob, Instant at, List<Wiki.Member> keepers) {}

    private final Repository repository;
    private final Members members;
    private final InstantSource clock;
    private final PieceFetcher fetching;
    private final DroppedFiles dropped;
    private final FileArrivals arrivals;
    private final FilePromises promises;
    private final FileDrops drops;
    private final PageTaking taking;

    /**
     * @param incoming folder for files that are not whole yet
     * @param connections to members of the wiki
     */
    WikiFiles(
            NodeKey key,
            Path incoming,
            Repository repository,
            Members members,
            FileKeeping keeping,
            PageTaking taking,
            InstantSource clock,
            Supplier<List<PeerConnection>> connections) {
        this.taking = taking;
        this.repository = repository;
        this.members = members;
        this.clock = clock;
        var holdings = new Holdings(repository.records(), clock);
        Predicate<BlobId> held = blob -> repository.blobs().file(blob).isPresent();
        this.dropped =
                new DroppedFiles(
                        repository.records(),
                        held,
                        (peer, blob) ->
                                members.role(peer).isPresent() && holdings.wholeLately(peer, blob));
        this.arrivals = new FileArrivals(dropped, clock);
        this.fetching =
                new PieceFetcher(
                        incoming,
                        repository,
                        holdings,
                        keeping,
                        arrivals,
                        blob ->
                                !dropped.isAway(blob)
                                        && taking.wants(blob, () -> copiesElsewhere(blob)),
                        connections);
        var rule = new DropRule(key.id(), held);
        this.promises = new FilePromises(key, repository, members, rule, clock, connections);
        this.drops =
                new FileDrops(
                        key.id(),
                        repository,
                        members,
                        keeping,
                        holdings,
                        rule,
                        dropped,
                        afterDrop(),
                        clock,
                        connections);
    }

    private FileDrops.Fetching afterDrop() {
        return new FileDrops.Fetching() {
            @Override
            public boolean isWanted(BlobId blob) {
                return fetching.isInPieces(blob);
            }

            @Override
            public void gone(BlobId blob) {
                fetching.pagesChanged(); // Peers are told, whatever the disk says to the rest.
                promises.passedOn(blob);
            }
        };
    }

    void start() {
        fetching.start();
        promises.start();
        drops.start();
        taking.start();
    }

    @Override
    public void close() {
        taking.close();
        drops.close();
        promises.close();
        fetching.close();
    }

    /** A peer asks this node to keep files, or answers. */
    void heard(PeerId peer, Message.Keep keep) {
        promises.asked(peer, keep.asked());
        drops.answered(peer, keep);
    }

    FileDrops drops() {
        return drops;
    }

    /** Somebody opened it: what was opened longest ago makes room first. */
    public void opened(BlobId blob) {
        repository.blobs().opened(blob, clock.instant());
    }

    /** Files that made room here, the newest first. */
    public List<Dropped> dropped() {
        return dropped.all().entrySet().stream()
                .map(each ->
                        new Dropped(
                                each.getKey(),
                                each.getValue().at(),
                                each.getValue().keepers().stream()
                                        .flatMap(peer -> member(peer).stream())
                                        .sorted(Comparator.comparing(Wiki.Member::name))
                                        .toList()))
                .sorted(Comparator.comparing(Dropped::at).reversed())
                .toList();
    }

    /** Whether it made room here, and somebody still says to keep it. */
    boolean isAway(BlobId blob) {
        return dropped.isAway(blob);
    }

    private Optional<Wiki.Member> member(PeerId peer) {
        return members.role(peer).map(role -> new Wiki.Member(peer, members.nameOf(peer), role));
    }

    /** How many files this node has promised members to keep. */
    public int keptForOthers() {
        return promises.count();
    }

    /** Whether it was taken out of the wiki for good: nobody is to hold it. */
    boolean isTakenOut(BlobId blob) {
        return repository.attachments().isTakenOut(blob);
    }

    /**
     * On how many computers an attachment is: this one, if it holds it, and the members' that said
     * so within the last two months.
     */
    public int copies(BlobId blob) {
        int here = repository.blobs().file(blob).isPresent() ? 1 : 0;
        return here + copiesElsewhere(blob);
    }

    int copiesElsewhere(BlobId blob) {
        return fetching.holdings().copies(blob, peer -> members.role(peer).isPresent());
    }

    /** Whether it does not come because there is no room for it; of one that is not here. */
    public boolean hasNoRoom(BlobId blob) {
        return fetching.hasNoRoom(blob);
    }

    /** The most that files of all wikis may take on this computer, in bytes. */
    public long bytesMax() {
        return fetching.room().bytesMax();
    }

    /** How many files that others hold are not fetched because there is no room for them. */
    public int waitingForRoom() {
        return fetching.room().waiting();
    }

    /**
     * An attachment that is not here yet, to be read while it arrives; it is fetched before all
     * else.
     *
     * @return empty if no connected member holds any of it
     * @throws NoRoomForFileException if there is no room for it; known after some seconds, since
     *     others are asked to keep what would make room
     */
    public Optional<ArrivingFile> open(BlobId blob) {
        return fetching.open(blob);
    }

    /** What is here because few computers have it. */
    PageTaking taking() {
        return taking;
    }

    FileArrivals arrivals() {
        return arrivals;
    }

    PieceFetcher fetching() {
        return fetching;
    }
}
