package enquire.web.api;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of pages, as programs send and read them: nothing that was sent runs or leads anywhere. */
class FilesApiTest {

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void attachmentsAreServedWithRangeAndASafeType() throws Exception {
        alice.put(wiki("/pages/Boats"), "![[tide.png]]");
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3};
        HttpResponse<String> stored =
                alice.send("POST", wiki("/files?name=tide.png&page=Boats"), picture);
        assertEquals(201, stored.statusCode(), stored.body());
        String url = new ObjectMapper().readTree(stored.body()).path("url").asText();

        HttpResponse<byte[]> whole = alice.bytes(url);
        assertArrayEquals(picture, whole.body());
        assertEquals("image/png", whole.headers().firstValue("Content-Type").orElseThrow());
        HttpResponse<byte[]> part = alice.bytes(url, "Range", "bytes=1-3");
        assertEquals(206, part.statusCode());
        assertEquals("PNG", new String(part.body(), java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals("bytes 1-3/8", part.headers().firstValue("Content-Range").orElseThrow());
        assertEquals(416, alice.bytes(url, "Range", "bytes=8-").statusCode());
        assertEquals(2, alice.bytes(url, "Range", "bytes=-2").body().length);

        String html = alice.get(wiki("/pages/Boats"), "Accept", "text/html").body();
        assertTrue(html.contains("src=\"" + url + "\""), html);
    }

    @Test
    void nothingUploadedCanRunInTheBrowser() throws Exception {
        for (String ending :
                "html htm HTML shtml xhtml xht svg SVG svgz js mjs xml xsl mht".split(" ")) {
            String name = "page." + ending;
            HttpResponse<String> stored =
                    alice.send(
                            "POST",
                            wiki("/files?name=" + name),
                            "<script>alert(1)</script>".getBytes());
            String url = new ObjectMapper().readTree(stored.body()).path("url").asText();
            HttpResponse<byte[]> file = alice.bytes(url);
            String type = file.headers().firstValue("Content-Type").orElseThrow();
            assertTrue(
                    type.equals("application/octet-stream") || type.equals("image/svg+xml"), type);
            String disposition = file.headers().firstValue("Content-Disposition").orElseThrow();
            assertTrue(disposition.startsWith("attachment"), disposition);
            String policy = file.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.contains("sandbox") && !policy.contains("allow-"), policy);
            // Naming it differently in the address must not change that.
            String renamed = url.replace(name, "x.html");
            assertEquals(
                    "application/octet-stream",
                    alice.bytes(renamed).headers().firstValue("Content-Type").orElseThrow());
        }
    }

    @Test
    void theNameOfAnUploadNeverLeadsAnywhere() throws Exception {
        for (String folders :
                new String[] {"../../", "/etc/", "a/../", "C:\\x\\", "..\\", "\\\\host\\"}) {
            String given = wiki("/files?name=" + Percent.encodeQuery(folders + "tide.png"));
            HttpResponse<String> stored = alice.post(given, "picture");
            assertEquals(201, stored.statusCode(), stored.body());
            JsonNode file = new ObjectMapper().readTree(stored.body());
            assertEquals("tide.png", file.path("name").asText());
            String sha256 = file.path("sha256").asText();
            assertEquals("/w/-/file/" + sha256 + "/tide.png", file.path("url").asText());
        }
        for (String name :
                new String[] {"", " ", ".", "..", " .. ", "a/..", "a/", "a\n.png", "\0"}) {
            String given = wiki("/files?name=" + Percent.encodeQuery(name));
            assertEquals(422, alice.post(given, "picture").statusCode(), name);
        }
    }
}
