package enquire.editor.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where each change of a list stands. The map is made when somebody first asks, which few readers
 * of a page's history do. Immutable; thread-safe.
 */
public final class ChangePlaces {

    private final List<ChangeHash> hashes;
    private volatile @Nullable Map<ChangeHash, Integer> places;

    public ChangePlaces(List<ChangeHash> hashes) {
        this.hashes = List.copyOf(hashes);
    }

    /** Of all changes, in order. */
    public List<ChangeHash> hashes() {
        return hashes;
    }

    public int size() {
        return hashes.size();
    }

    public ChangeHash hash(int place) {
        return hashes.get(place);
    }

    public Optional<Integer> of(ChangeHash change) {
        Map<ChangeHash, Integer> known = places;
        if (known == null) {
            known = HashMap.newHashMap(hashes.size());
            for (int i = 0; i < hashes.size(); i++) {
                known.put(hashes.get(i), i);
            }
            places = known;
        }
        return Optional.ofNullable(known.get(change));
    }
}
