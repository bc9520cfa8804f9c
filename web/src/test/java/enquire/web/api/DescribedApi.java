package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import enquire.web.TestNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The description of the API that a node gives, and what of an answer is not as it says. */
record DescribedApi(JsonNode document, SchemaRegistry schemas) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static DescribedApi of(TestNode node) throws Exception {
        return new DescribedApi(
                node.json("/-/api/openapi.json"),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12));
    }

    /**
     * @param operation as it is described
     */
    List<String> faults(JsonNode operation, HttpResponse<byte[]> answer) throws Exception {
        int status = answer.statusCode();
        JsonNode described =
                operation
                        .path("responses")
                        .path(status >= 400 ? "default" : Integer.toString(status));
        if (described.isMissingNode()) {
            return List.of("status " + status + " is not described");
        }
        String type =
                answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = described.path("content");
        if (content.isEmpty()) {
            return answer.body().length == 0 ? List.of() : List.of("a body that is not described");
        }
        if (!content.has(type)) {
            return List.of(type + " is not described");
        }
        return type.endsWith("json") && !type.endsWith("ndjson")
                ? faults(content.path(type).path("schema"), JSON.readTree(answer.body()))
                : List.of();
    }

    /**
     * What of a value is not as described, at any depth; also a field that is required and missing,
     * or that is not named there.
     */
    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        var faults = new ArrayList<String>();
        schemas.getSchema(whole).validate(value).forEach(error -> faults.add(error.toString()));
        undescribed(schema, value, "", faults);
        return faults;
    }

    /** Objects that do not say which fields are always there, or say it of one they do not have. */
    List<String> unsaid() {
        var unsaid = new ArrayList<String>();
        unsaid(document, "", unsaid);
        return unsaid;
    }

    private static void unsaid(JsonNode part, String at, List<String> unsaid) {
        JsonNode fields = part.path("properties");
        if (fields.isObject()) {
            JsonNode required = part.path("required");
            if (!required.isArray()) {
                unsaid.add(at + " does not say what is required");
            }
            required.forEach(name -> {
                if (!fields.has(name.asText())) {
                    unsaid.add(at + " requires " + name + " and does not describe it");
                }
            });
        }
        for (int i = 0; part.isArray() && i < part.size(); i++) {
            unsaid(part.path(i), at + "/" + i, unsaid);
        }
        part.properties()
                .forEach(field -> {
                    // What stands in an example is no schema, whatever it is called.
                    if (!field.getKey().equals("example") && !field.getKey().equals("examples")) {
                        unsaid(field.getValue(), at + "/" + field.getKey(), unsaid);
                    }
                });
    }

    private void undescribed(JsonNode schema, JsonNode value, String at, List<String> faults) {
        JsonNode meant =
                schema.has("$ref")
                        ? document.at(schema.path("$ref").asText().substring(1))
                        : schema;
        if (value.isArray()) {
            value.forEach(each -> undescribed(meant.path("items"), each, at + "[]", faults));
        } else if (value.isObject() && meant.has("properties")) {
            value.properties()
                    .forEach(field -> {
                        JsonNode own = meant.path("properties").path(field.getKey());
                        if (own.isMissingNode()) {
                            faults.add(at + "." + field.getKey() + " is not described");
                        } else {
                            undescribed(own, field.getValue(), at + "." + field.getKey(), faults);
                        }
                    });
        }
    }
}
