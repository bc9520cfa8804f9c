package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code enquire leave}. */
@Command(
        name = "leave",
        mixinStandardHelpOptions = true,
        description = {
            "Leaves a wiki; its pages stay on this computer.",
            "They can be read and exported; no edits are exchanged any more. Only a new invite leads"
                    + " back, and an owner can come back as nothing above admin."
        })
final class LeaveCommand extends NodeCommand {

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(names = "--yes", description = "That it is meant: it cannot be undone from here.")
    private boolean meant;

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode left = wiki(node, wiki);
        String name = left.path("name").asText();
        if (!meant) {
            throw new WrongUseException(
                    "To leave “%s” cannot be undone from here, so nothing was done. If it is meant: enquire leave --yes"
                            .formatted(name));
        }
        node.tell(NodeConnection.wikiPath(left, "/leave"));
        out().println(
                        "Left “%s”. Its pages stay here to be read and exported; the others are told when this node meets them."
                                .formatted(name));
        return EnquireCommand.DONE;
    }
}
