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
    boolean mayBeFirst() {
        return true;
    }

    @Override
    int run(NodeConnection node) throws Exception {
        String name;
        boolean member;
        if (node.temporary().isPresent()) {
            // Asked without HTTP, a node also says whether its folder is needed when that fails.
            member = node.temporary().get().joined(invite.strip()).isPresent();
            name = node.temporary().get().join(invite.strip()).name();
        } else {
            JsonNode joined = node.post("/join", Map.of("invite", invite));
            member = joined.path("alreadyMember").asBoolean();
            name = joined.path("name").asText();
        }
        if (member) {
            out().println("You are a member of “%s” already.".formatted(name));
            return EnquireCommand.DONE;
        }
        out().println("Joined the wiki “%s”.".formatted(name));
        if (node.isTemporary()) {
            out().println("Its pages come when you start the node: enquire serve");
        }
        return EnquireCommand.DONE;
    }
}
