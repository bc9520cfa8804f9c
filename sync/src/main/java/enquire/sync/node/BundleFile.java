package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Limits;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;

/**
 * The file of a bundle: {@code enquire bundle 1} and a line feed, the wiki's id, frames as on the
 * wire, each behind its length in four bytes, a length of 0, and the SHA-256 of all before.
 */
final class BundleFile {

    private static final byte[] MAGIC = "enquire bundle 1\n".getBytes(StandardCharsets.US_ASCII);

    private static final int DIGEST_BYTES = 32;

    private static final int LENGTH_BYTES = 4;

    private BundleFile() {}

    /**
     * Writes one, frame by frame. What would be more than may be read is not written to its end.
     * One thread at a time.
     */
    static final class Writer {

        private final OutputStream target;
        private final DigestOutputStream out;

        private final long bytesMax;
        private long bytes = MAGIC.length + WikiId.BYTES + LENGTH_BYTES + DIGEST_BYTES;

        /**
         * @param bytesMax of all of it
         */
        Writer(OutputStream target, WikiId wiki, long bytesMax) throws IOException {
            this.target = target;
            this.bytesMax = bytesMax;
            this.out = new DigestOutputStream(target, sha256());
            out.write(MAGIC);
            out.write(wiki.value().toArray());
        }

        /**
         * @throws IOException also if it gets too large: whoever reads what was written finds it
         *     cut off
         */
        void frame(Bytes frame) throws IOException {
            bytes += LENGTH_BYTES + frame.size();
            if (bytes > bytesMax) {
                throw new IOException("The bundle became larger than one may be.");
            }
            length(frame.size());
            out.write(frame.toArray());
        }

        /** How many bytes it has, with its end. */
        long bytes() {
            return bytes;
        }

        void end() throws IOException {
            length(0);
            target.write(out.getMessageDigest().digest());
            target.flush();
        }

        private void length(int bytes) throws IOException {
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(bytes >>> shift);
            }
        }
    }

    /**
     * Of which wiki a bundle is; only that is read.
     *
     * @throws BundleException if this is no bundle
     */
    static WikiId wiki(Path file) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            return begin(in);
        } catch (EOFException e) {
            throw new BundleException(
                    BundleException.Kind.NO_BUNDLE,
                    "This is not a bundle of Enquire. Nothing of it was taken.",
                    e);
        }
    }

    /**
     * Gives each frame in turn. What they hold is not looked at.
     *
     * @throws BundleException if this is no bundle, or not as it was written: known only at the
     *     end, after the frames
     */
    static void read(Path file, Consumer<Bytes> frames) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream plain = new BufferedInputStream(Files.newInputStream(file));
                var in = new DataInputStream(new DigestInputStream(plain, digest))) {
            begin(in);
            long left = Files.size(file);
            for (int length = in.readInt(); length != 0; length = in.readInt()) {
                if (length < 0 || length > Limits.FRAME_BYTES || length > left) {
                    throw damaged();
                }
                left -= length + LENGTH_BYTES;
                byte[] frame = new byte[length];
                in.readFully(frame);
                frames.accept(Bytes.of(frame));
            }
            byte[] expected = digest.digest();
            byte[] told = plain.readNBytes(DIGEST_BYTES);
            if (!MessageDigest.isEqual(expected, told) || plain.read() >= 0) {
                throw damaged();
            }
        } catch (EOFException e) {
            throw damaged();
        }
    }

    /**
     * One wrong byte may look like a message that nobody sends.
     *
     * @throws BundleException if it is not as it was written
     */
    static void requireIntact(Path file) throws IOException {
        read(file, frame -> {});
    }

    private static WikiId begin(DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!MessageDigest.isEqual(MAGIC, magic)) {
            throw new BundleException(
                    BundleException.Kind.NO_BUNDLE,
                    "This is not a bundle of Enquire. Nothing of it was taken.");
        }
        byte[] wiki = new byte[WikiId.BYTES];
        in.readFully(wiki);
        return new WikiId(Bytes.of(wiki));
    }

    private static BundleException damaged() {
        return new BundleException(
                BundleException.Kind.DAMAGED,
                "The bundle is damaged or was cut off. Nothing of it was taken; make or copy it once more.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }
}
