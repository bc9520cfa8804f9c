package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Carrying;
import enquire.storage.Repository;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where only a part of a wiki is kept: takes pages that are on fewer than {@link Shortage#AIM}
 * computers, and keeps them, as far as this computer offers room. One virtual thread. Thread-safe.
 */
final class PageTaking implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PageTaking.class);

    /** How often it looks. (A guess: a page waits longer before it is taken.) */
    private static final Duration LOOK_TIME = Duration.ofSeconds(2);

    /**
     * Pages that are asked for at a time, so that a person who opens one need not wait for many,
     * and the room is looked at again in between. (A guess.)
     */
    static final int PAGES_AT_ONCE = 8;

    /** Short pages that are compared with each other. (A guess.) */
    private static final int CONSIDERED_MAX = 1_000;

    /** Who does not give a page within this time is asked again when it connects anew. */
    private static final Duration ANSWER_TIME = Duration.ofSeconds(60);

    private final Repository repository;
    private final Predicate<PeerId> takesToo;
    private final OfferedRoom room;
    private final InstantSource clock;
    private final Supplier<List<PeerConnection>> connections;
    private final CopyChoice choice;
    private final Semaphore closing = new Semaphore(0);
    private final OwnThread thread = new OwnThread("taking-pages", this::run);

    /**
     * @param takesToo whether somebody offers room, too
     * @param connections to members
     */
    PageTaking(
            PeerId self,
            Repository repository,
            Predicate<PeerId> takesToo,
            OfferedRoom room,
            InstantSource clock,
            Supplier<List<PeerConnection>> connections) {
        this.repository = repository;
        this.takesToo = takesToo;
        this.room = room;
        this.clock = clock;
        this.connections = connections;
        this.choice = new CopyChoice(self);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing.release();
        thread.close();
    }

    private void run() throws InterruptedException {
        while (!closing.tryAcquire(LOOK_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.warn("Pages that few computers have cannot be taken for now", e);
            }
        }
    }

    private void look() throws InterruptedException {
        Map<PeerId, PeerConnection> connected = new LinkedHashMap<>();
        for (PeerConnection each : connections.get()) {
            if (each.isSharing(repository.wiki())) {
                connected.put(each.peer(), each);
            }
        }
        var asked = new ArrayList<CompletableFuture<?>>();
        take(connected.keySet().stream().toList())
                .forEach((page, holders) -> {
                    // Of all of them: who is asked alone may go for good.
                    CompletableFuture<?>[] each =
                            holders.stream()
                                    .map(holder ->
                                            connected.get(holder).wish(repository.wiki(), page))
                                    .toArray(CompletableFuture<?>[]::new);
                    asked.add(CompletableFuture.anyOf(each));
                });
        try {
            CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                    .get(ANSWER_TIME.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException slow) {
            LOG.info("Not all pages came that few computers have; they are asked for again");
        }
    }

    /**
     * Decides for pages, and keeps them from now on; durable.
     *
     * @param connected members
     * @return of whom each is to be asked: all that have it, so that it is owed by each of them
     *     until it is here
     */
    Map<PageId, List<PeerId>> take(List<PeerId> connected) {
        if (carrying().mode() == Carrying.Mode.ALL || connected.isEmpty() || room.left() <= 0) {
            return Map.of();
        }
        Map<PageId, Set<PeerId>> few = new LinkedHashMap<>();
        carrying()
                .few(Shortage.AIM, true, CONSIDERED_MAX)
                .forEach(each -> few.put(each.told().page(), each.on()));
        List<PeerId> others =
                connected.stream()
                        .filter(peer -> !carrying().isWhole(peer) && takesToo.test(peer))
                        .toList();
        var taken = new LinkedHashMap<PageId, List<PeerId>>();
        for (PageId page : choice.next(few, others, clock.instant(), PAGES_AT_ONCE)) {
            List<PeerId> holders = connected.stream().filter(few.get(page)::contains).toList();
            if (!holders.isEmpty()) {
                carrying().take(page);
                taken.put(page, holders);
            }
        }
        return taken;
    }

    private Carrying carrying() {
        return repository.records().carrying();
    }

    /** What was taken takes of the disk, in bytes: changes, and files that no other page uses. */
    long bytes() {
        long files = 0;
        for (BlobId blob : carrying().takenFiles()) {
            files += repository.blobs().bytes(blob).orElse(0L);
        }
        return carrying().takenBytes() + files;
    }

    /**
     * Whether a file is to come: always, if a page uses it that is here for its own sake; those of
     * taken pages if they are on few computers, too, and there is room.
     *
     * @param copies on how many others it is
     */
    boolean wants(BlobId blob, IntSupplier copies) {
        return carrying().mode() == Carrying.Mode.ALL
                || carrying().isWanted(blob)
                || copies.getAsInt() < Shortage.AIM && bytesOf(blob) <= room.left();
    }

    private long bytesOf(BlobId blob) {
        return repository
                .attachments()
                .manifest(blob)
                .flatMap(BlobManifest::parse)
                .map(BlobManifest::bytes)
                .orElse(0L);
    }
}
