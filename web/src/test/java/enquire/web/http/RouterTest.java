package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.web.language.Language;
import enquire.web.language.Speaking;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final Router router =
            new Router()
                    .get("/", call -> named("root"))
                    .get("/{wiki}/-/edit/{title...}", call -> named("edit", call, "title"))
                    .get("/{wiki}/-/{rest...}", call -> named("screen", call, "rest"))
                    .get("/{wiki}/{title...}", call -> named("read", call, "title"))
                    .get("/-/api/pages/{title}", call -> named("get", call, "title"))
                    .add("PUT", "/-/api/pages/{title}", call -> named("put", call, "title"));

    @Test
    void literalsWinOverNames() throws Exception {
        assertEquals("edit:Boats/Curlew", answer("GET", "/w/-/edit/Boats/Curlew"));
        assertEquals("screen:other", answer("GET", "/w/-/other"));
        assertEquals("get:Home", answer("GET", "/-/api/pages/Home"));
    }

    @Test
    void anEncodedDashIsATitleAndNotAScreen() throws Exception {
        assertEquals("read:-/edit/x", answer("GET", "/w/%2D/edit/x"));
    }

    @Test
    void anEncodedSlashStaysWithinItsSegment() throws Exception {
        assertEquals("get:Boats/Curlew", answer("GET", "/-/api/pages/Boats%2FCurlew"));
        assertEquals("put:Grün", answer("PUT", "/-/api/pages/Gr%C3%BCn"));
    }

    @Test
    void headIsAnsweredLikeGet() throws Exception {
        assertEquals("read:Home", answer("HEAD", "/w/Home"));
    }

    @Test
    void anUnknownPathIsNotFoundAndAWrongMethodSaysWhichFit() throws Exception {
        assertEquals(404, problem("GET", "/nothing").status());
        Problem problem = problem("POST", "/-/api/pages/Home");
        assertEquals(405, problem.status());
        assertEquals("Possible: GET, PUT.", problem.detail());
        Speaking.in(
                Language.GERMAN,
                () ->
                        assertEquals(
                                "Möglich: GET, PUT.",
                                problem("POST", "/-/api/pages/Home").detail()));
        Handler answers = new ProblemAnswers(router, (call, shown) -> Json.reply(shown));
        Call post = Call.of("POST", "/-/api/pages/Home", Map.of(), new byte[0]);
        assertEquals(Optional.of("GET, HEAD, PUT"), answers.handle(post).header("Allow"));
    }

    @Test
    void brokenEscapesAndForeignEncodingsAreRefused() {
        assertEquals(400, problem("GET", "/w/100%").status());
        assertEquals(400, problem("GET", "/w/%zz").status());
        assertEquals(400, problem("GET", "/w/%FF%FE").status());
        assertEquals(414, problem("GET", "/w/" + "x".repeat(9_000)).status());
    }

    private String answer(String method, String path) throws Exception {
        return router.handle(Call.of(method, path, Map.of(), new byte[0])).bodyText();
    }

    private Problem problem(String method, String path) {
        return assertThrows(ProblemException.class, () -> answer(method, path)).problem();
    }

    private static Reply named(String name) {
        return Reply.text(200, "text/plain", name);
    }

    private static Reply named(String name, Call call, String parameter) {
        return named(name + ":" + call.parameter(parameter));
    }
}
