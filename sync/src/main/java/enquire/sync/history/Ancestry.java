package enquire.sync.history;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.ChangePlaces;
import enquire.editor.page.Heads;
import enquire.storage.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What each change of a row was made on, and so the versions there were. Thread-safe. */
final class Ancestry {

    private final ChangePlaces places;

    /** By change: the places of what it was made on. */
    private final int[][] dependencies;

    /**
     * @param dependencies by change, places before it
     */
    Ancestry(List<ChangeHash> hashes, int[][] dependencies) {
        this.places = new ChangePlaces(hashes);
        this.dependencies = dependencies;
    }

    int size() {
        return places.size();
    }

    ChangeHash hash(int change) {
        return places.hash(change);
    }

    /** All changes of a version; empty if there never was such a one. */
    Optional<BitSet> changesOf(Heads heads) {
        var set = new BitSet(size());
        var wanted = new BitSet(size());
        for (ChangeHash head : heads.hashes()) {
            Optional<Integer> place = places.of(head);
            if (place.isEmpty()) {
                return Optional.empty();
            }
            wanted.set(place.get());
        }
        for (int i = wanted.length() - 1; i >= 0; i = wanted.previousSetBit(i - 1)) {
            set.set(i);
            for (int dependency : dependencies[i]) {
                wanted.set(dependency);
            }
        }
        return Optional.of(set);
    }

    /**
     * The first change that was made on exactly this version.
     *
     * @param heads of a version there was
     */
    Optional<Integer> firstOn(Heads heads) {
        int[] on =
                heads.hashes().stream()
                        .mapToInt(head -> places.of(head).orElseThrow())
                        .sorted()
                        .toArray();
        for (int i = 0; i < dependencies.length; i++) {
            if (Arrays.equals(Arrays.stream(dependencies[i]).sorted().toArray(), on)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Of all changes together. */
    Heads heads() {
        var heads = new BitSet(size());
        for (int i = 0; i < size(); i++) {
            follow(heads, i);
        }
        return heads(heads);
    }

    /**
     * The page as it was after each of these changes and all before it in the row.
     *
     * @param ascending their places
     */
    List<Version> versionsAfter(List<Integer> ascending) {
        var versions = new ArrayList<Version>(ascending.size());
        var heads = new BitSet(size());
        int read = 0;
        for (int change : ascending) {
            for (; read <= change; read++) {
                follow(heads, read);
            }
            versions.add(version(heads, change));
        }
        return versions;
    }

    private void follow(BitSet heads, int change) {
        for (int dependency : dependencies[change]) {
            heads.clear(dependency);
        }
        heads.set(change);
    }

    private Version version(BitSet heads, int last) {
        var whole = new Version(heads(heads), 0);
        // Of very many who write while apart: the last one's page, which can still be named.
        return whole.token().length() <= Version.TOKEN_CHARS_MAX
                ? whole
                : new Version(Heads.of(List.of(hash(last))), 0);
    }

    private Heads heads(BitSet changes) {
        return Heads.of(changes.stream().mapToObj(places::hash).toList());
    }
}
