package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Replay;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pasts of pages of many changes, a file each: what was read once is not read again from thousands
 * of changes. Never the truth: a file that is missing, damaged, of another page or of another
 * release is as good as none, and one that cannot be written is not there. Thread-safe.
 *
 * <p>A file is a head and a deflated body. The head: the page's id, the length of the body inflated
 * and its CRC-32, so that no half of a file is taken for all of it; none is forced to disk.
 */
final class PastFolder {

    /** Fewer changes are read anew in some 20 ms, by a node that has just started. (Measured.) */
    static final int CHANGES_MIN = 256;

    /** So many changes are read in a few milliseconds behind what was kept. (A guess.) */
    static final int NEW_MAX = 64;

    /** In a page's file, inflated: of a million characters. (Arithmetic: 12 bytes each.) */
    static final int BODY_BYTES_MAX = 16 << 20;

    /** Of all files: of a hundred long pages. The oldest make room. (A guess.) */
    static final long BYTES_MAX = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(PastFolder.class);

    private static final String DRAFT = "draft";
    private static final int HEAD_BYTES = PageId.BYTES + Integer.BYTES + Long.BYTES;

    private final Path folder;
    private final long bytesMax;
    private volatile int forgotten;

    PastFolder(Path folder) {
        this(folder, BYTES_MAX);
    }

    PastFolder(Path folder, long bytesMax) {
        this.folder = folder;
        this.bytesMax = bytesMax;
    }

    Path file(PageId page) {
        return folder.resolve(page.toBytes().toHex());
    }

    /** What was kept; whether all of it is still part of the page was not looked at. */
    Optional<Past> read(PageId page) {
        try {
            if (Files.size(file(page)) > BODY_BYTES_MAX) {
                throw new IllegalArgumentException("it is too long");
            }
            return Optional.of(unpack(page, ByteBuffer.wrap(Files.readAllBytes(file(page)))));
        } catch (NoSuchFileException nothingKept) {
            return Optional.empty();
        } catch (IOException | DataFormatException | IllegalArgumentException e) {
            LOG.debug("What was kept of the past of a page is made anew: {}", e.getMessage());
            remove(page);
            return Optional.empty();
        }
    }

    private static Past unpack(PageId page, ByteBuffer file) throws DataFormatException {
        if (file.remaining() < HEAD_BYTES) {
            throw new IllegalArgumentException("it ends early");
        }
        byte[] id = new byte[PageId.BYTES];
        file.get(id);
        int length = file.getInt();
        long sum = file.getLong();
        if (!Bytes.of(id).equals(page.toBytes()) || length < 0 || length > BODY_BYTES_MAX) {
            throw new IllegalArgumentException("it is of another page");
        }
        byte[] body = inflated(file, length);
        var crc = new CRC32();
        crc.update(body);
        if (crc.getValue() != sum) {
            throw new IllegalArgumentException("its checksum is wrong");
        }
        var in = ByteBuffer.wrap(body);
        int changes = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (changes < 0 || changes > in.remaining() / Long.BYTES) {
            throw new IllegalArgumentException("it ends early");
        }
        long[] times = new long[changes];
        in.asLongBuffer().get(times);
        int at = in.position() + changes * Long.BYTES;
        return new Past(Replay.read(Bytes.of(body, at, body.length)), times);
    }

    private static byte[] inflated(ByteBuffer deflated, int length) throws DataFormatException {
        byte[] body = new byte[length];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            int at = 0;
            while (at < length) {
                int more = inflater.inflate(body, at, length - at);
                if (more == 0) {
                    throw new DataFormatException("it ends early");
                }
                at += more;
            }
            return body;
        } finally {
            inflater.end();
        }
    }

    /** How often a page's past was forgotten: to be asked before what is to be kept is read. */
    int forgotten() {
        return forgotten;
    }

    /**
     * Removes what was kept of a page, and keeps nothing that was read before.
     *
     * @return whether it is gone
     */
    synchronized boolean forget(PageId page) {
        forgotten++;
        try {
            Files.deleteIfExists(file(page));
            Files.deleteIfExists(folder.resolve(DRAFT));
            return true;
        } catch (IOException e) {
            LOG.warn("What was kept of the past of a page stays for now: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Unless anything was forgotten since.
     *
     * @param since what {@link #forgotten} was
     */
    synchronized void write(PageId page, Past past, int since) {
        if (since == forgotten) {
            write(page, past);
        }
    }

    /** Nobody minds if it fails: then it is read from the changes the next time, too. */
    synchronized void write(PageId page, Past past) {
        if (past.size() < CHANGES_MIN) {
            return;
        }
        byte[] replay = past.changes().toBytes().toArray();
        long length = Integer.BYTES + (long) past.size() * Long.BYTES + replay.length;
        if (length > BODY_BYTES_MAX) {
            remove(page);
            return;
        }
        var body = ByteBuffer.allocate((int) length).putInt(past.size());
        for (int i = 0; i < past.size(); i++) {
            body.putLong(past.atMillis(i));
        }
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve(DRAFT);
            Files.write(draft, packed(page, body.put(replay).array()));
            Files.move(draft, file(page), StandardCopyOption.REPLACE_EXISTING);
            makeRoom();
        } catch (IOException e) {
            LOG.debug("What was read of the past of a page is not kept", e);
        }
    }

    private static byte[] packed(PageId page, byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(body);
            deflater.finish();
            // Deflated, what cannot be made shorter grows by 5 bytes in 16 kB, and a few.
            byte[] deflated = new byte[body.length + body.length / 1024 + 64];
            int length = deflater.deflate(deflated);
            return ByteBuffer.allocate(HEAD_BYTES + length)
                    .put(page.toBytes().toArray())
                    .putInt(body.length)
                    .putLong(crc.getValue())
                    .put(deflated, 0, length)
                    .array();
        } finally {
            deflater.end();
        }
    }

    private void makeRoom() throws IOException {
        record Kept(Path file, long bytes, FileTime written) {}
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        long bytes = 0;
        var kept = new ArrayList<Kept>();
        for (Path file : files) {
            kept.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
            bytes += kept.getLast().bytes();
        }
        kept.sort(Comparator.comparing(Kept::written));
        for (Kept oldest : kept) {
            if (bytes <= bytesMax) {
                break;
            }
            Files.deleteIfExists(oldest.file());
            bytes -= oldest.bytes();
        }
    }

    void remove(PageId page) {
        try {
            Files.deleteIfExists(file(page));
        } catch (IOException e) {
            LOG.debug("What was kept of the past of a page stays", e);
        }
    }
}
