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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From a look at the folder to edits of the wiki: what is new, edited or renamed. One thread at a
 * time.
 */
final class Inward {

    /** Whoever moves by copying deletes the first one soon. (A guess.) */
    private static final Duration COPIED = Duration.ofMillis(1_500);

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
    private final Linking linking;
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
        linking = new Linking(repository, folder, desk, attachments);
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
        desk.listing = listing;
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
        desk.strangers.look(touched, listing, look.touched().isEmpty());
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
        desk.lookForAgain(listing, now);
        attachments.look(touched, listing, now);
        linking.look(touched, listing, now);
        linking.link(listing);
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
            if (spelled != null && !desk.unnamed.isOfAnother(spelled, entry)) {
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
            desk.unnamed.lies(entry, path);
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
            renamed(path, stat, file, now)
                    .or(() -> likely(file, now))
                    .ifPresent(entry -> unnamed(entry, path, stat));
            left(path, new Trouble(path, Trouble.Kind.TWO_FILES), now);
            return;
        }
        if (known.isEmpty()) {
            known = renamed(path, stat, file, now);
            known.ifPresent(entry -> moved(entry, path));
            if (known.isPresent() && !known.get().path().equals(path)) {
                unnamed(known.get(), path, stat);
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
            Taking.Result begun = begin(path, file, pages, now);
            if (begun instanceof Taking.Result.Left left && left.trouble().kind().isNoPage()) {
                likely(file, now).ifPresent(entry -> unnamed(entry, path, stat));
            }
            settle(path, stat, begun, now);
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
    private Optional<Entry> renamed(String path, Stat stat, FileText file, Instant now) {
        Optional<Entry> noted = desk.unnamed.at(path).filter(desk.missing::containsKey);
        if (noted.isPresent()) {
            return noted; // Whatever is saved there, as in the place of any page.
        }
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

    /**
     * The missing file that one which can be no page may be, renamed and edited while no node ran:
     * nobody knows any more which files were the same. Good only for keeping a page.
     */
    private Optional<Entry> likely(FileText file, Instant now) {
        if (desk.missing.size() > Deleting.DELETED_MAX) {
            return Optional.empty(); // Somebody is asked anyway, and each text would be compared.
        }
        List<Entry> like =
                desk.missing.keySet().stream()
                        .filter(entry -> entry.identity().isEmpty() && !desk.unnamed.has(entry))
                        .filter(entry -> taking.isLike(entry, file, now))
                        .toList();
        return like.size() == 1 ? Optional.of(like.getFirst()) : Optional.empty();
    }

    private void unnamed(Entry entry, String path, Stat stat) {
        entry.identity(stat.identity()); // By which it is known when it gets one more name.
        desk.unnamed.lies(entry, path);
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
}
