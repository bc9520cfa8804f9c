package enquire.web.wiki;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.storage.BlobStore;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a page says about an attachment it uses; stored in the page as JSON.
 *
 * @param name without a folder
 * @param path from the top of the folder it was imported from, if it was; tells two files of one
 *     name apart, and lets an export put it back
 * @param bytes its size
 * @param root the Merkle root over its pieces, hexadecimal; see {@code docs/PROTOCOL.md}
 */
public record Manifest(String name, Optional<String> path, long bytes, Optional<String> root) {

    /** In UTF-16 units; what file systems take. */
    public static final int NAME_CHARS_MAX = 255;

    /** What a value in a page may have, in bytes (design, section 8). */
    static final int JSON_BYTES_MAX = 1024;

    public static Manifest of(String name, Optional<String> path, BlobStore.Stored stored) {
        return new Manifest(name, path, stored.bytes(), Optional.of(stored.root().toHex()));
    }

    /** Without the path, if with it this would be longer than a page may hold. */
    public String toJson() {
        String whole = toJson(path);
        return whole.getBytes(StandardCharsets.UTF_8).length <= JSON_BYTES_MAX
                ? whole
                : toJson(Optional.empty());
    }

    private String toJson(Optional<String> shownPath) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        shownPath.ifPresent(given -> json.put("path", given));
        json.put("bytes", bytes);
        json.put("type", FileType.of(name).mediaType());
        root.ifPresent(given -> json.put("root", given));
        return Json.text(json);
    }

    /** Empty if this is no manifest: another node may have written anything. */
    public static Optional<Manifest> parse(String json) {
        try {
            JsonNode node = Json.object(json);
            String name = node.path("name").asText("");
            boolean usable = !name.isBlank() && name.length() <= NAME_CHARS_MAX;
            return usable
                    ? Optional.of(
                            new Manifest(
                                    name,
                                    Optional.ofNullable(node.path("path").textValue()),
                                    Math.max(0, node.path("bytes").asLong(0)),
                                    Optional.ofNullable(node.path("root").textValue())))
                    : Optional.empty();
        } catch (ProblemException noJson) {
            return Optional.empty();
        }
    }
}
