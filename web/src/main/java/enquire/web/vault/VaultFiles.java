package enquire.web.vault;

import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.RelativePaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which attachment of a vault a link means: by its path from the page, then from the top, then by
 * name.
 */
final class VaultFiles {

    private final Map<String, Vault.Entry> byPath = new HashMap<>();
    private final Map<String, List<Vault.Entry>> byName = new HashMap<>();

    VaultFiles(List<Vault.Entry> files) {
        for (Vault.Entry file : files) {
            byPath.put(key(file.path()), file);
            byName.computeIfAbsent(key(file.name()), name -> new ArrayList<>()).add(file);
        }
    }

    Optional<Vault.Entry> find(VaultPage page, LinkTarget target) {
        Optional<Vault.Entry> found =
                RelativePaths.fromTop(target.name(), page.from())
                        .map(path -> byPath.get(key(path)));
        if (found.isPresent()) {
            return found;
        }
        String written = target.name().startsWith("/") ? target.name().substring(1) : target.name();
        Vault.Entry fromTop = byPath.get(key(written));
        if (fromTop != null) {
            return Optional.of(fromTop);
        }
        String name = written.substring(written.lastIndexOf('/') + 1);
        return byName.getOrDefault(key(name), List.of()).stream().findFirst();
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
