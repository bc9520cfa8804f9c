package enquire.web.mirror;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.storage.BlobStore;
import enquire.storage.BlobTooLargeException;
import enquire.storage.NotAWriterException;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.web.vault.PortableName;
import enquire.web.wiki.FileLimits;
import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attachments of pages as files of the folder, both ways. A file that is there is never
 * replaced; what somebody puts in its place there takes the place of the page's, if that is what
 * stood there before. One thread at a time.
 */
final class Attachments {

    /** Where those go that came without a folder, as in an export. */
    private static final String FILES = "files/";

    private final Repository repository;
    private final Folder folder;
    private final Desk desk;

    /** Which pages use a file, by its path. */
    private final Map<String, Set<PageId>> users = new HashMap<>();

    Attachments(Repository repository, Folder folder, Desk desk) {
        this.repository = repository;
        this.folder = folder;
        this.desk = desk;
    }

    /**
     * Puts what a page uses and the folder lacks into it.
     *
     * @return whether all of it is there; what is not on this computer yet comes later
     */
    boolean put(PageView page) {
        boolean all = true;
        for (var file : page.files().entrySet()) {
            Optional<Manifest> manifest = Manifest.parse(file.getValue());
            Optional<String> place = manifest.flatMap(Attachments::place);
            if (place.isEmpty()) {
                continue;
            }
            Optional<Path> here = repository.blobs().file(file.getKey());
            all &= here.isPresent();
            try {
                users.computeIfAbsent(place.get(), any -> new HashSet<>()).add(page.page());
                if (!folder.isTaken(place.get())) {
                    if (here.isPresent()) {
                        folder.copy(here.get(), place.get());
                        stands(place.get(), file.getKey());
                        desk.settle(place.get());
                    }
                } else if (!isKnown(place.get(), file.getKey(), manifest.get())) {
                    desk.sight.forget(place.get());
                    desk.wanted.add(place.get());
                }
            } catch (IOException e) {
                desk.troubles.put(
                        place.get(),
                        new Trouble(
                                place.get(),
                                Trouble.Kind.CANNOT_WRITE,
                                String.valueOf(e.getMessage())));
            }
        }
        return all;
    }

    private void stands(String path, BlobId blob) throws IOException {
        folder.stat(path).ifPresent(stat -> desk.files.stands(path, blob, stat));
    }

    /** Whether the file is this one, as far as a look can tell. */
    private boolean isKnown(String path, BlobId blob, Manifest manifest) throws IOException {
        Optional<Stat> stat = folder.stat(path);
        Optional<KnownFile> known = desk.files.at(path);
        if (known.isEmpty()
                && stat.filter(there -> there.bytes() == manifest.bytes()).isPresent()) {
            desk.files.stands(path, blob, stat.get()); // Of the time before this was noted.
            return true;
        }
        return known.filter(file -> file.blob().equals(blob)).isPresent()
                && stat.filter(known.get()::looksLike).isPresent();
    }

    /**
     * Takes in what was put into the file of an attachment in its place.
     *
     * @param touched files that may have changed
     */
    void look(Collection<String> touched, Listing listing, Instant now) {
        for (String path : touched) {
            Stat stat = listing.files().get(path);
            if (stat == null || FileName.isPage(path) || !users.containsKey(path)) {
                continue;
            }
            Optional<KnownFile> known = desk.files.at(path);
            Optional<Duration> age = desk.sight.look(path, stat, now);
            boolean half = known.filter(file -> stat.bytes() < file.bytes()).isPresent();
            Duration settled = half ? Sight.SETTLED_SHORTENED : Sight.SETTLED;
            if (age.isPresent() && age.get().compareTo(settled) >= 0) {
                changed(path, stat, known, now);
            }
        }
    }

