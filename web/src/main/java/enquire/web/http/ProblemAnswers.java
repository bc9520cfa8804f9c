package enquire.web.http;

import enquire.web.language.Speaking;
import java.util.function.BiFunction;

/**
 * Turns what fails inside into an answer: problem+json for programs, a screen for people.
 * Thread-safe.
 */
public final class ProblemAnswers implements Handler {

    private final Handler inside;
    private final BiFunction<Call, Problem, Reply> screen;

    /**
     * @param screen how people see a problem
     */
    public ProblemAnswers(Handler inside, BiFunction<Call, Problem, Reply> screen) {
        this.inside = inside;
        this.screen = screen;
    }

    @Override
    public Reply handle(Call call) {
        try {
            return inside.handle(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer(
                    call,
                    new Problem(
                            503,
                            Speaking.messages().text("error.closing"),
                            Speaking.messages().text("error.savedIsSafe")));
        } catch (ProblemException e) {
            Reply reply = answer(call, e.problem());
            for (Reply.Header header : e.headers()) {
                reply = reply.with(header.name(), header.value());
            }
            return reply;
        } catch (Exception e) {
            return answer(call, Failures.problem(e));
        }
    }

    private Reply answer(Call call, Problem problem) {
        boolean person = call.header("Accept").orElse("").contains("text/html");
        if (call.path().startsWith("/-/api/") || !person) {
            return Json.reply(problem);
        }
        try {
            return screen.apply(call, problem);
        } catch (RuntimeException e) {
            // The wiki may be the very thing that fails; the words still have to arrive.
            Failures.problem(e);
            return Json.reply(problem);
        }
    }
}
