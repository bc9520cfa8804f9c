package enquire.web.mirror;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From a look at the folder to edits of the wiki: what is new, edited, renamed or gone. One thread
 * at a time.
 */
final class Inward {

    /**
     * More pages are not deleted at once before somebody says that this is meant. (The promise.)
     */
    static final int DELETED_MAX = 20;

    /**
     * A file that is gone may come back: editors replace files by renaming others, and whoever
     * copies before he deletes makes a file of the same text. (A guess.)
     */
    static final Duration GONE = Duration.ofSeconds(1);

    /** Whoever moves by copying deletes the first one soon. (A guess.) */
    private static final Duration COPIED = Duration.ofMillis(1_500);

    /** As long as files are still being written, one of them may be the missing one. (A guess.) */
    private static final Duration GONE_AMONG_OTHERS = Duration.ofSeconds(10);

    /**
     * What is edited in the wiki waits so long for new files. (A tenth of what a mirror may take.)
     */
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Repository repository;
    private final Folder folder;
    private final Desk desk;
    private final Taking taking;
    private final KnownTexts texts;
    private final Attachments attachments;
    private final int bytesMax;

    /** SHA-256 of what stood in files when the look began; empty until somebody asks. */
    private final Set<Bytes> held = new HashSet<>();

    Inward(
            Repository repository,
            Folder folder,
            Desk desk,
            Taking taking,
            Attachments attachments,
            int bytesMax) {
        this.attachments = attachments;
        this.repository = repository;
        this.folder = folder;
        this.desk = desk;
        this.taking = taking;
        texts = new KnownTexts(repository);
        this.bytesMax = bytesMax;
    }

    /**
     * Takes in what has changed in the folder.
     *
     * @param between called now and then when that is much
     */
    void look(Looking.Look look, Instant now, Runnable between) throws IOException {
        held.clear();
        Listing listing = look.listing();
        Map<String, Stat> pages = listing.files();
        Collection<String> touched =
                look.touched().isPresent() ? look.touched().get() : List.copyOf(pages.keySet());
        if (look.touched().isPresent()) {
            touched.stream().filter(path -> !pages.containsKey(path)).forEach(desk.sight::forget);
        } else {
            desk.sight.retain(pages);
        }
        desk.troubles.keySet().removeIf(path -> !listing.has(path) && !folder.isAside(path));
        missing(
                look.touched().isPresent()
                        ? touched.stream().flatMap(path -> desk.entries.at(path).stream()).toList()
                        : desk.entries.all(),
                listing,
                now);
        long begun = System.nanoTime();
        for (String path : touched) {
            if (System.nanoTime() - begun > BETWEEN.toNanos()) {
                between.run();
                begun = System.nanoTime();
            }
            Stat stat = pages.get(path);
            if (stat == null || !FileName.isPage(path)) {
                continue;
            }
            Optional<Duration> age = desk.sight.look(path, stat, now);
            if (age.isPresent() && age.get().compareTo(Sight.SETTLED) >= 0) {
                read(path, stat, age.get(), pages, now);
            }
        }
        desk.missing.keySet().removeIf(entry -> pages.containsKey(entry.path()));
        desk.lookForAgain(listing::has, now);
        attachments.look(touched, listing, now);
        attachments.link(listing);
    }

    /** Which files are not where they were; those that have only another spelling are there. */
    private void missing(Collection<Entry> entries, Listing listing, Instant now) {
        Map<String, String> spellings = null;
        for (Entry entry : entries) {
            if (listing.files().containsKey(entry.path())) {
                continue;
            }
            if (entry.isUnmade()) {
                desk.changed.add(entry.page);
                continue;
            }
            if (listing.isClosed(entry.path())) {
                desk.missing.remove(entry); // A moment ago it looked so.
                desk.troubles.put(entry.path(), new Trouble(entry.path(), Trouble.Kind.CLOSED));
                continue;
            }
            if (spellings == null) {
                spellings = listing.spellings();
            }
            String spelled = spellings.get(FileName.key(entry.path()));
            if (spelled != null) {
                desk.settle(spelled);
                desk.wanted.add(spelled);
                desk.sight.forget(spelled); // It may have been left alone as a second file.
                moved(entry, spelled);
            } else if (desk.missing.putIfAbsent(entry, now) == null) {
                desk.tryNamesAgain();
            }
        }
    }

