package enquire.web.vault;

import enquire.editor.page.Bytes;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Records;
import enquire.storage.Version;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was imported before: for each title, the hash of the vault's text and the version that it
 * became. So a second import knows that nothing is new, and a changed vault is merged with what was
 * edited here. Kept beside the pages, on this computer only.
 */
final class ImportMemory {

    private static final String PREFIX = "import/";

    /**
     * @param text SHA-256 of the text as it stood in the vault
     */
    record Imported(Bytes text, Version version) {}

    /** Written together: each write waits for the disk. */
    private static final int BATCH = 500;

    private final Records records;
    private final Map<String, Bytes> known;
    private final Map<String, Optional<Bytes>> pending = new HashMap<>();

    ImportMemory(Records records) {
        this.records = records;
        this.known = records.values(PREFIX);
    }

    Optional<Imported> of(TitleKey key) {
        return Optional.ofNullable(known.get(PREFIX + key)).flatMap(ImportMemory::read);
    }

    synchronized void note(TitleKey key, String text, PageView page) {
        byte[] token = page.version().token().getBytes(StandardCharsets.US_ASCII);
        pending.put(PREFIX + key, Optional.of(Bytes.concat(hash(text), Bytes.of(token))));
        if (pending.size() >= BATCH) {
            flush();
        }
    }

    synchronized void flush() {
        if (!pending.isEmpty()) {
            records.values(Map.copyOf(pending));
            pending.clear();
        }
    }

    static Bytes hash(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private static Optional<Imported> read(Bytes stored) {
        if (stored.size() <= 32) {
            return Optional.empty();
        }
        String token =
                new String(stored.slice(32, stored.size()).toArray(), StandardCharsets.US_ASCII);
        return Version.parse(token).map(version -> new Imported(stored.slice(0, 32), version));
    }
}
