package enquire.web.mirror;

import enquire.editor.page.PageId;
import enquire.storage.Beside;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a mirror by page and by name, and which of them have to be stored. */
final class Entries {

    private final Map<PageId, Entry> byPage = new HashMap<>();
    private final Map<String, Entry> byName = new HashMap<>();
    private final Set<Entry> unsaved = new LinkedHashSet<>();

    /** Those with links to files that are not found yet. */
    private final Set<Entry> linking = new LinkedHashSet<>();

    private final MirrorMemory memory;

    Entries(MirrorMemory memory) {
        this.memory = memory;
        memory.entries().forEach(this::index);
    }

    private void index(Entry entry) {
        byPage.put(entry.page, entry);
        byName.put(FileName.key(entry.path()), entry);
        if (!entry.linked().isEmpty()) {
            linking.add(entry);
        }
    }

    /** Notes what somebody here links to in the file. */
    void linked(Entry entry, List<String> names) {
        if (!entry.linked().equals(names)) {
            entry.linked(names);
            unsaved.add(entry);
        }
        if (names.isEmpty()) {
            linking.remove(entry);
        } else {
            linking.add(entry);
        }
    }

    /** Those with links to files that are not found yet. */
    Collection<Entry> linking() {
        return List.copyOf(linking);
    }

    Optional<Entry> of(PageId page) {
        return Optional.ofNullable(byPage.get(page));
    }

    /** However the file system spells it. */
    Optional<Entry> at(String path) {
        return Optional.ofNullable(byName.get(FileName.key(path)));
    }

    Collection<Entry> all() {
        return List.copyOf(byPage.values());
    }

    int size() {
        return byPage.size();
    }

    void add(Entry entry) {
        index(entry);
        unsaved.add(entry);
    }

    void move(Entry entry, String path) {
        byName.remove(FileName.key(entry.path()), entry);
        entry.path(path);
        byName.put(FileName.key(path), entry);
        unsaved.add(entry);
    }

    void changed(Entry entry) {
        unsaved.add(entry);
    }

    /** Notes whether it is asked about; nothing if the mirror does not know it any more. */
    void asked(Entry entry, boolean asked) {
        if (entry.isAsked() != asked && byPage.get(entry.page) == entry) {
            entry.asked(asked);
            unsaved.add(entry);
        }
    }

    /** Notes under which other name its file lies; nothing if the mirror does not know it. */
    void lies(Entry entry, Optional<String> path) {
        if (!entry.lies().equals(path) && byPage.get(entry.page) == entry) {
            entry.lies(path);
            unsaved.add(entry);
        }
    }

    void remove(Entry entry) {
        byPage.remove(entry.page, entry);
        byName.remove(FileName.key(entry.path()), entry);
        unsaved.remove(entry);
        linking.remove(entry);
        memory.forget(entry);
    }

    /** On disk when this returns. */
    void save() {
        if (!unsaved.isEmpty()) {
            memory.store(new ArrayList<>(unsaved));
            unsaved.clear();
        }
    }

    /** As {@link MirrorMemory#takenLate}. */
    Beside takenLate(String name, Standing.OfText text, Optional<Entry> entry) {
        return memory.takenLate(name, text, entry);
    }
}
