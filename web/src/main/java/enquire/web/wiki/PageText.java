package enquire.web.wiki;

import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Utf8;
import java.io.IOException;

/** The Markdown of a page on its way in. */
public final class PageText {

    /**
     * The largest page, in bytes of UTF-8. Automerge takes about 400 bytes of native memory a
     * character (measured), so an editable page of this size costs 0.8 GB; twenty times the longest
     * page of any vault seen.
     */
    public static final int BYTES_MAX = 2_000_000;

    private PageText() {}

    /**
     * The body of a call.
     *
     * @throws ProblemException 413 if it is too large, 400 if it is no UTF-8
     */
    public static String of(Call call) throws IOException {
        try {
            return normalised(Utf8.decode(call.body(BYTES_MAX)));
        } catch (ProblemException e) {
            if (e.problem().status() == 413) {
                throw tooLarge();
            }
            throw e;
        }
    }

    /**
     * Line ends as {@code \n}, no byte order mark.
     *
     * @throws ProblemException 413 if it is too large, 400 if it holds half a character
     */
    public static String checked(String text) {
        String normalised = normalised(text);
        // Three bytes hold any UTF-16 unit, so most texts need no counting.
        boolean fits =
                normalised.length() <= BYTES_MAX / 3
                        || normalised.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                                <= BYTES_MAX;
        if (!fits) {
            throw tooLarge();
        }
        return normalised;
    }

    public static ProblemException tooLarge() {
        return new ProblemException(
                413,
                "This page is too large.",
                "A page holds at most %,d bytes of text. Nothing was changed; split it into several pages."
                        .formatted(BYTES_MAX));
    }

    private static String normalised(String text) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return unmarked.indexOf('\r') < 0
                ? unmarked
                : unmarked.replace("\r\n", "\n").replace('\r', '\n');
    }
}
