package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire remove WHO --yes}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a member out of a wiki.",
            "That computer keeps what it has and gets nothing new. What was written until now stays"
                    + " in the pages. Without --yes it says what would be missing then."
        })
final class RemoveCommand extends NodeCommand {

    @Parameters(
            index = "0",
            paramLabel = "WHO",
            description = "Name of the member, or how the key begins.")
    private String who = "";

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(names = "--yes", description = "That it is meant.")
    private boolean meant;

    @Override
    int run(NodeConnection node) throws Exception {
        JsonNode from = wiki(node, wiki);
        String peers = NodeConnection.wikiPath(from, "/peers");
        JsonNode member = MeantPeer.among(node.get(peers).path("peers"), who);
        String path = peers + "/" + Percent.encode(member.path("id").asText());
        String name = member.path("name").asText();
        if (!meant) {
            String words = node.get(path).path("words").asText();
            throw new WrongUseException(
                    "%s was not removed from “%s”.%s If it is meant: enquire remove %s --yes"
                            .formatted(
                                    name,
                                    from.path("name").asText(),
                                    words.isEmpty() ? "" : " " + words,
                                    member.path("id").asText().substring(0, 8)));
        }
        node.delete(path);
        out().println(
                        "%s is in “%s” no more. What was written until now stays in the pages."
                                .formatted(name, from.path("name").asText()));
        return EnquireCommand.DONE;
    }
}
