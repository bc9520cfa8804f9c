package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code enquire create NAME}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Makes a wiki with a home page and a short tour.")
final class CreateCommand extends NodeCommand {

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    boolean mayBeFirst() {
        return true;
    }

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode made = node.post("/wikis", Map.of("name", name));
        String called = made.path("name").asText();
        out().println("Made the wiki “%s”.".formatted(called));
        RecoverCommand.show(made, out());
        String slug = made.path("slug").asText();
        for (JsonNode other : node.get("/wikis").path("wikis")) {
            if (other.path("name").asText().equals(called)
                    && !other.path("slug").asText().equals(slug)) {
                out().println(
                                "There is another one of this name. In addresses, and for --wiki, the new one is “%s”."
                                        .formatted(slug));
                break;
            }
        }
        return EnquireCommand.DONE;
    }
}
