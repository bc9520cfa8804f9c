package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code enquire invite}: prints an invite and nothing else on stdout. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        description = "Prints an invite that works once.")
final class InviteCommand extends NodeCommand {

    @Option(
            names = "--role",
            defaultValue = "writer",
            description = {
                "What whoever uses it may do: any role below yours. Default: ${DEFAULT-VALUE}.",
                "admin: edit, and invite writers, readers and relays;",
                "writer: edit, and invite readers and relays;",
                "reader: read, suggest edits, and invite relays;",
                "relay: pass on what others write, always on."
            })
    private String role = "writer";

    @Option(
            names = "--mine",
            description =
                    "For another computer of yours: it then may do what this one may, and falls with it.")
    private boolean mine;

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode made =
                node.post(
                        NodeConnection.wikiPath(wiki(node, wiki), "/invites"),
                        mine ? Map.of("device", true) : Map.of("role", role));
        out().println(made.path("invite").asText());
        err().println(
                        "Works once, until %s. It is redeemed while this node runs."
                                .formatted(made.path("expiresAt").asText()));
        return EnquireCommand.DONE;
    }
}
