package enquire.web.pages;

import java.util.Optional;

/**
 * What a {@code Range} header asks of a file (RFC 9110, section 14). One range; several at once,
 * and what cannot be read, count as none. Pure.
 */
sealed interface ByteRange {

    /** The whole file. */
    record Whole() implements ByteRange {}

    /**
     * @param from first byte
     * @param to last byte, within the file
     */
    record Part(long from, long to) implements ByteRange {

        long length() {
            return to - from + 1;
        }
    }

    /** Nothing of the file lies in the range. */
    record Outside() implements ByteRange {}

    String UNIT = "bytes=";

    /** More digits than any file has bytes. (2^63 has 19.) */
    int DIGITS_MAX = 18;

    /**
     * @param size of the file, in bytes
     */
    static ByteRange of(String header, long size) {
        String range = header.strip();
        int dash = range.indexOf('-');
        if (!range.startsWith(UNIT) || range.indexOf(',') >= 0 || dash < UNIT.length()) {
            return new Whole();
        }
        String first = range.substring(UNIT.length(), dash).strip();
        String last = range.substring(dash + 1).strip();
        Optional<Long> from = number(first);
        Optional<Long> to = number(last);
        boolean readable =
                (from.isPresent() || first.isEmpty() && to.isPresent())
                        && (to.isPresent() || last.isEmpty());
        if (!readable) {
            return new Whole();
        }
        if (from.isEmpty()) {
            return part(Math.max(0, size - to.get()), size - 1, size);
        }
        if (to.isPresent() && to.get() < from.get()) {
            return new Whole(); // Section 14.1.1: such a range is no range.
        }
        return part(from.get(), Math.min(size - 1, to.orElse(size - 1)), size);
    }

    private static ByteRange part(long from, long to, long size) {
        return from > to || from >= size ? new Outside() : new Part(from, to);
    }

    /** Digits alone: no sign, no other numerals. */
    private static Optional<Long> number(String digits) {
        boolean plain =
                !digits.isEmpty()
                        && digits.length() <= DIGITS_MAX
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
