package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code enquire join INVITE}. */
@Command(
        name = "join",
        mixinStandardHelpOptions = true,
        description = "Joins a wiki with an invite.")
final class JoinCommand extends NodeCommand {

    @Parameters(paramLabel = "INVITE", description = "What the inviting person sent.")
    private String invite = "";

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode joined = node.post("/join", Map.of("invite", invite));
        out().println("Joined the wiki “%s”.".formatted(joined.path("name").asText()));
        if (node.isTemporary()) {
            out().println("Its pages come when you start the node: enquire serve");
        }
        return EnquireCommand.DONE;
    }
}
