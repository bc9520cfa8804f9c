package enquire.sync.node;

import enquire.editor.page.WikiId;
import enquire.storage.Repository;
import enquire.storage.RestoredWiki;
import enquire.storage.StorageException;
import enquire.storage.Transactions;
import enquire.storage.WikiSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The disk of one node: real files of SQLite, a crash that leaves of the last transaction what a
 * real one could (nothing, all of it, or a torn piece of the write-ahead log), and failures at the
 * k-th transaction. What was committed before is never touched: SQLite had flushed it.
 */
final class SimulatedDisk implements Transactions {

    private static final String MAIN = "wiki.db";
    private static final String LOG = "wiki.db-wal";
    private static final String BLOBS = "blobs";

    /** What a crash leaves of the transaction in which it comes. */
    enum Left {
        NOTHING,
        ALL,
        TORN
    }

    private final Path top;
    private final Random random;
    private int life;
    private long crashIn = Long.MAX_VALUE;
    private long failIn = Long.MAX_VALUE;
    private int failsLeft;
    private Left left = Left.NOTHING;
    private byte[] mainBefore = {};
    private byte[] logBefore = {};
    private Map<Path, byte[]> blobsKept = Map.of();
    private byte[] mainKept = {};
    private byte[] logKept = {};
    private boolean off;
    long transactions;

    SimulatedDisk(Path top, Random random) {
        this.top = top;
        this.random = random;
    }

    /** Where the files of this life are. */
    Path folder() {
        return top.resolve("life" + life);
    }

    void crashAt(int transactionsFromNow, Left whatIsLeft) {
        crashIn = transactionsFromNow;
        left = whatIsLeft;
    }

    void failAt(int transactionsFromNow) {
        failAt(transactionsFromNow, 1);
    }

    /**
     * @param times how many fail one after the other: what failed in a group is tried alone
     */
    void failAt(int transactionsFromNow, int times) {
        failIn = transactionsFromNow;
        failsLeft = times;
    }

    /** Nothing that was planned happens any more. */
    void heal() {
        crashIn = Long.MAX_VALUE;
        failsLeft = 0;
    }

    @Override
    public void committing() {
        if (off) {
            return;
        }
        transactions++;
        if (--failIn <= 0 && failsLeft > 0) {
            failsLeft--;
            throw new StorageException("The disk of the simulation failed.");
        }
        if (--crashIn > 0) {
            return;
        }
        mainBefore = read(folder().resolve(MAIN));
        logBefore = read(folder().resolve(LOG));
        if (left == Left.NOTHING) {
            crash(mainBefore, logBefore);
        }
    }

    @Override
    public void committed() {
        if (off || crashIn > 0) {
            return;
        }
        byte[] main = read(folder().resolve(MAIN));
        byte[] log = read(folder().resolve(LOG));
        // After a checkpoint the log begins anew, and what it held is in the file: flushed before.
        boolean appended =
                Arrays.equals(main, mainBefore)
                        && log.length > logBefore.length
                        && Arrays.equals(Arrays.copyOf(log, logBefore.length), logBefore);
        if (left == Left.TORN && appended) {
            int cut = logBefore.length + random.nextInt(log.length - logBefore.length);
            byte[] torn = Arrays.copyOf(log, cut);
            if (cut > logBefore.length && random.nextBoolean()) {
                int at = logBefore.length + random.nextInt(cut - logBefore.length);
                torn[at] ^= (byte) (1 << random.nextInt(8));
            }
            crash(main, torn);
        }
        crash(main, log);
    }

    /** When nothing is being written. */
    void crashNow() {
        crash(read(folder().resolve(MAIN)), read(folder().resolve(LOG)));
    }

    /** Somebody copies the data folder. */
    void keepCopy() {
        mainKept = read(folder().resolve(MAIN));
        logKept = read(folder().resolve(LOG));
        blobsKept = contents();
    }

    /**
     * Somebody makes a backup.
     *
     * @return whether all typing is part of a change in it
     */
    boolean keepBackup(Repository repository) {
        Path copy = top.resolve("copy.db");
        try (WikiSnapshot snapshot = repository.snapshot()) {
            Files.deleteIfExists(copy);
            snapshot.copyTo(copy);
            mainKept = read(copy);
            logKept = new byte[0];
            blobsKept = contents();
            return snapshot.unfolded() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody restores it: the computer knows nothing of what came since. */
    void putBackupBack(WikiId wiki) {
        Path restored = top.resolve("restored.db");
        try {
            Files.write(restored, mainKept);
            RestoredWiki.begin(restored, wiki, new Random(life));
            byte[] main = read(restored);
            Files.delete(restored);
            crash(main, new byte[0], blobsKept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasCopy() {
        return mainKept.length > 0;
    }

    /** Somebody puts the copy back: the computer knows nothing of what came since. */
    void putCopyBack() {
        crash(mainKept, logKept, blobsKept);
    }

    private void crash(byte[] main, byte[] log) {
        crash(main, log, contents());
    }

    private void crash(byte[] main, byte[] log, Map<Path, byte[]> blobs) {
        heal();
        life++;
        try {
            Files.createDirectories(folder());
            for (Map.Entry<Path, byte[]> blob : blobs.entrySet()) {
                Path kept = folder().resolve(BLOBS).resolve(blob.getKey());
                Files.createDirectories(kept.getParent());
                Files.write(kept, blob.getValue());
            }
            if (!blobs.isEmpty()) {
                // One more was on its way.
                byte[] torn = new byte[random.nextInt(5_000)];
                Files.write(folder().resolve(BLOBS).resolve("incoming-" + life), torn);
            }
            Files.write(folder().resolve(MAIN), main);
            if (log.length > 0) {
                Files.write(folder().resolve(LOG), log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        off = true;
        throw new SimulatedCrash();
    }

    /** Attachments under their names, below their folder. */
    Set<Path> blobs() {
        Path top = folder().resolve(BLOBS);
        if (!Files.isDirectory(top)) {
            return Set.of();
        }
        try (var files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .map(top::relativize)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of them holds what is taken out of the folder later. */
    private Map<Path, byte[]> contents() {
        return blobs().stream().collect(Collectors.toMap(name -> name, this::blob));
    }

    byte[] blob(Path name) {
        return read(folder().resolve(BLOBS).resolve(name));
    }

    /** The computer is on again. */
    void on() {
        off = false;
    }

    private static byte[] read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
