package enquire.web.mirror;

import enquire.editor.page.PageId;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a mirror has before it. One thread at a time. */
final class Desk {

    final Entries entries;
    final Sight sight = new Sight();
    final Asides asides;

    /** Pages whose files are to be looked after. */
    final Set<PageId> changed = new LinkedHashSet<>();

    /** Pages without an entry that wait for the file of this name, which is there. */
    final Map<String, PageId> expected = new LinkedHashMap<>();

    /** Pages of which the folder has new texts: what these link to is looked for there. */
    final Set<PageId> linking = new LinkedHashSet<>();

    /** Pages that use files which are not on this computer yet. */
    final Set<PageId> lacking = new LinkedHashSet<>();

    /** Files that are gone, and since when. */
    final Map<Entry, Instant> missing = new LinkedHashMap<>();

    /** Of these, those that are too many to be deleted unasked. */
    final Set<Entry> asked = new LinkedHashSet<>();

    /** Pages that cannot be written now. */
    final Set<PageId> blocked = new HashSet<>();

    final Map<String, Trouble> troubles = new LinkedHashMap<>();

    /** The folder has to be looked at before anything is written into it. */
    boolean looks = true;

    Desk(Entries entries, Asides asides) {
        this.entries = entries;
        this.asides = asides;
    }

    /** On disk when this returns. */
    void save() {
        asides.save();
        entries.save();
    }

    void settle(String path) {
        troubles.remove(path);
    }
}
