package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire hooks [add URL | remove ID | test ID | on ID]}. */
@Command(
        name = "hooks",
        mixinStandardHelpOptions = true,
        description = {
            "Programs that are told of changes of pages, by signed requests (Standard Webhooks).",
            "Without an action: lists them, and what came of the last requests.",
            "Something is told as long as a node runs; what happened in between is made up for."
        })
final class HooksCommand extends NodeCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "add URL, remove ID, test ID, or on ID after it was switched off.")
    private @Nullable String action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "URL|ID", description = "Of which hook.")
    private @Nullable String which;

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            description =
                    "Told of: page.created, page.changed, page.renamed, page.deleted, page.restored. Can be repeated. Default: all.")
    private List<String> events = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description = "Edits made here, or come from peers. Default: anywhere.")
    private @Nullable String from;

    @Option(names = "--by", paramLabel = "NAME", description = "Edits of this person alone.")
    private @Nullable String by;

    @Option(
            names = "--private",
            description =
                    "The address may be on this computer or in a private network, and http: not https:.")
    private boolean nearby;

    @Option(names = "--yes", description = "Of remove: does it; without it, it is only said.")
    private boolean sure;

    @Override
    int run(NodeConnection node) throws Exception {
        String path = NodeConnection.wikiPath(wiki(node, wiki), "/hooks");
        if (action == null) {
            return list(node, path);
        }
        if (which == null) {
            throw new WrongUseException(
                    "Say which: hooks add URL, hooks remove ID, hooks test ID.");
        }
        String one = path + "/" + Percent.encode(which);
        return switch (action) {
            case "add" -> add(node, path, which);
            case "remove" -> remove(node, one);
            case "test" -> test(node, one);
            case "on" -> {
                print(node.post(one + "/on", Map.of()));
                yield EnquireCommand.DONE;
            }
            default ->
                    throw new WrongUseException(
                            "“%s” is no action. There is: add, remove, test, on."
                                    .formatted(action));
        };
    }

    private int add(NodeConnection node, String path, String url) throws Exception {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("url", url);
        if (!events.isEmpty()) {
            body.put("events", events);
        }
        if (from != null) {
            body.put("from", from);
        }
        if (by != null) {
            body.put("by", by);
        }
        body.put("private", nearby);
        JsonNode made = node.post(path, body);
        print(made);
        out().println("The secret, which is shown only now: " + made.path("secret").asText());
        sayIfStopped(node);
        return EnquireCommand.DONE;
    }

    /** Its secret cannot be had again. */
    private int remove(NodeConnection node, String path) throws Exception {
        if (!sure) {
            print(node.get(path));
            throw new CommandException(
                    "Nothing was removed. With --yes it is told of nothing more, and what waits for it and its secret are forgotten.");
        }
        node.delete(path);
        out().println("Removed. It is told of nothing more.");
        return EnquireCommand.DONE;
    }

    private int test(NodeConnection node, String path) throws Exception {
        node.follow();
        JsonNode outcome = node.post(path + "/test", Map.of()).path("outcome");
        out().println(
                        outcome.isNull()
                                ? "It has not answered yet. Look later: enquire hooks"
                                : outcome.path("sentence").asText());
        return outcome.path("delivered").asBoolean() ? EnquireCommand.DONE : EnquireCommand.FAILED;
    }

    private int list(NodeConnection node, String path) throws Exception {
        JsonNode hooks = node.get(path).path("hooks");
        if (hooks.isEmpty()) {
            out().println("No program is told of changes. Add one with: enquire hooks add URL");
        }
        hooks.forEach(this::print);
        sayIfStopped(node);
        return EnquireCommand.DONE;
    }

    private void sayIfStopped(NodeConnection node) {
        if (node.isTemporary()) {
            out().println("No node runs now. Something is told while one does: enquire serve");
        }
    }

    private void print(JsonNode hook) {
        var events = new ArrayList<String>();
        hook.path("events").forEach(event -> events.add(event.asText()));
        out().println(hook.path("id").asText() + "  " + hook.path("url").asText());
        out().println("  " + String.join(", ", events));
        out().println("  " + hook.path("sentence").asText());
        hook.path("deliveries")
                .forEach(each ->
                        out().println(
                                        "  %s  %s  %s  %s"
                                                .formatted(
                                                        Instant.parse(each.path("at").asText())
                                                                .truncatedTo(ChronoUnit.SECONDS),
                                                        each.path("event").asText(),
                                                        each.path("title").asText(),
                                                        each.path("sentence").asText())));
    }
}
