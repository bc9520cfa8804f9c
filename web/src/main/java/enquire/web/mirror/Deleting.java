package enquire.web.mirror;

import enquire.editor.page.Bytes;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What becomes of pages whose files are gone. One thread at a time. */
final class Deleting {

    /**
     * More pages are not deleted at once before somebody says that this is meant. (The promise.)
     */
    static final int DELETED_MAX = 20;

    /**
     * A file that is gone may come back: editors replace files by renaming others, and whoever
     * copies before he deletes makes a file of the same text. (A guess.)
     */
    static final Duration GONE = Duration.ofSeconds(1);

    /** As long as files are still being written, one of them may be the missing one. (A guess.) */
    private static final Duration GONE_AMONG_OTHERS = Duration.ofSeconds(10);

    private final Repository repository;
    private final Folder folder;
    private final Desk desk;
    private final Taking taking;

    Deleting(Repository repository, Folder folder, Desk desk, Taking taking) {
        this.folder = folder;
        this.repository = repository;
        this.desk = desk;
        this.taking = taking;
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
            if (isAsItWas(entry) && !desk.unnamed.has(entry) && !isBack(entry, now)) {
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

    /**
     * Whether its file lies again where no page can have it: it was just being replaced when the
     * folder was looked at, and the system has not said so yet. Its time begins anew.
     */
    private boolean isBack(Entry entry, Instant now) {
        Optional<String> place = desk.unnamed.place(entry).filter(this::isThere);
        place.ifPresent(path -> {
            desk.wanted.add(path);
            desk.missing.put(entry, now);
        });
        return place.isPresent();
    }

    private boolean isThere(String path) {
        try {
            return folder.isTaken(path);
        } catch (IOException e) {
            return true; // Nobody can tell.
        }
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
            boolean gone = desk.missing.containsKey(entry) && !desk.unnamed.has(entry);
            if (!gone || !isAsItWas(entry)) {
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
