package enquire.web.mirror;

import enquire.storage.PageView;
import enquire.storage.Repository;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Carries pages into their files. No file is replaced that says anything the mirror has not seen.
 * One thread at a time.
 */
final class Putting {

    private final Repository repository;
    private final Folder folder;
    private final Entries entries;
    private final Sight sight;
    private final Asides asides;
    private final Desk desk;

    Putting(Repository repository, Folder folder, Desk desk) {
        this.repository = repository;
        this.folder = folder;
        entries = desk.entries;
        sight = desk.sight;
        asides = desk.asides;
        this.desk = desk;
    }

    /**
     * What is to be written: noted before, so that a file of it is known after a crash.
     *
     * @param aside what the file that is there will be called
     */
    record Planned(Entry entry, PageView page, String aside) {}

    /**
     * Gives a page's file the page's name and takes the files of deleted pages away.
     *
     * @return what is to be written into the file; empty if nothing is
     */
    Optional<Planned> plan(PageView page, Instant now) throws IOException {
        Optional<Entry> known = entries.of(page.page());
        if (known.isEmpty()) {
            if (page.deleted()) {
                return Optional.empty();
            }
            String path = FileName.of(page.displayTitle(), page.page());
            var entry = new Entry(page.page(), path, FileText.Manner.PLAIN, false, List.of());
            entry.plan(standing(page, now));
            entry.earlier(desk.stood(page.page()));
            entries.add(entry);
            return Optional.of(planned(entry, page, now));
        }
        Entry entry = known.get();
        if (page.deleted()) {
            remove(entry, page, now);
            return Optional.empty();
        }
        boolean named =
                FileName.title(entry.path())
                                .filter(title -> title.value().equals(page.displayTitle()))
                                .isPresent()
                        || entry.path().equals(FileName.of(page.displayTitle(), page.page()));
        if (!named) {
            rename(entry, page, now);
        }
        Standing standing = standing(page, now);
        boolean same =
                entry.newest()
                        .filter(newest -> newest.sha256().equals(standing.sha256()))
                        .isPresent();
        if (same && entry.isWritten()) {
            // The journal forgets versions in the middle of typing; heads are known for good.
            if (page.version().journalPosition() == 0 && !entry.isOf(page.version())) {
                entry.known(standing);
                entries.changed(entry);
            }
            return Optional.empty();
        }
        if (!same) {
            entry.plan(standing);
            entries.changed(entry);
        }
        return Optional.of(planned(entry, page, now));
    }

    private Planned planned(Entry entry, PageView page, Instant now) {
        String aside = entry.held().map(held -> asides.plan(page.page(), held, now)).orElse("");
        return new Planned(entry, page, aside);
    }

    private static Standing standing(PageView page, Instant now) {
        return new Standing.OfVersion(page.version(), FileText.sha256(page.text()), now);
    }

    private void rename(Entry entry, PageView page, Instant now) throws IOException {
        String path = FileName.of(page.displayTitle(), page.page());
        String before = entry.path();
        boolean sameFile =
                folder.isTaken(path) && folder.isTaken(before) && folder.isSame(before, path);
        if (sameFile || FileName.key(path).equals(FileName.key(before))) {
            // Where case, or ß and ss, are not told apart no rename can do this: the file is set
            // aside and made anew, also after a crash in between.
            if (folder.isTaken(path) && !sameFile) {
                throw new FileAlreadyExistsException(path);
            }
            List<Standing> stood = stood(entry, page, now);
            String aside = noted(entry, stood, now);
            sight.forget(before);
            entries.move(entry, path);
            entry.unmade();
            entries.save();
            asides.add(folder.remove(before, aside), entry.page, stood, now);
        } else {
            List<Standing> stood = stood(entry, page, now);
            folder.rename(before, path, () -> noted(entry, stood, now))
                    .ifPresent(old -> asides.add(old, entry.page, stood, now));
            sight.forget(before); // Where that failed, it would be read again for nothing.
            entries.move(entry, path);
        }
    }

    /** What the file will be called when it is set aside; on disk when this returns. */
    private String noted(Entry entry, List<Standing> stood, Instant now) {
        String aside = asides.plan(entry.page, stood.getFirst(), now);
        asides.save();
        return aside;
    }

    private static List<Standing> stood(Entry entry, PageView page, Instant now) {
        List<Standing> stood = entry.readLately(now);
        return stood.isEmpty() ? List.of(standing(page, now)) : stood;
    }

    private void remove(Entry entry, PageView page, Instant now) throws IOException {
        Optional<Stat> there = folder.stat(entry.path());
        if (there.isPresent()) {
            List<Standing> stood = stood(entry, page, now);
            String aside = noted(entry, stood, now);
            Path old = folder.remove(entry.path(), aside);
            asides.add(old, entry.page, stood, now);
        }
        sight.forget(entry.path());
        entries.remove(entry);
    }

    /**
     * Writes what was planned, after that was stored.
     *
     * @return false if an editor saved in the very moment: what he saved is to be taken in first
     */
    boolean write(Planned planned, Instant now) throws IOException {
        Entry entry = planned.entry();
        byte[] content = entry.manner().bytes(planned.page().text());
        List<Standing> stood = entry.readLately(now);
        if (!stood.isEmpty()) {
            Placing.Replaced replaced = folder.replace(entry.path(), content, planned.aside());
            asides.add(replaced.old(), entry.page, stood, now);
            if (!replaced.placed()) {
                return false;
            }
        } else {
            try {
                folder.create(entry.path(), content);
            } catch (FileAlreadyExistsException e) {
                desk.forget(entry); // Somebody just made it: it is taken in first.
                throw e;
            }
        }
        entry.written();
        entry.writtenAt(now);
        entries.changed(entry);
        folder.stat(entry.path())
                .ifPresent(stat -> {
                    entry.identity(stat.identity());
                    sight.written(entry.path(), stat, now);
                });
        return true;
    }
}
