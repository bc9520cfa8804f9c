package enquire.web.wiki;

import enquire.storage.Repository;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Utf8;
import enquire.web.language.Speaking;
import java.io.IOException;

/** The Markdown of a page on its way in. */
public final class PageText {

    /**
     * The most bytes of UTF-8 that the longest page can have: three for each UTF-16 unit. Longer
     * input is refused before it is decoded. (Arithmetic.)
     */
    public static final int BYTES_MAX = 3 * Repository.TEXT_CHARS_MAX;

    private PageText() {}

    /**
     * The body of a call.
     *
     * @throws ProblemException 413 if it is too large, 400 if it is no UTF-8
     */
    public static String of(Call call) throws IOException {
        try {
            return checked(Utf8.decode(call.body(BYTES_MAX)));
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
        if (normalised.length() > Repository.TEXT_CHARS_MAX) {
            throw tooLarge();
        }
        return normalised;
    }

    public static ProblemException tooLarge() {
        return new ProblemException(
                413,
                Speaking.messages().text("failure.pageTooLarge"),
                Speaking.messages()
                        .text(
                                "failure.pageTooLargeDetail",
                                "characters",
                                Repository.TEXT_CHARS_MAX));
    }

    private static String normalised(String text) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return unmarked.indexOf('\r') < 0
                ? unmarked
                : unmarked.replace("\r\n", "\n").replace('\r', '\n');
    }
}
