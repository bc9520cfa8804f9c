package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire search QUERY}: title and snippet of each hit. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Searches the pages of a wiki.")
final class SearchCommand extends NodeCommand {

    @Parameters(paramLabel = "QUERY", arity = "1..*", description = "Words, \"phrases\", tag:x.")
    private List<String> query = List.of();

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Override
    int run(NodeConnection node) throws Exception {
        String path =
                NodeConnection.wikiPath(wiki(node, wiki), "/search?q=")
                        + Percent.encodeQuery(String.join(" ", query));
        JsonNode found = node.get(path);
        for (JsonNode hit : found.path("hits")) {
            out().println(hit.path("title").asText());
            out().println("    " + plain(hit.path("snippet").asText()));
        }
        long total = found.path("total").asLong();
        err().println(total == 1 ? "1 page" : "%,d pages".formatted(total));
        return EnquireCommand.DONE;
    }

    /** The snippet is HTML that the node made: escaped text and {@code <mark>}. */
    private static String plain(String snippet) {
        return snippet.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ");
    }
}
