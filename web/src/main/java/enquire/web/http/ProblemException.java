package enquire.web.http;

import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import java.util.List;

/** The answer to a call is a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient List<Reply.Header> headers;

    public ProblemException(int status, String title, String detail) {
        this(status, title, detail, List.of());
    }

    /**
     * @param headers that the answer has to carry with this status
     */
    ProblemException(int status, String title, String detail, List<Reply.Header> headers) {
        super(title + " " + detail, null, false, false);
        this.problem = new Problem(status, title, detail);
        this.headers = headers;
    }

    public static ProblemException badRequest(String detail) {
        return new ProblemException(400, Speaking.messages().text("error.notUnderstood"), detail);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(404, Speaking.messages().text("error.nothingHere"), detail);
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(409, Speaking.messages().text("error.notNow"), detail);
    }

    public static ProblemException tooLarge(long bytesMax) {
        return new ProblemException(
                413,
                Speaking.messages().text("error.tooLarge"),
                Speaking.messages().text("error.tooLargeDetail", "most", Sizes.words(bytesMax)));
    }

    List<Reply.Header> headers() {
        return headers;
    }

    public Problem problem() {
        return problem;
    }
}
