package enquire.sync.identity;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.Locale;

/**
 * How a peer id is written for people, as Syncthing does it: base32 (RFC 4648, without padding), a
 * check letter (Luhn modulo 32) behind every 13 letters, and dashes: {@code
 * MFZWI3D-BONSGYC-YLTMRWG-C43ENRQ-XGZDMMF-ZWI3D-…}, 8 groups of 7.
 */
public final class PeerIds {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LETTERS = 52;
    private static final int CHECKED_LETTERS = 13;
    private static final int GROUP_LETTERS = 7;
    private static final int WRITTEN_LETTERS = LETTERS + LETTERS / CHECKED_LETTERS;

    /** More than any sensible spacing of an id has. */
    private static final int INPUT_UNITS_MAX = 256;

    private PeerIds() {}

    public static String format(PeerId id) {
        String letters = base32(id.value());
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

    /** The first group: enough to tell the members of one wiki apart. */
    public static String shortForm(PeerId id) {
        return format(id).substring(0, GROUP_LETTERS);
    }

    /**
     * Reads what people type: any case, dashes and spaces anywhere, and 0, 1 and 8 for the letters
     * O, I and B that they look like.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static PeerId parse(String text) {
        String letters = letters(text);
        if (letters.length() != WRITTEN_LETTERS) {
            throw new IllegalArgumentException(
                    "A peer id has %d letters and digits, this one has %d. Copy it whole."
                            .formatted(WRITTEN_LETTERS, letters.length()));
        }
        var plain = new StringBuilder();
        for (int at = 0; at < WRITTEN_LETTERS; at += CHECKED_LETTERS + 1) {
            String part = letters.substring(at, at + CHECKED_LETTERS);
            if (checkLetter(part) != letters.charAt(at + CHECKED_LETTERS)) {
                throw new IllegalArgumentException(
                        "The peer id is mistyped near '%s': the check letter does not match."
                                .formatted(part));
            }
            plain.append(part);
        }
        return new PeerId(bytes(plain));
    }

    private static String letters(String text) {
        if (text.length() > INPUT_UNITS_MAX) {
            throw new IllegalArgumentException("That is far too long for a peer id.");
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
                        "A peer id has no '%c'. It is made of letters and the digits 2 to 7."
                                .formatted(letters.charAt(i)));
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

    private static Bytes bytes(CharSequence letters) {
        byte[] out = new byte[PeerId.BYTES];
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
                    "The peer id is mistyped: its last letter does not belong to any id.");
        }
        return Bytes.of(out);
    }
}
