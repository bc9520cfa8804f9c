package enquire.web.vault;

import enquire.web.language.Speaking;
import java.util.Map;
import java.util.Optional;

/** Files and folders that begin with a dot, which no import takes. */
final class HiddenFiles {

    /**
     * Whose settings lie in such a folder, or file, at the top of a vault: the sentence of each.
     */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    ExportArchive.END,
                    "left.exportNote",
                    ".obsidian",
                    "left.settingsObsidian",
                    ".trash",
                    "left.trash",
                    ".foam",
                    "left.settingsFoam",
                    ".vscode",
                    "left.settingsCode",
                    ".git",
                    "left.git",
                    ".github",
                    "left.settingsGitHub");

    private HiddenFiles() {}

    /** Whether it is what a program puts at the top of its vault. */
    static boolean isSetting(String name) {
        return SETTINGS.containsKey(name);
    }

    /**
     * The first part of a path that is hidden, with what is above it: all below is one thing that
     * is left out.
     *
     * @return empty if no part is; what macOS puts into zip files counts as hidden
     */
    static Optional<String> in(String path) {
        int from = 0;
        while (from <= path.length()) {
            int end = path.indexOf('/', from);
            String segment = path.substring(from, end < 0 ? path.length() : end);
            if (segment.startsWith(".") || segment.equals("__MACOSX")) {
                return Optional.of(end < 0 ? path : path.substring(0, end));
            }
            if (end < 0) {
                break;
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    /**
     * Why it stays out.
     *
     * @param path as {@link #in} gives it
     */
    static String why(String path, boolean folder) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Speaking.messages()
                .text(
                        SETTINGS.getOrDefault(
                                name, folder ? "left.hiddenFolder" : "left.hiddenFile"));
    }
}
