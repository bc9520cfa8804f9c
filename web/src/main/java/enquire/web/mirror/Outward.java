package enquire.web.mirror;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From pages that changed to files of the folder; what is not ready waits. One thread at a time.
 */
final class Outward {

    /** While somebody types, a file is written so often. (Half of what a mirror may take.) */
    static final Duration PACE = Duration.ofMillis(500);

    /** Written between two waits for the disk that notes them. */
    private static final int BATCH = 200;

    private final Repository repository;
    private final Folder folder;
    private final Desk desk;
    private final Putting putting;
    private final Attachments attachments;
    private final OthersLinks others;

    Outward(
            Repository repository,
            Folder folder,
            Desk desk,
            Putting putting,
            Attachments attachments,
            OthersLinks others) {
        this.others = others;
        this.attachments = attachments;
        this.repository = repository;
        this.folder = folder;
        this.desk = desk;
        this.putting = putting;
    }

    /**
     * Writes the files of what changed, so far as they may be written now.
     *
     * @param progress called before each group
     */
    void write(Instant now, Runnable progress) {
        desk.blocked.clear();
        List<PageId> changed = List.copyOf(desk.changed);
        for (int from = 0; from < changed.size(); from += BATCH) {
            progress.run();
            batch(changed.subList(from, Math.min(changed.size(), from + BATCH)), now);
        }
    }

    private void batch(List<PageId> pages, Instant now) {
        var planned = new ArrayList<Putting.Planned>();
        var done = new ArrayList<PageId>();
        for (PageId page : pages) {
            Optional<PageView> view = repository.page(page);
            if (view.isEmpty()) {
                desk.changed.remove(page);
                continue;
            }
            others.changed(view.get());
            String path = path(view.get());
            try {
                if (mayWrite(view.get(), path, now)) {
                    putting.plan(view.get(), now).ifPresent(planned::add);
                    done.add(page);
                    if (!view.get().deleted() && !attachments.put(view.get(), now)) {
                        desk.lacking.add(page);
                    }
                }
            } catch (IOException e) {
                trouble(page, path, e);
            }
        }
        desk.save();
        done.forEach(desk.changed::remove); // Where that failed, they are planned anew.
        for (Putting.Planned each : planned) {
            String path = each.entry().path();
            try {
                if (putting.write(each, now)) {
                    desk.settle(path);
                } else {
                    desk.changed.add(each.page().page());
                    desk.wanted.add(path);
                }
            } catch (NoSuchFileException gone) {
                // An editor is about to replace it, or it was deleted: a look tells.
                desk.changed.add(each.page().page());
                desk.wanted.add(path);
            } catch (IOException e) {
                desk.changed.add(each.page().page());
                trouble(each.page().page(), path, e);
            }
        }
    }

    private String path(PageView page) {
        return desk.entries
                .of(page.page())
                .map(Entry::path)
                .orElseGet(() -> FileName.of(page.displayTitle(), page.page()));
    }

    /** Whether a page only waits for its turn. */
    boolean isWaiting() {
        return desk.changed.size() > desk.blocked.size();
    }

    /** A file that nobody has looked at yet is looked at first. */
    private boolean mayWrite(PageView page, String path, Instant now) throws IOException {
        Optional<Entry> entry = desk.entries.of(page.page());
        if (entry.isEmpty() || entry.get().isUnmade()) {
            boolean taken = !page.deleted() && folder.isTaken(path);
            if (taken && folder.stat(path).isEmpty()) {
                throw new FileAlreadyExistsException(path); // A folder, or a link.
            }
            if (taken && isUnderAnotherName(page, path)) {
                throw new FileAlreadyExistsException(path);
            }
            if (!taken && entry.isEmpty() && !page.deleted() && isAwaited(page)) {
                return false;
            }
            if (!taken) {
                desk.expected.remove(FileName.key(path), page.page());
                return true;
            }
            desk.expected.put(FileName.key(path), page.page());
            if (isLeftAlone(path)) {
                desk.blocked.add(page.page());
            } else {
                desk.wanted.add(path);
            }
            return false;
        }
        if (isLeftAlone(path)) {
            desk.blocked.add(page.page());
            return false;
        }
        Optional<Stat> stat = folder.stat(path);
        boolean seen = stat.filter(there -> desk.sight.isRead(path, there)).isPresent();
        if (!seen) {
            desk.wanted.add(path);
            return page.deleted() && stat.isEmpty();
        }
        return !now.isBefore(entry.get().writtenAt().plus(PACE));
    }

    /**
     * Whether what has this name is called otherwise in the folder, as was seen when it was looked
     * for: some file systems take Masse and Maße for one name.
     */
    private boolean isUnderAnotherName(PageView page, String path) {
        boolean looked =
                page.page().equals(desk.expected.get(FileName.key(path)))
                        && !desk.wanted.contains(path);
        return looked
                && !desk.listing.has(path)
                && !desk.listing.spellings().containsKey(FileName.key(path));
    }

    /**
     * Whether another file that means this page is there, as one that the mirror wrote before its
     * computer was restored: it goes on as the page's, once it has been looked at.
     */
    private boolean isAwaited(PageView page) throws IOException {
        Optional<String> other = desk.strangers.of(page.title().key());
        if (other.isEmpty() || folder.stat(other.get()).isEmpty()) {
            return false;
        }
        Trouble trouble = desk.troubles.get(other.get());
        if (desk.unnamed.at(other.get()).isPresent()
                || trouble != null && trouble.kind().isOfNames()) {
            return false; // It is kept for another page.
        }
        if (isLeftAlone(other.get())) {
            desk.blocked.add(page.page());
        } else {
            desk.wanted.add(other.get());
        }
        return true;
    }

    /** Whether what lies there was read, and can be no page's before somebody changes that. */
    private boolean isLeftAlone(String path) {
        Trouble trouble = desk.troubles.get(path);
        return trouble != null && trouble.kind() != Trouble.Kind.CANNOT_WRITE;
    }

    private void trouble(PageId page, String path, IOException why) {
        desk.blocked.add(page);
        desk.troubles.put(
                path,
                new Trouble(path, Trouble.Kind.CANNOT_WRITE, String.valueOf(why.getMessage())));
    }
}
