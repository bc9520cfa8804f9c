package enquire.web.feeds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * What a feed or an entry is called for ever (RFC 4287, section 4.2.6). Every node gives the same
 * name to the same thing, whatever address it is read at. Pure.
 *
 * <p>A UUID of version 8 (RFC 9562, section 5.8): the first 122 bits of a SHA-256 of what is named.
 * A {@code tag:} address would need a domain that is ours, and a wiki has none.
 */
public record FeedId(UUID uuid) {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /**
     * @param parts what is named, the wiki first; none holds a line feed
     */
    public static FeedId of(String... parts) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(String.join("\n", List.of(parts))));
        long most = hash.getLong() & ~0xf000L | VERSION_8;
        long least = hash.getLong() & 0x3fff_ffff_ffff_ffffL | VARIANT;
        return new FeedId(new UUID(most, least));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As a URI. */
    @Override
    public String toString() {
        return "urn:uuid:" + uuid;
    }
}
