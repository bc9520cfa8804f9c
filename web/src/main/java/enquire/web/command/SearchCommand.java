package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code enquire search QUERY}: title and snippet of each hit. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Searches the pages of a wiki.")
final class SearchCommand extends NodeCommand {

    /** How long pages are waited for that the index does not hold yet. A guess. */
    private static final Duration INDEXED_WITHIN = Duration.ofSeconds(60);

    /** When it is said that they are waited for. Edits of a moment ago take less. */
    private static final Duration SAID_AFTER = Duration.ofSeconds(2);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    @Parameters(paramLabel = "QUERY", arity = "1..*", description = "Words, \"phrases\", tag:x.")
    private List<String> query = List.of();

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    /** Where to look; typed in any case. */
    enum Scope {
        COMPUTER,
        COLLABORATORS
    }

    /** Says what can be typed, as it is typed. */
    static final class ScopeReader implements ITypeConverter<Scope> {
        @Override
        public Scope convert(String typed) {
            return switch (typed.toLowerCase(Locale.ROOT)) {
                case "computer" -> Scope.COMPUTER;
                case "collaborators" -> Scope.COLLABORATORS;
                default ->
                        throw new TypeConversionException(
                                "it is computer or collaborators, not “%s”.".formatted(typed));
            };
        }
    }

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            converter = ScopeReader.class,
            description = {
                "computer: pages of this computer (the default).",
                "collaborators: also what those hold who are connected now."
            })
    private Scope scope = Scope.COMPUTER;

    @Override
    int run(NodeConnection node) throws Exception {
        String path =
                NodeConnection.wikiPath(wiki(node, wiki), "/search?q=")
                        + Percent.encodeQuery(String.join(" ", query))
                        + (scope == Scope.COLLABORATORS ? "&scope=collaborators" : "");
        JsonNode found = untilIndexed(node, path);
        for (JsonNode hit : found.path("hits")) {
            out().println(hit.path("title").asText() + holders(hit));
            out().println("    " + plain(hit.path("snippet").asText()));
        }
        long total = found.path("total").asLong();
        err().println(Counted.of(total, "page"));
        for (JsonNode name : found.path("slow")) {
            err().println(
                            "The computer of %s has not answered yet. Search again in a while."
                                    .formatted(name.asText()));
        }
        long missing = found.path("notIndexed").asLong();
        if (missing > 0) {
            err().println(
                            "The index is still being made: %s may be missing here. Search again in a while."
                                    .formatted(Counted.of(missing, "changed page")));
        }
        return EnquireCommand.DONE;
    }

    /** After a copy, a crash or a deleted folder of the index, it has to be made first. */
    private JsonNode untilIndexed(NodeConnection node, String path) throws Exception {
        long startNanos = System.nanoTime();
        boolean said = false;
        while (true) {
            JsonNode found = node.get(path);
            Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
            long missing = found.path("notIndexed").asLong();
            if (missing == 0 || waited.compareTo(INDEXED_WITHIN) > 0) {
                return found;
            }
            if (!said && waited.compareTo(SAID_AFTER) > 0) {
                err().println("Waiting until the index holds the pages that changed ...");
                said = true;
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    /** Who has a page that is not here. */
    private static String holders(JsonNode hit) {
        if (!hit.has("from") || hit.path("held").asBoolean()) {
            return "";
        }
        var names = new ArrayList<String>();
        hit.path("from").forEach(name -> names.add(name.asText()));
        return "  [on the computer of %s]".formatted(String.join(", ", names));
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
