package enquire.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** JSON on the way in and out. Made when first used, because it takes a while. Thread-safe. */
public final class Json {

    /** The largest JSON body of a call, in bytes. Titles, names and invites need far less. */
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

    private Json() {}

    public static Reply reply(int status, Object value) {
        return Reply.of(status, "application/json", bytes(value));
    }

    public static Reply reply(Object value) {
        return reply(200, value);
    }

    /** RFC 9457, section 3. */
    public static Reply reply(Problem problem) {
        var json =
                MAPPER.createObjectNode()
                        .put("type", "about:blank")
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail());
        return Reply.of(problem.status(), "application/problem+json", bytes(json));
    }

    /** Instants are written as ISO 8601 text by whoever makes {@code value}. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this cannot be written as JSON", e);
        }
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this cannot be written as JSON", e);
        }
    }

    /**
     * The body of a call, which must be an object.
     *
     * @throws ProblemException 400 if it is not
     */
    public static JsonNode object(Call call) throws IOException {
        return object(call.text(BODY_BYTES_MAX));
    }

    /**
     * @throws ProblemException 400 if this is no JSON object
     */
    public static JsonNode object(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("The body is not valid JSON.");
        }
        throw ProblemException.badRequest("The body must be a JSON object.");
    }

    /**
     * An array as plain values: texts, numbers, lists.
     *
     * @throws ProblemException 400 if this is none
     */
    public static List<?> list(JsonNode node) {
        if (!node.isArray()) {
            throw ProblemException.badRequest("A list is missing.");
        }
        return MAPPER.convertValue(node, List.class);
    }

    /**
     * A text that must be there.
     *
     * @throws ProblemException 422 if it is not
     */
    public static String required(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw new ProblemException(
                    422, "Something is missing.", "“%s” must be a text.".formatted(name));
        }
        return value.textValue();
    }
}
