package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code enquire status}: what there is, and how it stands with peers. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Says whether the node runs, and how its wikis stand.",
            "For each wiki: its name, its name in addresses and for --wiki, its pages, its peers."
        })
final class StatusCommand extends NodeCommand {

    @Override
    int run(NodeConnection node) throws Exception {
        out().println(
                        node.isTemporary()
                                ? "The node does not run."
                                : "The node runs at " + node.address());
        JsonNode plan = node.get("/backup/plan");
        if (plan.has("failure")) {
            out().println(plan.path("failure").asText());
        }
        JsonNode wikis = node.get("/wikis").path("wikis");
        if (wikis.isEmpty()) {
            out().println("There is no wiki yet. Make one with: enquire create NAME");
        }
        for (JsonNode wiki : wikis) {
            JsonNode state = node.get(NodeConnection.wikiPath(wiki, "/state"));
            out().println(
                            "%s\t%s\t%s\t%s"
                                    .formatted(
                                            wiki.path("name").asText(),
                                            wiki.path("slug").asText(),
                                            Counted.of(wiki.path("pages").asLong(), "page"),
                                            state.path("words").asText()));
            if (!state.path("mayWrite").asBoolean() && state.has("standing")) {
                out().println("\t" + state.path("standing").asText());
            }
            if (!state.path("details").asText().isEmpty()) {
                out().println("\t" + state.path("details").asText());
            }
            if (state.has("unclean")) {
                out().println("\t" + state.path("unclean").asText());
            }
            state.path("unvouched").forEach(words -> out().println("\t" + words.asText()));
            JsonNode copies = node.get(NodeConnection.wikiPath(wiki, "/copies"));
            if (!copies.path("filesWords").asText().isEmpty()) {
                out().println("\t" + copies.path("filesWords").asText());
            }
        }
        return EnquireCommand.DONE;
    }
}
