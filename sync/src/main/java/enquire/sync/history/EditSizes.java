package enquire.sync.history;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much sessions and steps did, by what they are made of: it stays what it is when more is
 * written. Thread-safe.
 */
public final class EditSizes {

    /** A few hundred bytes each. (A guess: the sessions of a hundred pages that are looked at.) */
    private static final int KEPT_MAX = 10_000;

    /**
     * What an edit is made of, as a digest.
     *
     * @param after all heads of the version that the edit left
     * @param changes of the edit, in their row
     */
    static Bytes key(Heads after, List<ChangeHash> changes) {
        var parts = new ArrayList<Bytes>();
        parts.add(after.toBytes());
        changes.forEach(change -> parts.add(change.value()));
        return Bytes.concat(parts.toArray(Bytes[]::new)).sha256();
    }

    private final Map<Bytes, EditSize> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Bytes, EditSize> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    synchronized Optional<EditSize> get(Bytes key) {
        return Optional.ofNullable(kept.get(key));
    }

    synchronized void put(Bytes key, EditSize size) {
        kept.put(key, size);
    }
}
