package enquire.web.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.ServeProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports of each kind while the files of the node cannot grow beyond a size that they reach in the
 * middle: nothing has to be mounted for that, and what came in by then is there to be looked at.
 */
class FullDiskImportTest {

    private static final int PAGES = 40;

    /** So many take more than {@link #ROOM} together; each is less. */
    private static final int CHARS = 20_000;

    /**
     * Larger than a file that is sent and what a new wiki begins with, smaller than what becomes of
     * all pages. (Arithmetic: texts of 0.8 MB that hardly shrink, of which each is stored twice.)
     */
    private static final int ROOM = 900_000;

    @TempDir Path folder;
    private final Random random = new Random(6);

    @Test
    void whatCameInBeforeTheDiskWasFullStaysAndTheNextImportCompletesIt() throws Exception {
        Map<String, byte[]> kinds = new LinkedHashMap<>();
        kinds.put("markdown", zip("", ".md"));
        kinds.put("mediawiki", dump());
        kinds.put("dokuwiki", zip("data/pages/", ".txt"));
        try (SmallDisk disk = new BoundedFiles(folder);
                ServeProcess node = disk.start();
                var client = new NodeClient(node)) {
            for (Map.Entry<String, byte[]> kind : kinds.entrySet()) {
                String wiki = kind.getKey();
                client.api("POST", "wikis", "{\"name\": \"%s\", \"empty\": true}".formatted(wiki));
                String path = "/-/api/v1/wikis/" + wiki + "/import?from=" + wiki;

                disk.fillBut(ROOM);
                String failed = client.send("POST", path, kind.getValue()).body();
                assertTrue(failed.contains("\"problem\""), wiki + ": " + failed);
                assertTrue(failed.contains(disk.complaint()), wiki + ": " + failed);
                assertTrue(failed.contains("safe"), wiki + ": " + failed);
                int came = pages(client, wiki);
                assertTrue(came > 0 && came < PAGES, wiki + ": " + came);

                disk.makeRoom();
                JsonNode report = report(client.send("POST", path, kind.getValue()).body());
                assertEquals(0, report.path("kept").asInt(), report.toString());
                assertEquals(PAGES, report.path("pages").asInt(), report.toString());
                assertEquals(
                        PAGES - report.path("created").asInt(),
                        report.path("unchanged").asInt() + report.path("updated").asInt());
                assertEquals(PAGES, pages(client, wiki), wiki);
                JsonNode again = report(client.send("POST", path, kind.getValue()).body());
                assertEquals(PAGES, again.path("unchanged").asInt(), again.toString());
            }
        }
    }

    private static int pages(NodeClient client, String wiki) throws Exception {
        return client.json("wikis/" + wiki + "/pages?limit=1000").path("pages").size();
    }

    private static JsonNode report(String lines) throws IOException {
        String last = lines.substring(lines.stripTrailing().lastIndexOf('\n') + 1);
        JsonNode answer = new ObjectMapper().readTree(last);
        assertTrue(answer.has("report"), last);
        return answer.path("report");
    }

    private byte[] zip(String top, String ending) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < PAGES; i++) {
                zip.putNextEntry(new ZipEntry(top + "page" + i + ending));
                zip.write(noise().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }

    private byte[] dump() {
        var dump = new StringBuilder("<mediawiki>");
        for (int i = 0; i < PAGES; i++) {
            dump.append("<page><title>Page ").append(i).append("</title><revision><text>");
            dump.append(noise()).append("</text></revision></page>");
        }
        return dump.append("</mediawiki>").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Letters and digits alone: no markup of any of them. */
    private String noise() {
        byte[] bytes = new byte[CHARS * 3 / 4];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes).replaceAll("[+/=]", "x");
    }
}
