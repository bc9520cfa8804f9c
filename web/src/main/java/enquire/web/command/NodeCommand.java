package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.node.DataFolderInUseException;
import enquire.sync.node.InviteException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that asks a node something. */
abstract class NodeCommand implements Callable<Integer> {

    @ParentCommand private @Nullable EnquireCommand parent;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() throws Exception {
        NodeOptions options = options(parent);
        options.check();
        Optional<Integer> done = withoutNode();
        if (done.isPresent()) {
            return done.get();
        }
        boolean file = Files.exists(options.data()) && !Files.isDirectory(options.data());
        if (!mayBeFirst() && !file) {
            requireNode(options.data()); // Of a file, opening it says that it is one.
        }
        NewFolder folder = NewFolder.lookAt(options.data());
        try (NodeConnection node = NodeConnection.open(options, err())) {
            return run(node);
        } catch (Exception e) {
            if (!needsFolder(e)) {
                folder.removeUnlessItHoldsAWiki();
            }
            throw e;
        }
    }

    /** The folder of the node, as a whole path. */
    final Path data() {
        return options(parent).data().toAbsolutePath().normalize();
    }

    /**
     * Whether it can begin a data folder. One that only asks makes none, also if that is mistyped.
     */
    boolean mayBeFirst() {
        return false;
    }

    /**
     * What it can do with no node at all, if that is what was asked for.
     *
     * @return the exit code, if so
     */
    Optional<Integer> withoutNode() {
        return Optional.empty();
    }

    private static void requireNode(Path data) {
        if (DataFolders.isNone(data)) {
            throw new CommandException(
                    "There is no wiki yet in %s%s. Make one with: enquire create NAME"
                            .formatted(data, Files.exists(data) ? "" : ", which does not exist"));
        }
    }

    /** Somebody else may have it, or know the key in it. */
    private static boolean needsFolder(Exception failure) {
        return failure instanceof DataFolderInUseException
                || failure instanceof InviteException invite && invite.mayBeTaken();
    }

    /**
     * @return the exit code
     */
    abstract int run(NodeConnection node) throws Exception;

    final PrintWriter out() {
        return PlainWriter.over(spec.commandLine().getOut());
    }

    final PrintWriter err() {
        return PlainWriter.over(spec.commandLine().getErr());
    }

    static NodeOptions options(@Nullable EnquireCommand parent) {
        if (parent == null) {
            throw new IllegalStateException("a command runs below enquire");
        }
        return parent.options();
    }

    /**
     * The wiki that is meant: the one that is named, or the only one.
     *
     * @throws CommandException if there is no such wiki, or it is not clear which
     */
    static JsonNode wiki(NodeConnection node, @Nullable String named) throws Exception {
        List<JsonNode> wikis = new ArrayList<>();
        node.get("/wikis").path("wikis").forEach(wikis::add);
        if (named == null && wikis.size() == 1) {
            return wikis.getFirst();
        }
        for (JsonNode wiki : wikis) {
            if (wiki.path("slug").asText().equals(named)
                    || wiki.path("id").asText().equals(named)) {
                return wiki;
            }
        }
        List<JsonNode> called =
                wikis.stream().filter(each -> each.path("name").asText().equals(named)).toList();
        if (called.size() == 1) {
            return called.getFirst();
        }
        if (wikis.isEmpty()) {
            throw new CommandException("There is no wiki yet. Make one with: enquire create NAME");
        }
        if (named == null) {
            throw new WrongUseException(
                    "There are several wikis; say which with --wiki: " + shortNames(wikis));
        }
        if (!called.isEmpty()) {
            throw new WrongUseException(
                    "%d wikis are called “%s”; say which with --wiki: %s"
                            .formatted(called.size(), named, shortNames(called)));
        }
        throw new CommandException(
                "There is no wiki “%s” here. There is: %s".formatted(named, shortNames(wikis)));
    }

    private static String shortNames(List<JsonNode> wikis) {
        return wikis.stream()
                .map(wiki -> wiki.path("slug").asText())
                .collect(Collectors.joining(", "));
    }
}
