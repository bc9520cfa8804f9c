package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.TestNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each content policy that a whole node sends, word by word: one word more would open the cage. */
class PolicyTest {

    /** Written out again on purpose: a change of the program's own text must be made here, too. */
    private static final String FILE =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    @AutoClose private static TestNode node;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        node = TestNode.withWiki(data);
        node.put(TestNode.wiki("/pages/Page"), "words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/w/Page",
                "/w/Nothing",
                "/w/-/search?q=words",
                "/w/-/changes",
                "/w/-/changes.atom",
                "/w/-/edit/Page?plain=1",
                "/-/settings",
                "/-/nothing",
                "/-/health",
                "/-/api/v1/wikis",
                "/-/api/v1/wikis/nothing"
            })
    void aScreenAndAnAnswerRunOnlyScriptsOfOurs(String path) throws Exception {
        assertEquals(RawRequests.POLICY, policy(path));
    }

    @Test
    void theEditorMayAddStylesThatBearANonceOfItsOwnAndNothingElse() throws Exception {
        String policy = policy("/w/-/edit/Page");
        assertEquals(RawRequests.POLICY, RawRequests.withoutNonce(policy));
        assertNotEquals(RawRequests.POLICY, policy);
        assertNotEquals(policy, policy("/w/-/edit/Page"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.png", "x.svg", "x.html", "x.txt", "x"})
    void aFileOfSomebodyIsInASandbox(String name) throws Exception {
        assertEquals(FILE, policy(attached(name)));
    }

    /** Chromium's own viewer for it does not start inside a sandbox. */
    @Test
    void aPdfHasThePolicyOfAScreen() throws Exception {
        assertEquals(RawRequests.POLICY, policy(attached("x.pdf")));
    }

    private static String policy(String path) throws Exception {
        HttpResponse<String> answer = node.get(path, "Accept", "text/html");
        assertEquals(1, answer.headers().allValues("Content-Security-Policy").size(), path);
        return answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static String attached(String name) throws Exception {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> stored =
                node.send("POST", TestNode.wiki("/files?name=" + name), content);
        return new ObjectMapper().readTree(stored.body()).path("url").asText();
    }
}
