package enquire.web.mirror;

import enquire.editor.page.BlobId;
import enquire.storage.BlobStore;
import enquire.storage.BlobTooLargeException;
import enquire.storage.FileTakenOutException;
import enquire.storage.NotAWriterException;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Attaches files of the folder to the pages in whose files somebody here links to them. One thread
 * at a time.
 */
final class Linking {

    private final Repository repository;
    private final Folder folder;
    private final Desk desk;
    private final Attachments attachments;

    Linking(Repository repository, Folder folder, Desk desk, Attachments attachments) {
        this.repository = repository;
        this.folder = folder;
        this.desk = desk;
        this.attachments = attachments;
    }

    /**
     * Looks at files that no page has yet.
     *
     * @param touched those that may have changed
     */
    void look(Collection<String> touched, Listing listing, Instant now) {
        Set<String> linked = linkedNames();
        for (String path : touched) {
            Stat stat = listing.files().get(path);
            if (stat != null && !FileName.isPage(path) && !attachments.isOfPages(path)) {
                linked(path, stat, linked, now);
            }
        }
    }

    /** To which somebody here links, though no such file was there. */
    private Set<String> linkedNames() {
        return desk.entries.linking().stream()
                .flatMap(entry -> entry.linked().stream())
                .map(FileNames::name)
                .collect(Collectors.toSet());
    }

    /** A file that may be one of those is attached when it has settled. */
    private void linked(String path, Stat stat, Set<String> linked, Instant now) {
        if (!linked.contains(FileNames.name(path))) {
            return;
        }
        Optional<Duration> age = desk.sight.look(path, stat, now);
        if (age.isPresent() && age.get().compareTo(Sight.SETTLED) >= 0) {
            desk.entries.linking().forEach(entry -> desk.linking.add(entry.page));
            desk.sight.read(path, now);
        }
    }

    /** Notes in pages which files of the folder somebody here links to in their files. */
    void link(Listing listing) {
        List<Entry> linking =
                desk.linking.stream()
                        .flatMap(page -> desk.entries.of(page).stream())
                        .filter(entry -> !entry.linked().isEmpty() || !entry.shared().isEmpty())
                        .toList();
        desk.linking.clear();
        if (linking.isEmpty()) {
            return;
        }
        var names = new FileNames(listing.files().keySet());
        for (Entry entry : linking) {
            boolean some = entry.linked().stream().anyMatch(names::has);
            if (some || entry.shared().stream().anyMatch(names::has)) {
                repository.page(entry.page).ifPresent(page -> link(page, entry, names));
            } else { // Most links lead to pages: 100,000 of those need not be read again for them.
                desk.entries.linked(entry, OwnLinks.kept(entry.linked()));
            }
        }
    }

    private void link(PageView page, Entry entry, FileNames names) {
        Map<BlobId, String> found = new LinkedHashMap<>();
        var left = new ArrayList<String>();
        for (String link : entry.linked()) {
            Optional<String> path = names.meant(page.title(), link);
            if (path.isPresent() && has(page, path.get())) {
                continue;
            }
            Optional<BlobStore.Stored> stored = path.flatMap(this::store);
            if (stored.isEmpty()) {
                left.add(link);
            } else {
                String name = path.get().substring(path.get().lastIndexOf('/') + 1);
                found.put(stored.get().blob(), Manifest.of(name, path, stored.get()).toJson());
            }
        }
        for (String link : entry.shared()) {
            Optional<String> path = names.meant(page.title(), link);
            path.filter(each -> !has(page, each))
                    .flatMap(this::published)
                    .ifPresent(blob -> found.put(blob.getKey(), blob.getValue()));
        }
        entry.shared(List.of());
        found.keySet().removeAll(page.files().keySet());
        try {
            if (!found.isEmpty()) {
                repository.attach(page.page(), found);
            }
            desk.entries.linked(entry, OwnLinks.kept(left));
        } catch (NotAWriterException | PageTooLargeException | StorageException e) {
            desk.troubles.put(
                    page.displayTitle(),
                    new Trouble(
                            page.displayTitle(),
                            Trouble.Kind.NOT_STORED,
                            String.valueOf(e.getMessage())));
        }
    }

    /** What stands there, if a page has it there already, and what that page says of it. */
    private Optional<Map.Entry<BlobId, String>> published(String path) {
        Optional<KnownFile> known = desk.files.at(path).filter(KnownFile::ours);
        try {
            if (known.isEmpty() || folder.stat(path).filter(known.get()::looksLike).isEmpty()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            left(path, Trouble.Kind.CLOSED, e);
            return Optional.empty();
        }
        BlobId blob = known.get().blob();
        return attachments
                .pages(path, blob)
                .map(page -> Map.entry(blob, page.files().get(blob)))
                .findFirst();
    }

    private static boolean has(PageView page, String path) {
        return page.files().values().stream()
                .flatMap(json -> Manifest.parse(json).stream())
                .flatMap(manifest -> Attachments.place(manifest).stream())
                .anyMatch(path::equals);
    }

    private Optional<BlobStore.Stored> store(String path) {
        try {
            Optional<Stat> before = folder.stat(path);
            BlobStore.Stored stored = attachments.read(path);
            // What is written into it since then is an edit.
            before.ifPresent(stat -> desk.files.stands(path, stored.blob(), stat));
            desk.settle(path);
            return Optional.of(stored);
        } catch (BlobTooLargeException e) {
            desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TOO_LARGE));
        } catch (FileTakenOutException e) {
            desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TAKEN_OUT));
        } catch (StorageException e) {
            left(path, Trouble.Kind.NOT_STORED, e);
        } catch (IOException e) {
            left(path, Trouble.Kind.CLOSED, e);
        }
        return Optional.empty();
    }

    private void left(String path, Trouble.Kind kind, Exception why) {
        desk.troubles.put(path, new Trouble(path, kind, String.valueOf(why.getMessage())));
    }
}
