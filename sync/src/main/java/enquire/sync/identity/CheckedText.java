package enquire.sync.identity;

import enquire.editor.page.Bytes;
import java.util.Locale;

/**
 * How 32 bytes are written for people, as Syncthing does it: base32 (RFC 4648, without padding), a
 * check letter (Luhn modulo 32) behind every 13 letters, and dashes: {@code
 * MFZWI3D-BONSGYC-YLTMRWG-C43ENRQ-XGZDMMF-ZWI3D-…}, 8 groups of 7.
 */
final class CheckedText {

    static final int BYTES = 32;
    static final int GROUP_LETTERS = 7;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LETTERS = 52;
    private static final int CHECKED_LETTERS = 13;
    private static final int WRITTEN_LETTERS = LETTERS + LETTERS / CHECKED_LETTERS;

    /** More than any sensible spacing of an id has. */
    private static final int INPUT_UNITS_MAX = 256;

    private CheckedText() {}

    static String format(Bytes bytes) {
        String letters = base32(bytes);
        var checked = new StringBuilder();
        for (int at = 0; at < LETTERS; at += CHECKED_LETTERS) {
            String part = letters.substring(at, at + CHECKED_LETTERS);
            checked.append(part).append(checkLetter(part));
        }
        var grouped = new StringBuilder();
        for (int at = 0; at < checked.length(); at += GROUP_LETTERS) {
            grouped.append(at == 0 ? "" : "-").append(checked, at, at + GROUP_LETTERS);
        }
        return grouped.toString();
    }

    /**
     * Reads what people type: any case, dashes and spaces anywhere, and 0, 1 and 8 for the letters
     * O, I and B that they look like.
     *
     * @param what it is meant to be: "peer id"
     * @throws IllegalArgumentException with a sentence that says where it is wrong, and nothing of
     *     what was typed: it may be a secret
     */
    static Bytes parse(String text, String what) {
        String letters = letters(text, what);
        if (letters.length() != WRITTEN_LETTERS) {
            throw new IllegalArgumentException(
                    "A %s has %d letters and digits, this one has %d. Copy it whole."
                            .formatted(what, WRITTEN_LETTERS, letters.length()));
        }
        var plain = new StringBuilder();
        for (int at = 0; at < WRITTEN_LETTERS; at += CHECKED_LETTERS + 1) {
            String part = letters.substring(at, at + CHECKED_LETTERS);
            if (checkLetter(part) != letters.charAt(at + CHECKED_LETTERS)) {
                throw new IllegalArgumentException(
                        "The %s is mistyped in group %d or %d: the check letter does not match."
                                .formatted(what, at / GROUP_LETTERS + 1, at / GROUP_LETTERS + 2));
            }
            plain.append(part);
        }
        return bytes(plain, what);
    }

    private static String letters(String text, String what) {
        if (text.length() > INPUT_UNITS_MAX) {
            throw new IllegalArgumentException("That is far too long for a %s.".formatted(what));
        }
        String letters =
                text.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s\\-]", "")
                        .replace('0', 'O')
                        .replace('1', 'I')
                        .replace('8', 'B');
        for (int i = 0; i < letters.length(); i++) {
            if (ALPHABET.indexOf(letters.charAt(i)) < 0) {
                throw new IllegalArgumentException(
                        "A %s has no '%c'. It is made of letters and the digits 2 to 7."
                                .formatted(what, letters.charAt(i)));
            }
        }
        return letters;
    }

    private static char checkLetter(String part) {
        int sum = 0;
        for (int i = 0; i < part.length(); i++) {
            int weighted = ALPHABET.indexOf(part.charAt(i)) * (i % 2 + 1);
            sum += weighted / 32 + weighted % 32;
        }
        return ALPHABET.charAt((32 - sum % 32) % 32);
    }

    private static String base32(Bytes bytes) {
        var out = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < bytes.size(); i++) {
            buffer = buffer << 8 | bytes.at(i) & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                out.append(ALPHABET.charAt(buffer >> bits - 5 & 31));
            }
        }
        return bits == 0
                ? out.toString()
                : out.append(ALPHABET.charAt(buffer << 5 - bits & 31)).toString();
    }

    private static Bytes bytes(CharSequence letters, String what) {
        byte[] out = new byte[BYTES];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            buffer = buffer << 5 | ALPHABET.indexOf(letters.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[at++] = (byte) (buffer >> bits);
            }
        }
        if ((buffer & (1 << bits) - 1) != 0) {
            throw new IllegalArgumentException(
                    "The %s is mistyped: its last letter does not belong to any.".formatted(what));
        }
        return Bytes.of(out);
    }
}
