package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * What a browser looks at before it offers to install Enquire as an app: a manifest with a name, a
 * start, a display of its own, and icons of 192 and 512 pixels that are really there. (That it can
 * be opened while the node is off, {@code OfflineBrowserTest} shows.)
 */
class InstallingTest extends BrowsedNode {

    private static final Pattern LINK =
            Pattern.compile("<link rel=\"(manifest|apple-touch-icon)\" href=\"([^\"]+)\">");

    @Test
    void theManifestHasAllThatABrowserAsksFor() throws Exception {
        String screen = browse("/-/start").body();

        HttpResponse<byte[]> answer = fetch(linked(screen, "manifest"));
        JsonNode manifest = new ObjectMapper().readTree(answer.body());

        assertEquals("application/manifest+json", type(answer));
        assertEquals("Enquire", manifest.path("name").asText());
        assertEquals("Enquire", manifest.path("short_name").asText());
        assertEquals("standalone", manifest.path("display").asText());
        for (String place : Set.of("id", "scope", "start_url")) {
            assertEquals("/", manifest.path(place).asText(), place);
        }
        assertTrue(browse("/").statusCode() < 400);
        Set<String> icons = new HashSet<>();
        for (JsonNode icon : manifest.path("icons")) {
            String sizes = icon.path("sizes").asText();
            HttpResponse<byte[]> image = fetch(icon.path("src").asText());
            assertEquals(icon.path("type").asText(), type(image));
            if (!sizes.equals("any")) {
                assertEquals(sizes, size(image.body()), icon.toString());
            }
            icons.add(sizes + " " + icon.path("purpose").asText());
        }
        assertEquals(Set.of("any any", "192x192 any", "512x512 any", "512x512 maskable"), icons);
        assertEquals("180x180", size(fetch(linked(screen, "apple-touch-icon")).body()));
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("manifest-src 'self'"), policy);
        assertTrue(policy.contains("img-src 'self'"), policy);
    }

    private static String linked(String screen, String rel) {
        Matcher link = LINK.matcher(screen);
        while (link.find()) {
            if (link.group(1).equals(rel)) {
                return link.group(2);
            }
        }
        throw new AssertionError("no " + rel + " in " + screen);
    }

    /** As a browser asks for it: without a token, and for a place of its own. */
    private HttpResponse<byte[]> fetch(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(alice.uri(path).toString()))
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Sec-Fetch-Dest", path.endsWith("t") ? "manifest" : "image")
                        .build();
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode(), path);
        return answer;
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElseThrow();
    }

    private static String size(byte[] image) throws Exception {
        var read = ImageIO.read(new ByteArrayInputStream(image));
        return read.getWidth() + "x" + read.getHeight();
    }
}
