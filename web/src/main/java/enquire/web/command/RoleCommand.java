package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire role WHO ROLE}. */
@Command(
        name = "role",
        mixinStandardHelpOptions = true,
        description = "Changes what a member may do.")
final class RoleCommand extends NodeCommand {

    @Parameters(
            index = "0",
            paramLabel = "WHO",
            description = "Name of the member, or how the key begins.")
    private String who = "";

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            description = "admin, writer, reader or relay; any role below yours.")
    private String role = "";

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Override
    int run(NodeConnection node) throws Exception {
        String peers = NodeConnection.wikiPath(wiki(node, wiki), "/peers");
        JsonNode member = MeantPeer.among(node.get(peers).path("peers"), who);
        JsonNode changed =
                node.put(
                        peers + "/" + Percent.encode(member.path("id").asText()),
                        Map.of("role", role));
        out().println(
                        "%s is %s now. What was written before stays in the pages."
                                .formatted(
                                        member.path("name").asText(),
                                        changed.path("role").asText()));
        long suggested = changed.path("suggestionsComingIn").asLong();
        if (suggested > 0) {
            out().println(
                            "%s of %s %s in by this, as edits of their own."
                                    .formatted(
                                            Counted.of(suggested, "suggestion"),
                                            member.path("name").asText(),
                                            suggested == 1 ? "comes" : "come"));
        }
        return EnquireCommand.DONE;
    }
}
