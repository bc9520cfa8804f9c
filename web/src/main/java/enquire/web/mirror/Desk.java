package enquire.web.mirror;

import enquire.editor.page.PageId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a mirror has before it. One thread at a time. */
final class Desk {

    final Entries entries;
    final Sight sight = new Sight();
    final Asides asides;
    final KnownFiles files;
    final Strangers strangers;
    final ReplacedFiles replaced;

    /** What was in the folder when it was looked at last. */
    Listing listing = Listing.empty();

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

    /** What stood in files that were gone and are to be made anew. At most one for each page. */
    final Map<PageId, List<Standing>> gone = new HashMap<>();

    /** Of these, those that are too many to be deleted unasked; noted with each entry, too. */
    final Set<Entry> asked = new LinkedHashSet<>();

    /** Of these, those that lie under another name. */
    final Unnamed unnamed;

    /** Pages that cannot be written now. */
    final Set<PageId> blocked = new HashSet<>();

    final Map<String, Trouble> troubles = new LinkedHashMap<>();

    /** Names in the folder that have to be looked at before anything is written there. */
    final Set<String> wanted = new LinkedHashSet<>();

    Desk(Entries entries, Asides asides, KnownFiles files, ReplacedFiles replaced) {
        this.replaced = replaced;
        this.files = files;
        this.entries = entries;
        this.asides = asides;
        unnamed = new Unnamed(entries);
        strangers = new Strangers(entries);
        entries.all().stream().filter(Entry::isAsked).forEach(asked::add);
    }

    /** Of a file that is not there: what stood in it may still be in somebody's editor. */
    void forget(Entry entry) {
        gone.put(entry.page, entry.stood());
        entries.remove(entry);
    }

    /** What stood in a file that was gone, to be asked for once. */
    List<Standing> stood(PageId page) {
        return Optional.ofNullable(gone.remove(page)).orElse(List.of());
    }

    /** On disk when this returns. */
    void save() {
        asides.save();
        files.save();
        entries.save();
    }

    /** Whether it is still open what becomes of a file that is gone. */
    boolean isUndecided() {
        return missing.keySet().stream()
                .anyMatch(entry -> !asked.contains(entry) && !unnamed.has(entry));
    }

    /** Those that too many went with stay asked about until they are back, or gone for good. */
    void ask(Collection<Entry> more) {
        asked.addAll(more);
        more.forEach(entry -> entries.asked(entry, true));
    }

    /** Nobody is asked about files that are not missing any more, or lie under another name. */
    void askNoMore() {
        for (Entry entry : List.copyOf(asked)) {
            if (!missing.containsKey(entry) || unnamed.has(entry)) {
                asked.remove(entry);
                entries.asked(entry, false);
            }
        }
    }

    /**
     * A file that another one kept from being a page is read again: the other one may be gone.
     * While its page still is there, so that it goes on as that page.
     */
    void tryNamesAgain() {
        troubles.forEach((path, trouble) -> {
            if (trouble.kind().isOfNames()) {
                sight.forget(path);
                wanted.add(path);
            }
        });
    }

    /**
     * A file that lay under a name no page can have, and is not there any more, may have been
     * renamed once more: it went just now.
     */
    void lookForAgain(Listing listing, Instant now) {
        unnamed.look(listing, missing.keySet()).stream()
                .filter(missing::containsKey)
                .forEach(entry -> missing.put(entry, now));
    }

    void settle(String path) {
        troubles.remove(path);
    }
}
