package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The lines in which the node says how far long work is. */
final class Steps {

    private Steps() {}

    /**
     * Shows them until the work is done.
     *
     * @param stopped what to say if the lines end before that
     * @return the report
     * @throws CommandException if the node names a problem
     */
    static JsonNode follow(InputStream answer, PrintWriter err, String stopped) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8));
        var shown = new ProgressLine(err);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode json = Json.object(line);
            JsonNode progress = json.path("progress");
            if (progress.isObject() && progress.path("of").asInt() == 0) {
                continue; // Less than one of what is counted: that is done at once.
            }
            if (progress.isObject()) {
                String words =
                        "%s: %,d of %,d"
                                .formatted(
                                        progress.path("step").asText(),
                                        progress.path("done").asInt(),
                                        progress.path("of").asInt());
                if (progress.path("done").equals(progress.path("of"))) {
                    shown.stepEnds(words);
                } else {
                    shown.at(words);
                }
            } else if (json.path("problem").isObject()) {
                shown.end();
                throw new CommandException(
                        json.path("problem").path("title").asText()
                                + " "
                                + json.path("problem").path("detail").asText());
            } else if (json.path("report").isObject()) {
                return json.path("report");
            }
        }
        shown.end();
        throw new CommandException(stopped);
    }
}
