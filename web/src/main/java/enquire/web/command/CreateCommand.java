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
        out().println("Made the wiki “%s”.".formatted(made.path("name").asText()));
        return EnquireCommand.DONE;
    }
}
