package enquire.sync.backup;

import enquire.editor.page.Bytes;
import enquire.storage.DiskWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is read: nobody knows who made it. All of it is summed before anything of it is
 * used; then its list and its zip must name the same files; then each file must be what the list
 * says. One thread.
 */
public final class BackupFile implements AutoCloseable {

    /** How the work goes on: pieces of work that are done, in megabytes. */
    @FunctionalInterface
    public interface Progress {

        Progress NONE = (step, done, of) -> {};

        void at(Step step, long done, long of);
    }

    /** What is done, in this order; without a folder to unpack to, the first two. */
    public enum Step {
        SUMMED,
        CHECKED,
        UNPACKED
    }

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final long MEGABYTE = 1_000_000;

    /** The last record of a zip without its comment (APPNOTE.TXT 6.3.10, section 4.3.16). */
    private static final int END_BYTES = 22;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_DIRECTORY_BYTES = 12;

    /**
     * The list of entries of a zip, which is held in memory: 250 bytes for each file that there may
     * be (arithmetic).
     */
    private static final long DIRECTORY_BYTES_MAX = 256L * BackupContents.FILES_MAX;

    /** Deflate makes at most 1,032 bytes of one (zlib.net/zlib_tech.html). */
    private static final long PACKED_MAX = 1_100;

    private static final int END_CHARS = SummedOutput.MARK.length() + SummedOutput.SUM_CHARS;

    private final Path file;
    private final ZipFile zip;
    private final BackupContents contents;

    private BackupFile(Path file, ZipFile zip, BackupContents contents) {
        this.file = file;
        this.zip = zip;
        this.contents = contents;
    }

