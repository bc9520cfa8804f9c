package enquire.editor.page;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names a page for good, through every rename: 16 bytes shaped as a UUID version 4 (RFC 9562,
 * section 5.4), which is what automerge-repo uses as document id.
 */
public record PageId(UUID value) implements Comparable<PageId> {

    public static final int BYTES = 16;

    private static final int TEXT_LENGTH = 36;

    /**
     * The id that everybody derives for {@code key}, so that two people who create a title while
     * apart get one page.
     */
    public static PageId derive(WikiId wiki, TitleKey key) {
        Bytes digest =
                Bytes.concat(
                                wiki.value(),
                                Bytes.of(
                                        key.value()
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .sha256();
        return shaped(digest.slice(0, BYTES));
    }

    public static PageId random(RandomGenerator random) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return shaped(Bytes.of(drawn));
    }

    /**
     * @param text 36 characters, in either case
     * @throws IllegalArgumentException if {@code text} is no UUID
     */
    public static PageId parse(String text) {
        // The JDK also takes "1-1-1-1-1".
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "a page id has %d characters, not %d".formatted(TEXT_LENGTH, text.length()));
        }
        return new PageId(UUID.fromString(text));
    }

    /**
     * @throws IllegalArgumentException if {@code bytes} are not 16
     */
    public static PageId of(Bytes bytes) {
        if (bytes.size() != BYTES) {
            throw new IllegalArgumentException(
                    "a page id has %d bytes, not %d".formatted(BYTES, bytes.size()));
        }
        var buffer = ByteBuffer.wrap(bytes.toArray());
        return new PageId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    public Bytes toBytes() {
        return Bytes.of(
                ByteBuffer.allocate(BYTES)
                        .putLong(value.getMostSignificantBits())
                        .putLong(value.getLeastSignificantBits())
                        .array());
    }

    /** The first letters, which tell two pages of one title apart in {@code Title~k3f9}. */
    public String shortForm() {
        return toString().substring(0, 4);
    }

    /** By the bytes, unsigned: "the smallest id" means the same on every node. */
    @Override
    public int compareTo(PageId other) {
        return toBytes().compareTo(other.toBytes());
    }

    @Override
    public String toString() {
        return value.toString();
    }

    private static PageId shaped(Bytes sixteen) {
        byte[] bytes = sixteen.toArray();
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        return of(Bytes.of(bytes));
    }
}