    private void moved(Entry entry, String path) {
        String before = entry.path();
        if (taking.rename(entry, path) instanceof Taking.Result.Left left) {
            desk.troubles.put(path, left.trouble());
            desk.unnamed.put(entry, path);
            return;
        }
        desk.settle(path);
        desk.unnamed.remove(entry);
        desk.sight.forget(before);
        desk.missing.remove(entry);
        desk.changed.add(entry.page);
    }

    private void read(String path, Stat stat, Duration age, Map<String, Stat> pages, Instant now)
            throws IOException {
        Optional<FileText> text;
        try {
            text = FileText.of(folder.read(path, bytesMax));
            if (!folder.stat(path).equals(Optional.of(stat))) {
                return; // It is still being written.
            }
        } catch (IOException e) {
            // Also one that is gone, of which the next look knows: a name that the system cannot
            // say as it stands on the disk would be looked for all the time.
            boolean tooLong =
                    e instanceof FolderException refused
                            && refused.reason() == FolderException.Reason.TOO_LONG;
            Trouble.Kind kind = tooLong ? Trouble.Kind.TOO_LONG : Trouble.Kind.CLOSED;
            left(path, new Trouble(path, kind, String.valueOf(e.getMessage())), now);
            return;
        }
        if (text.isEmpty()) {
            left(path, new Trouble(path, Trouble.Kind.NO_TEXT), now);
            return;
        }
        take(path, stat, text.get(), age, pages, now);
    }

    private void left(String path, Trouble trouble, Instant now) {
        desk.troubles.put(path, trouble);
        desk.sight.read(path, now);
    }

    private void take(
            String path,
            Stat stat,
            FileText file,
            Duration age,
            Map<String, Stat> pages,
            Instant now) {
        Optional<Entry> known = desk.entries.at(path);
        if (known.isPresent() && !known.get().path().equals(path)) {
            // The spelling that is there now was noticed before; this is another file beside it.
            renamed(stat, file, now).ifPresent(entry -> desk.unnamed.put(entry, path));
            left(path, new Trouble(path, Trouble.Kind.TWO_FILES), now);
            return;
        }
        if (known.isEmpty()) {
            known = renamed(stat, file, now);
            known.ifPresent(entry -> moved(entry, path));
            if (known.isPresent() && !known.get().path().equals(path)) {
                desk.sight.read(path, now);
                return;
            }
        }
        boolean other =
                known.filter(Entry::isUnmade)
                        .filter(entry -> !entry.knows(file.sha256(), now))
                        .isPresent();
        if (other) {
            desk.forget(known.get()); // Somebody was first.
        }
        if (known.isEmpty() && age.compareTo(COPIED) < 0 && isCopy(file)) {
            return; // The other one may go in a moment: then it was moved.
        }
        if (known.isEmpty() || other) {
            settle(path, stat, begin(path, file, pages, now), now);
            return;
        }
        Entry entry = known.get();
        if (entry.knows(file.sha256(), now)) {
            boolean written = entry.isWritten();
            entry.manner(file.manner());
            entry.identity(stat.identity());
            entry.holds(file.sha256());
            if (!entry.isWritten()) {
                desk.changed.add(entry.page);
            }
            if (entry.isWritten() != written) {
                desk.entries.changed(entry);
            }
            desk.settle(path);
            desk.sight.read(path, now);
        } else if (age.compareTo(file.settled(texts.all(entry.page, entry.candidates(now)))) >= 0
                && !desk.asides.isEdited(entry.page)) {
            settle(path, stat, taking.edit(entry, file, now), now);
        }
    }

    private void settle(String path, Stat stat, Taking.Result result, Instant now) {
        switch (result) {
            case Taking.Result.Taken taken -> {
                desk.settle(path);
                desk.sight.read(path, now);
                desk.changed.add(taken.page().page());
                desk.linking.add(taken.page().page());
                desk.entries
                        .of(taken.page().page())
                        .ifPresent(entry -> entry.identity(stat.identity()));
            }
            case Taking.Result.Left trouble -> left(path, trouble.trouble(), now);
        }
    }

    /**
     * The missing file that is this one under another name. That a file system says they are the
     * same is not enough: it gives the number of a deleted file to the next new one.
     */
    private Optional<Entry> renamed(Stat stat, FileText file, Instant now) {
        List<Entry> sameText = new ArrayList<>();
        for (Entry entry : desk.missing.keySet()) {
            boolean sameFile =
                    stat.identity().isPresent() && entry.identity().equals(stat.identity());
            if (sameFile && taking.isLike(entry, file, now)) {
                return Optional.of(entry);
            }
            if (!file.text().isBlank()
                    && entry.held().map(Standing::sha256).equals(Optional.of(file.sha256()))) {
                sameText.add(entry);
            }
        }
        return sameText.size() == 1 ? Optional.of(sameText.getFirst()) : Optional.empty();
    }

