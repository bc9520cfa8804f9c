package enquire.web.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * A data folder that was not there before a command. If the command fails, nothing of it has to
 * stay: a mistyped {@code --data} leaves no trace.
 *
 * @param made folders that are not there yet, the innermost first; none if the data folder is there
 */
record NewFolder(Path data, List<Path> made) {

    /** All that a node without a wiki puts there; another file keeps its folder. */
    private static final List<String> FILES =
            List.of(
                    "api-token",
                    "node/identity.p12",
                    "node/node.db",
                    "node/node.db-shm",
                    "node/node.db-wal",
                    "node",
                    "lock");

    /** Looks before the command begins. */
    static NewFolder lookAt(Path data) {
        var made = new ArrayList<Path>();
        for (Path each = data; each != null && Files.notExists(each); each = each.getParent()) {
            made.add(each);
        }
        return new NewFolder(data, List.copyOf(made));
    }

    /** Only once no node is open there. */
    void removeUnlessItHoldsAWiki() {
        if (made.isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(data.resolve("wikis")); // Fails if there is one in it.
            for (String file : FILES) {
                Files.deleteIfExists(data.resolve(file));
            }
            for (Path folder : made) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(NewFolder.class).debug("{} stays.", data, e);
        }
    }
}