    /**
     * Whether the end of a file is that of a backup. Says nothing of what is before: for telling
     * backups from what is no business of ours.
     */
    private static boolean hasMark(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = channel.size() - END_CHARS;
            return end >= END_BYTES
                    && isMark(text(channel, end, END_CHARS))
                    && isEnd(channel, end - END_BYTES);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What a file says to hold, and whose backup it says to be, without summing it: enough to know
     * that it is no business of ours.
     */
    public static Optional<BackupContents> listOf(Path file) {
        if (!hasMark(file)) {
            return Optional.empty();
        }
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return Optional.of(contents(file, zip));
        } catch (BackupException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Sums all of it, and reads the list of what is in it.
     *
     * @throws BackupException if it cannot be read, is no backup or damaged
     */
    public static BackupFile open(Path file, Progress progress) {
        try {
            requireSum(file, progress);
            // Not before: reading a list that is not what was written can take long.
            var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            try {
                return new BackupFile(file, zip, contents(file, zip));
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new BackupException("There is no file %s.".formatted(file), e);
        } catch (ZipException | IllegalArgumentException e) {
            throw notOurs(file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    public BackupContents contents() {
        return contents;
    }

    /**
     * Reads every file in it.
     *
     * @throws BackupException if one is not what the list says
     */
    public void check(Progress progress) {
        long done = 0;
        for (BackupPath path : contents.files().keySet()) {
            done += copy(path, OutputStream.nullOutputStream());
            progress.at(Step.CHECKED, done / MEGABYTE, contents.bytes() / MEGABYTE);
        }
    }

    /**
     * Writes one file to where it goes.
     *
     * @throws BackupException if it is not what the list says; what was written of it stays
     */
    long copy(BackupPath path, OutputStream out) {
        BackupContents.Sum expected = contents.files().get(path);
        if (expected == null) {
            throw new IllegalArgumentException("it holds no " + path.text());
        }
        ZipEntry entry = zip.getEntry(path.text());
        if (entry == null) {
            throw notOurs(file, null);
        }
        MessageDigest digest = Bytes.sha256Digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > expected.bytes()) {
                    throw damaged(file);
                }
                requireGoingOn(file);
                digest.update(buffer, 0, read);
                writing(out, buffer, read);
            }
        } catch (ZipException e) {
            throw damaged(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (bytes != expected.bytes() || !Bytes.of(digest.digest()).equals(expected.sha256())) {
            throw damaged(file);
        }
        return bytes;
    }

    /** Reading a zip ends at no interrupt by itself, and all of a large one takes minutes. */
    private static void requireGoingOn(Path file) {
        if (Thread.currentThread().isInterrupted()) {
            throw new BackupException(
                    "Reading %s was stopped. Nothing was changed.".formatted(file));
        }
    }

    /** A disk that takes no more is not the backup's fault. */
    private static void writing(OutputStream out, byte[] buffer, int bytes) {
        try {
            out.write(buffer, 0, bytes);
        } catch (IOException e) {
            throw new BackupException(
                    "The backup could not be unpacked (%s). Nothing was restored, and the backup is as it was. %s"
                            .formatted(DiskWords.reason(e), DiskWords.advice(e)),
                    e);
        }
    }

    private static void requireSum(Path file, Progress progress) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BackupException("%s is a folder, not a backup.".formatted(file));
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < END_BYTES + END_CHARS) {
                throw notOurs(file, null);
            }
            String end = text(channel, size - END_CHARS, END_CHARS);
            if (!isMark(end) || !isEnd(channel, size - END_CHARS - END_BYTES)) {
                throw notOurs(file, null);
            }
            String sum = sum(channel, size - SummedOutput.SUM_CHARS, progress);
            if (!end.endsWith(sum)) {
                throw damaged(file);
            }
        }
    }

    private static boolean isMark(String end) {
        return end.startsWith(SummedOutput.MARK)
                && end.substring(SummedOutput.MARK.length()).matches("[0-9a-f]{64}");
    }

    private static boolean isEnd(FileChannel channel, long at) throws IOException {
        ByteBuffer end = read(channel, at, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long directory = Integer.toUnsignedLong(end.getInt(END_DIRECTORY_BYTES));
        return end.getInt(0) == END_SIGNATURE
                && end.getShort(END_BYTES - Short.BYTES) == END_CHARS
                && directory <= DIRECTORY_BYTES_MAX;
    }

    private static String sum(FileChannel channel, long bytes, Progress progress)
            throws IOException {
        MessageDigest digest = Bytes.sha256Digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        channel.position(0);
        long left = bytes;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int read = channel.read(buffer);
            if (read < 0) {
                throw new IOException("it became shorter while it was read");
            }
            digest.update(buffer.flip());
            left -= read;
            progress.at(Step.SUMMED, (bytes - left) / MEGABYTE, bytes / MEGABYTE);
        }
        return Bytes.of(digest.digest()).toHex();
    }

    private static String text(FileChannel channel, long at, int bytes) throws IOException {
        return StandardCharsets.US_ASCII.decode(read(channel, at, bytes)).toString();
    }

    private static ByteBuffer read(FileChannel channel, long at, int bytes) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(bytes);
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
        return into.flip();
    }

    /** The list, and nothing is in the zip that is not in it. */
    private static BackupContents contents(Path file, ZipFile zip) throws IOException {
        ZipEntry list = zip.getEntry(BackupContents.ENTRY);
        if (list == null) {
            throw notOurs(file, null);
        }
        BackupContents contents;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(zip.getInputStream(list), StandardCharsets.UTF_8))) {
            contents = BackupContents.read(lines);
        } catch (BackupException e) {
            throw new BackupException("%s: %s".formatted(file, e.getMessage()), e);
        }
        int listed = contents.files().size() + contents.damaged().size() + 1;
        if (zip.size() != listed) {
            throw notOurs(file, null);
        }
        for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements(); ) {
            ZipEntry entry = each.nextElement();
            if (!entry.getName().equals(BackupContents.ENTRY) && !isListed(entry, contents)) {
                throw notOurs(file, null);
            }
        }
        if (contents.bytes() / PACKED_MAX > Files.size(file)) {
            throw new BackupException(
                    "%s says that it holds more than any file of its size can. Nothing was changed. Do not use it; take another backup."
                            .formatted(file));
        }
        return contents;
    }

    private static boolean isListed(ZipEntry entry, BackupContents contents) {
        return BackupPath.parse(entry.getName())
                .map(path ->
                        contents.damaged().containsKey(path)
                                || contents.files().containsKey(path)
                                        && contents.files().get(path).bytes() == entry.getSize())
                .orElse(false);
    }

    private static BackupException notOurs(Path file, @Nullable Exception cause) {
        var said =
                new BackupException(
                        "%s is no backup of Enquire, or it is not whole: it may have been copied only in part. Nothing was changed. Copy it once more, or take another backup."
                                .formatted(file));
        if (cause != null) {
            said.initCause(cause);
        }
        return said;
    }

    private static BackupException damaged(Path file) {
        return new BackupException(
                "%s is damaged: its bytes are no longer those that were written. Nothing was changed. Copy it once more, or take another backup."
                        .formatted(file));
    }

    private static BackupException unreadable(Path file, IOException why) {
        return new BackupException(
                "%s cannot be read (%s). Nothing was changed. Look whether its disk is in order, or take another backup."
                        .formatted(file, DiskWords.reason(why)),
                why);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
