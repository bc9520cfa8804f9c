package enquire.web.http;

/** Answers calls. Implementations are thread-safe. */
@FunctionalInterface
public interface Handler {

    /**
     * @throws ProblemException if the answer is that something is wrong; every exception of the
     *     floors below that {@link Failures} knows becomes a problem, too
     */
    Reply handle(Call call) throws Exception;
}
