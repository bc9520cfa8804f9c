package enquire.web.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the platform wants programs to keep their data, and whether a node keeps its own there. */
final class DataFolders {

    /** What a node makes first; {@code wikis} is what a person would bring back alone. */
    private static final List<String> OF_A_NODE =
            List.of("lock", "node/identity.p12", "node/node.db", "wikis");

    private DataFolders() {}

    /** Certainly nothing of a node; not what only cannot be looked into. */
    static boolean isNone(Path data) {
        return OF_A_NODE.stream().allMatch(each -> Files.notExists(data.resolve(each)));
    }

    static Path platformDefault(Map<String, String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return home.resolve("Library/Application Support/Enquire");
        }
        if (os.contains("windows")) {
            String roaming = environment.get("APPDATA");
            return (roaming == null ? home.resolve("AppData/Roaming") : Path.of(roaming))
                    .resolve("Enquire");
        }
        String xdg = environment.get("XDG_DATA_HOME");
        boolean usable = xdg != null && Path.of(xdg).isAbsolute();
        return (usable ? Path.of(xdg) : home.resolve(".local/share")).resolve("enquire");
    }
}
