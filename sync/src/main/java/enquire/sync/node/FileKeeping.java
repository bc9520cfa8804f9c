package enquire.sync.node;

import enquire.editor.page.BlobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * How much of the disk attachments may take, of all wikis of a node. Others' come only while there
 * is room; what somebody adds here is always taken. Beyond the limit, what was opened longest ago
 * goes, but only what others have promised to keep ({@link FileDrops}). Pages and edits are never
 * kept back. Thread-safe.
 */
public final class FileKeeping {

    /**
     * What a node keeps unless its owner says otherwise, in bytes: a few films, and a twentieth of
     * the smallest disk that is sold with a laptop, half a terabyte (a guess).
     */
    public static final long BYTES_DEFAULT = 20_000_000_000L;

    /** The least that can be chosen, in bytes: some pictures. */
    public static final long BYTES_MIN = 100_000_000L;

    /** Whoever opens something waits so long for promises: a film is read in seconds. (A guess.) */
    private static final Duration PROMISED_WITHIN = Duration.ofSeconds(8);

    private final Supplier<Optional<Long>> chosen;
    private final LongConsumer choose;
    private final Supplier<List<Wiki>> wikis;

    private final DemandedFiles demanded = new DemandedFiles();

    /**
     * @param chosen the limit that was stored, in bytes
     * @param choose stores one, durably
     */
    FileKeeping(Supplier<Optional<Long>> chosen, LongConsumer choose, Supplier<List<Wiki>> wikis) {
        this.chosen = chosen;
        this.choose = choose;
        this.wikis = wikis;
    }

    /** The most that files may take, in bytes. */
    public long bytesMax() {
        return chosen.get().orElse(BYTES_DEFAULT);
    }

    /**
     * Durable when this returns. What is here beyond it goes when others have promised to keep it.
     *
     * @throws IllegalArgumentException if it is less than {@link #BYTES_MIN}
     */
    public void bytesMax(long bytes) {
        if (bytes < BYTES_MIN) {
            throw new IllegalArgumentException("a limit of %d bytes".formatted(bytes));
        }
        keepAtMost(bytes);
    }

    void keepAtMost(long bytes) {
        choose.accept(bytes);
        wikis.get().forEach(wiki -> wiki.files().drops().wake());
    }

    /** What files take now, in bytes. */
    public long bytesUsed() {
        return wikis.get().stream().mapToLong(wiki -> wiki.repository().blobs().usedBytes()).sum();
    }

    /** Whether that much more may come from others. */
    boolean hasRoom(long bytes) {
        return bytesUsed() + bytes <= bytesMax();
    }

    /** Whether there is less room than there should be. */
    boolean isTight() {
        return !hasRoom(demanded.bytes());
    }

    /**
     * What is to go of all wikis, that which was opened longest ago first; nothing for what
     * somebody opens, if even all of it would not make room.
     */
    List<FileDrops.Candidate> goes() {
        List<FileDrops> drops = drops();
        long underWay = drops.stream().mapToLong(FileDrops::bytesUnderWay).sum();
        List<FileDrops.Candidate> all =
                drops.stream()
                        .flatMap(each -> each.candidates().stream())
                        .sorted(Comparator.comparing(FileDrops.Candidate::openedAt))
                        .toList();
        long possible = underWay + all.stream().mapToLong(FileDrops.Candidate::bytes).sum();
        long over = bytesUsed() - bytesMax();
        long opened = demanded.bytes();
        long goal = possible >= over + opened ? over + opened : over;
        var goes = new ArrayList<FileDrops.Candidate>();
        for (FileDrops.Candidate candidate : all) {
            if (underWay >= goal) {
                break;
            }
            goes.add(candidate);
            underWay += candidate.bytes();
        }
        return goes;
    }

    private List<FileDrops> drops() {
        return wikis.get().stream().map(wiki -> wiki.files().drops()).toList();
    }

    /**
     * For what somebody opens: what others promise to keep goes, if there is such.
     *
     * @param blob which one: whoever waits for the same one as somebody else needs no more room
     * @param bytes that it takes
     * @param coming bytes that come already, of others
     * @throws NoRoomForFileException if there is no room
     */
    void makeRoom(BlobId blob, long bytes, long coming) {
        if (hasRoom(bytes + coming)) {
            return;
        }
        if (bytes > bytesMax()) {
            throw new NoRoomForFileException(bytesMax(), NoRoomForFileException.Why.TOO_LARGE);
        }
        demanded.begin(blob, bytes + coming);
        try {
            drops().forEach(FileDrops::begin);
            if (!awaitRoom(bytes + coming)) {
                throw new NoRoomForFileException(bytesMax(), why(bytes + coming));
            }
        } finally {
            demanded.end(blob);
        }
    }

    /** What of all that stays would make room, were it not for this; the soonest over first. */
    private NoRoomForFileException.Why why(long bytes) {
        long lacking = bytesUsed() + bytes - bytesMax();
        List<FilesHere> here = drops().stream().map(FileDrops::here).toList();
        long asked = drops().stream().mapToLong(FileDrops::bytesUnderWay).sum();
        long going = asked + here.stream().mapToLong(FilesHere::bytesGoing).sum();
        if (going >= lacking) {
            return NoRoomForFileException.Why.UNANSWERED;
        }
        long promised = going + staying(here, FilesHere.Stays.NOT_PROMISED);
        if (promised >= lacking) {
            return NoRoomForFileException.Why.NOT_PROMISED;
        }
        long unused = promised + staying(here, FilesHere.Stays.IN_USE);
        return unused >= lacking
                ? NoRoomForFileException.Why.IN_USE
                : NoRoomForFileException.Why.NOBODY_KEEPS;
    }

    private static long staying(List<FilesHere> here, FilesHere.Stays why) {
        return here.stream().mapToLong(each -> each.bytesStaying(why)).sum();
    }

    private synchronized boolean awaitRoom(long bytes) {
        long end = System.nanoTime() + PROMISED_WITHIN.toNanos();
        try {
            while (!hasRoom(bytes)) {
                long left = end - System.nanoTime();
                boolean some = drops().stream().anyMatch(each -> each.bytesUnderWay() > 0);
                if (!some || left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A file went, or stays. */
    synchronized void moved() {
        notifyAll();
    }
}
