package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import enquire.web.wiki.WikiPaths;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code enquire feeds}. */
@Command(
        name = "feeds",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the addresses of feeds, for feed readers of this computer.",
            "They answer while a node runs, and need no password."
        })
final class FeedsCommand extends NodeCommand {

    @ParentCommand private @Nullable EnquireCommand enquire;

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(names = "--tag", paramLabel = "TAG", description = "Of pages with this tag.")
    private @Nullable String tag;

    @Option(names = "--page", paramLabel = "TITLE", description = "Of this page.")
    private @Nullable String page;

    @Override
    int run(NodeConnection node) throws Exception {
        if (tag != null || page != null) {
            print(node, wiki(node, wiki));
        } else if (wiki != null) {
            print(node, wiki(node, wiki));
        } else {
            for (JsonNode each : node.get("/wikis").path("wikis")) {
                print(node, each);
            }
        }
        if (node.isTemporary()) {
            err().println("No node runs now. These answer while one does: enquire serve");
        }
        return EnquireCommand.DONE;
    }

    private void print(NodeConnection node, JsonNode of) throws Exception {
        var paths = new WikiPaths(of.path("slug").asText());
        if (tag != null) {
            String bare = tag.startsWith("#") ? tag.substring(1) : tag;
            print(node, paths.screen("tags") + "/" + Percent.encode(bare) + ".atom");
        }
        if (page != null) {
            String id =
                    node.get(NodeConnection.wikiPath(of, "/pages/" + Percent.encode(page)))
                            .path("id")
                            .asText();
            print(node, paths.screen("page") + "/" + id + ".atom");
        }
        if (tag == null && page == null) {
            print(node, paths.screen("changes.atom"));
        }
    }

    /** Of a node that is opened for this alone, where it would answer. */
    private void print(NodeConnection node, String path) {
        String base =
                node.isTemporary()
                        ? "http://127.0.0.1:%d".formatted(options(enquire).port())
                        : node.address().substring(0, node.address().length() - 1);
        out().println(base + path);
    }
}
