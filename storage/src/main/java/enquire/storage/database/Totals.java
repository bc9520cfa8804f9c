package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.math.BigInteger;
import java.util.List;

/**
 * What is counted over all pages of a wiki.
 *
 * @param sequence the last one given out
 * @param pages how many pages hold an accepted change
 * @param sum of their digests, modulo 2^256, big-endian
 */
public record Totals(long sequence, long pages, Bytes sum) {

    static final int SUM_BYTES = 32;

    /** The digest of a page of which nothing accepted is held: it does not count. */
    public static final Bytes NO_DIGEST = Bytes.of(new byte[SUM_BYTES]);

    static final Totals NONE = new Totals(0, 0, NO_DIGEST);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(8 * SUM_BYTES);

    /**
     * SHA-256(page id, sorted accepted heads, sorted statement ids).
     *
     * @param statements ascending
     */
    public static Bytes digest(PageId page, Heads heads, List<Bytes> statements) {
        if (heads.isEmpty()) {
            return NO_DIGEST;
        }
        var digest = Bytes.sha256Digest();
        digest.update(page.toBytes().toArray());
        for (ChangeHash hash : heads.hashes()) {
            digest.update(hash.value().toArray());
        }
        for (Bytes statement : statements) {
            digest.update(statement.toArray());
        }
        return Bytes.of(digest.digest());
    }

    /** With the next sequence given out and one page's digest replaced. */
    public Totals replacing(Bytes oldDigest, Bytes newDigest) {
        BigInteger next =
                number(sum).subtract(number(oldDigest)).add(number(newDigest)).mod(MODULUS);
        long counted = pages + counts(newDigest) - counts(oldDigest);
        return new Totals(sequence + 1, counted, bytes(next));
    }

    private static int counts(Bytes digest) {
        return digest.equals(NO_DIGEST) ? 0 : 1;
    }

    private static BigInteger number(Bytes bytes) {
        return new BigInteger(1, bytes.toArray());
    }

    private static Bytes bytes(BigInteger number) {
        byte[] minimal = number.toByteArray();
        byte[] full = new byte[SUM_BYTES];
        int length = Math.min(minimal.length, SUM_BYTES);
        System.arraycopy(minimal, minimal.length - length, full, SUM_BYTES - length, length);
        return Bytes.of(full);
    }
}
