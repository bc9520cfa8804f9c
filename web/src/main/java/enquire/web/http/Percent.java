package enquire.web.http;

import enquire.web.language.Speaking;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of path segments and forms (RFC 3986, section 2.1), in UTF-8, strictly. */
public final class Percent {

    private static final String HEX = "0123456789ABCDEF";

    /**
     * What may stand in a path segment as it is (RFC 3986, section 3.3), less {@code ;} and {@code
     * '}.
     */
    private static final String PLAIN = "-._~!$&()*+,=:@";

    private Percent() {}

    /** One path segment: {@code /} is encoded, too. */
    public static String encode(String segment) {
        StringBuilder encoded = null;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (!plain && encoded == null) {
                encoded = new StringBuilder(segment.length() + 16).append(segment, 0, i);
            }
            if (encoded == null) {
                continue;
            }
            if (plain) {
                encoded.append(c);
                continue;
            }
            int point = segment.codePointAt(i);
            i += Character.charCount(point) - 1;
            for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                encoded.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return encoded == null ? segment : encoded.toString();
    }

    /** A value of a query. */
    public static String encodeQuery(String value) {
        return encode(value).replace("+", "%2B").replace("&", "%26").replace("=", "%3D");
    }

    /** A parameter of a header field (RFC 8187, section 3.2.1: {@code attr-char}). */
    public static String encodeParameter(String value) {
        var encoded = new StringBuilder(value.length() + 16);
        for (char c : encode(value).toCharArray()) {
            if ("()*,=:@".indexOf(c) >= 0) {
                encoded.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /**
     * @throws ProblemException 400 if an escape is broken or the bytes are no UTF-8
     */
    public static String decode(String encoded) {
        return decode(encoded, false);
    }

    /** The same, where {@code +} is a space. */
    static String decodeForm(String encoded) {
        return decode(encoded, true);
    }

    private static String decode(String encoded, boolean plusIsSpace) {
        if (encoded.indexOf('%') < 0 && (!plusIsSpace || encoded.indexOf('+') < 0)) {
            return encoded;
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int high = digit(encoded, i + 1);
                int low = high < 0 ? -1 : digit(encoded, i + 2);
                if (low < 0) {
                    throw ProblemException.badRequest(Speaking.messages().text("error.badEscape"));
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else if (c < 128) {
                bytes.write(c);
            } else {
                int point = encoded.codePointAt(i);
                i += Character.charCount(point) - 1;
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Utf8.decode(bytes.toByteArray());
    }

    private static int digit(String text, int at) {
        return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    }
}
