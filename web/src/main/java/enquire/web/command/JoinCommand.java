package enquire.web.command;

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
    boolean mayBeFirst() {
        return true;
    }

    @Override
    int run(NodeConnection node) throws Exception {
        // Asked without HTTP, a node also says whether its folder is needed when that fails.
        String name =
                node.temporary().isPresent()
                        ? node.temporary().get().join(invite.strip()).name()
                        : node.post("/join", Map.of("invite", invite)).path("name").asText();
        out().println("Joined the wiki “%s”.".formatted(name));
        if (node.isTemporary()) {
            out().println("Its pages come when you start the node: enquire serve");
        }
        return EnquireCommand.DONE;
    }
}
