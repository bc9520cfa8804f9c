package enquire.web.mirror;

import enquire.editor.page.BlobId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The attachments in the folder, by their paths, and which of them have to be noted. */
final class KnownFiles {

    private final MirrorMemory memory;
    private final Map<String, KnownFile> known;
    private final Map<String, KnownFile> unsaved = new LinkedHashMap<>();

    KnownFiles(MirrorMemory memory) {
        this.memory = memory;
        known = new HashMap<>(memory.files());
    }

    Optional<KnownFile> at(String path) {
        return Optional.ofNullable(known.get(path));
    }

    /** Where one of these stands, or did when it was looked at last. */
    List<String> holding(Set<BlobId> blobs) {
        return known.entrySet().stream()
                .filter(file -> blobs.contains(file.getValue().blob()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The mirror put it there, or took it in because somebody here wants that. */
    void stands(String path, BlobId blob, Stat stat) {
        put(path, KnownFile.of(blob, stat, true));
    }

    /** The mirror saw this there; whose it is stays as it was, and nobody's if it was unknown. */
    void seen(String path, BlobId blob, Stat stat) {
        put(path, KnownFile.of(blob, stat, isOurs(path)));
    }

    private boolean isOurs(String path) {
        return at(path).filter(KnownFile::ours).isPresent();
    }

    /** What stands there was made of this, and the mirror has not taken it in. */
    void edited(String path, BlobId before) {
        put(path, KnownFile.before(before, isOurs(path)));
    }

    /** The mirror took it away: what is put there now is somebody's, also if it is the same. */
    void gone(String path, BlobId blob) {
        put(path, KnownFile.before(blob, false));
    }

    private void put(String path, KnownFile file) {
        if (!file.equals(known.put(path, file))) {
            unsaved.put(path, file);
        }
    }

    /** On disk when this returns. */
    void save() {
        if (!unsaved.isEmpty()) {
            memory.storeFiles(unsaved);
            unsaved.clear();
        }
    }
}
