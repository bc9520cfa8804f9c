package enquire.web.site;

import java.util.Arrays;

/**
 * In which pages a word stands, and what it counts there. Packed: a few bytes for each page. One
 * thread at a time.
 */
final class Postings {

    private byte[] packed = new byte[4];
    private int length;
    private int lastPage;

    /**
     * @param page number, not below the one before
     * @param weight from 1
     */
    void add(int page, int weight) {
        write(page - lastPage);
        write(weight);
        lastPage = page;
    }

    /** Seven bits at a time, the lowest first; the eighth says that more follow. */
    private void write(int number) {
        int rest = number;
        while (rest > 127) {
            append((byte) (rest & 127 | 128));
            rest >>>= 7;
        }
        append((byte) rest);
    }

    private void append(byte next) {
        if (length == packed.length) {
            packed = Arrays.copyOf(packed, 2 * length);
        }
        packed[length++] = next;
    }

    /** {@code ,3,1,2,16}: page less the page before, weight, and so on. */
    void appendTo(StringBuilder out) {
        int number = 0;
        int shift = 0;
        for (int i = 0; i < length; i++) {
            number |= (packed[i] & 127) << shift;
            shift += 7;
            if (packed[i] >= 0) {
                out.append(',').append(number);
                number = 0;
                shift = 0;
            }
        }
    }
}
