package enquire.web.wiki;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a page says about an attachment it uses; stored in the page as JSON.
 *
 * @param name without a folder
 * @param path from the top of the folder it was imported from, if it stood in one; tells two files
 *     of one name apart, and lets an export put it back
 * @param bytes its size
 */
public record Manifest(String name, Optional<String> path, long bytes) {

    /** In UTF-16 units; what file systems take. */
    public static final int NAME_CHARS_MAX = 255;

    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        path.ifPresent(given -> json.put("path", given));
        json.put("bytes", bytes);
        json.put("type", FileType.of(name).mediaType());
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
                                    Math.max(0, node.path("bytes").asLong(0))))
                    : Optional.empty();
        } catch (ProblemException noJson) {
            return Optional.empty();
        }
    }
}