    private void changed(String path, Stat stat, Optional<KnownFile> known, Instant now) {
        try {
            if (known.isEmpty()) {
                desk.troubles.put(path, new Trouble(path, Trouble.Kind.OTHER_FILE));
                desk.sight.read(path, now);
                return;
            }
            BlobStore.Stored file = read(path);
            if (!folder.stat(path).equals(Optional.of(stat))) {
                return; // It is still being written.
            }
            desk.settle(path);
            for (PageId user : List.copyOf(users.get(path))) {
                Optional<PageView> page = repository.page(user);
                if (page.isPresent() && !page.get().deleted()) {
                    replace(page.get(), path, file, known.get().blob());
                }
            }
            if (!desk.troubles.containsKey(path)) {
                desk.files.stands(path, file.blob(), stat);
            }
        } catch (BlobTooLargeException e) {
            desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TOO_LARGE));
        } catch (NotAWriterException e) {
            left(path, Trouble.Kind.MAY_NOT_WRITE, e);
        } catch (PageTooLargeException | StorageException e) {
            left(path, Trouble.Kind.NOT_STORED, e);
        } catch (IOException e) {
            left(path, Trouble.Kind.CLOSED, e);
        }
        desk.sight.read(path, now);
    }

    private BlobStore.Stored read(String path) throws IOException {
        try (InputStream in = folder.open(path)) {
            return repository.blobs().add(in, FileLimits.BYTES_MAX);
        }
    }

    private void left(String path, Trouble.Kind kind, Exception why) {
        desk.troubles.put(path, new Trouble(path, kind, String.valueOf(why.getMessage())));
    }

    /** Only an edit of what the page still has: anything else would take another's file back. */
    private void replace(PageView page, String path, BlobStore.Stored stored, BlobId before) {
        for (var file : page.files().entrySet()) {
            Optional<Manifest> manifest = Manifest.parse(file.getValue());
            boolean here = manifest.flatMap(Attachments::place).equals(Optional.of(path));
            if (!here || file.getKey().equals(stored.blob())) {
                continue;
            }
            // A page knows each file by one name.
            if (!file.getKey().equals(before) || page.files().containsKey(stored.blob())) {
                desk.troubles.put(path, new Trouble(path, Trouble.Kind.OTHER_FILE));
                continue;
            }
            Manifest now = Manifest.of(manifest.get().name(), manifest.get().path(), stored);
            repository.replaceFile(page.page(), before, stored.blob(), now.toJson());
        }
    }

    private static Optional<String> place(Manifest manifest) {
        // One that looked like a page would be taken in as one, as if somebody here had written it.
        return PortableName.ofAttachment(manifest.path().orElseGet(() -> FILES + manifest.name()))
                .filter(path -> !FileName.isPage(path));
    }

    /**
     * Notes in a page which files of the folder it uses.
     *
     * @param names of the folder
     */
    void take(PageView page, FileNames names) {
        Map<BlobId, String> found = new LinkedHashMap<>();
        for (PageLink link : PageAnalysis.of(page.text()).links()) {
            Optional<String> path = names.meant(page.title(), link.target());
            if (path.isPresent() && !has(page, path.get())) {
                store(path.get())
                        .ifPresent(stored -> {
                            String name = path.get().substring(path.get().lastIndexOf('/') + 1);
                            found.put(stored.blob(), Manifest.of(name, path, stored).toJson());
                        });
            }
        }
        found.keySet().removeAll(page.files().keySet());
        if (found.isEmpty()) {
            return;
        }
        try {
            repository.attach(page.page(), found);
        } catch (NotAWriterException | PageTooLargeException | StorageException e) {
            desk.troubles.put(
                    page.displayTitle(),
                    new Trouble(
                            page.displayTitle(),
                            Trouble.Kind.NOT_STORED,
                            String.valueOf(e.getMessage())));
        }
    }

    private static boolean has(PageView page, String path) {
        return page.files().values().stream()
                .flatMap(json -> Manifest.parse(json).stream())
                .flatMap(manifest -> place(manifest).stream())
                .anyMatch(path::equals);
    }

    private Optional<BlobStore.Stored> store(String path) {
        try {
            Optional<Stat> before = folder.stat(path);
            BlobStore.Stored stored = read(path);
            // What is written into it since then is an edit.
            before.ifPresent(stat -> desk.files.stands(path, stored.blob(), stat));
            desk.settle(path);
            return Optional.of(stored);
        } catch (BlobTooLargeException e) {
            desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TOO_LARGE));
        } catch (IOException e) {
            desk.troubles.put(
                    path, new Trouble(path, Trouble.Kind.CLOSED, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }
}
