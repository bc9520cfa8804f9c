package enquire.web.pages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Range headers for files of any size. */
public final class RangeFuzz {

    private RangeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < Integer.BYTES) {
            return;
        }
        long size = ByteBuffer.wrap(input).getInt() & 0xffffffffL;
        String header =
                new String(
                        input,
                        Integer.BYTES,
                        input.length - Integer.BYTES,
                        StandardCharsets.ISO_8859_1);
        if (ByteRange.of(header, size) instanceof ByteRange.Part part) {
            boolean within = 0 <= part.from() && part.from() <= part.to() && part.to() < size;
            if (!within || part.length() < 1) {
                throw new AssertionError(part + " of " + size);
            }
        }
    }
}