    private boolean isCopy(FileText file) {
        if (held.isEmpty()) { // Once a look: there may be 100,000 files, and as many new ones.
            desk.entries.all().stream()
                    .flatMap(entry -> entry.held().stream())
                    .forEach(each -> held.add(each.sha256()));
        }
        return !file.text().isBlank() && held.contains(file.sha256());
    }

    /** A file that the mirror has not seen: of a page that is there, or of a new one. */
    private Taking.Result begin(String path, FileText file, Map<String, Stat> pages, Instant now) {
        Optional<PageId> there =
                Optional.ofNullable(desk.expected.remove(FileName.key(path)))
                        .filter(page -> repository.page(page).filter(PageView::deleted).isEmpty());
        if (there.isEmpty()) {
            there = FileName.title(path).flatMap(title -> repository.find(title.key()));
        }
        if (there.isEmpty()) {
            return taking.create(path, file, now);
        }
        Optional<Entry> other = desk.entries.of(there.get());
        if (other.isPresent() && pages.containsKey(other.get().path())) {
            return new Taking.Result.Left(new Trouble(path, Trouble.Kind.TWO_FILES));
        }
        if (other.isPresent() && !desk.missing.containsKey(other.get())) {
            desk.forget(other.get()); // It was never made.
        } else if (other.isPresent()) {
            moved(other.get(), path);
            return taking.edit(other.get(), file, now);
        }
        return taking.adopt(path, there.get(), desk.stood(there.get()), file, now);
    }

    /**
     * Deletes the pages whose files are gone for good.
     *
     * @return the files of pages that are too many to be deleted before somebody says that this is
     *     meant
     */
    List<Entry> delete(Instant now) {
        // What goes without a pause between goes at once, however long that takes.
        Duration pause =
                desk.missing.values().stream()
                        .map(since -> Duration.between(since, now))
                        .min(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        boolean waits = desk.sight.isWatching() && pause.compareTo(GONE_AMONG_OTHERS) < 0;
        if (pause.compareTo(GONE) < 0 || waits) {
            desk.askNoMore();
            return List.copyOf(desk.asked);
        }
        var due = new ArrayList<Entry>();
        for (Entry entry : List.copyOf(desk.missing.keySet())) {
            if (isAsItWas(entry) && !isUnnamed(entry)) {
                due.add(entry);
            }
        }
        desk.askNoMore();
        if (due.size() > DELETED_MAX) {
            desk.ask(due);
        }
        // Those that were asked about stay so, however many of them come back.
        due.removeAll(desk.asked);
        delete(due);
        return List.copyOf(desk.asked);
    }

    /** Whether its file was given a name that its page cannot have, and still is there. */
    private boolean isUnnamed(Entry entry) {
        return desk.troubles.containsKey(desk.unnamed.getOrDefault(entry, ""));
    }

    /** Whether the page says what its file did; where not, what is to be done is done. */
    private boolean isAsItWas(Entry entry) {
        Optional<PageView> page = repository.page(entry.page);
        if (page.isEmpty() || page.get().deleted()) {
            forget(entry);
            return false;
        }
        Bytes sha256 = FileText.sha256(page.get().text());
        boolean same = entry.held().map(Standing::sha256).equals(Optional.of(sha256));
        if (!same) {
            putBack(entry); // It was edited since: that wins over a deletion.
        }
        return same;
    }

    /** Deletes the pages of those of these files that still are gone, but not what was edited. */
    void delete(List<Entry> meant) {
        for (Entry entry : meant) {
            if (!desk.missing.containsKey(entry) || !isAsItWas(entry)) {
                continue;
            }
            if (taking.delete(entry) instanceof Taking.Result.Left) {
                putBack(entry);
            }
            desk.missing.remove(entry);
            desk.tryNamesAgain();
        }
    }

    /** Makes those of these files anew that still are gone. */
    void putBack(List<Entry> meant) {
        meant.stream().filter(desk.missing::containsKey).forEach(this::putBack);
    }

    private void forget(Entry entry) {
        desk.missing.remove(entry);
        desk.entries.remove(entry);
    }

    private void putBack(Entry entry) {
        desk.missing.remove(entry);
        desk.forget(entry);
        desk.changed.add(entry.page);
    }
}
