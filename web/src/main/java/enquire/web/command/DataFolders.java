package enquire.web.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the platform wants programs to keep their data. */
final class DataFolders {

    private DataFolders() {}

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
