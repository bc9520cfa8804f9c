package enquire.web.mirror;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.storage.BlobStore;
import enquire.storage.BlobTooLargeException;
import enquire.storage.FileTakenOutException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The attachments of pages as files of the folder, both ways. Only a file that the mirror put
 * there, or took from there, is replaced, when no page has it any more; what somebody puts in its
 * place there takes the place of the page's, if that is what stood there before. One thread at a
 * time.
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
     * Puts what a page uses and the folder lacks into it, and what the wiki has replaced.
     *
     * @return whether all of it is there; what is not on this computer yet comes later
     */
    boolean put(PageView page, Instant now) {
        boolean all = true;
        for (var file : page.files().entrySet()) {
            Optional<Manifest> manifest = Manifest.parse(file.getValue());
            Optional<String> place = manifest.flatMap(Attachments::place);
            if (place.isEmpty()) {
                continue;
            }
            users.computeIfAbsent(place.get(), any -> new HashSet<>()).add(page.page());
            try {
                all &= put(place.get(), file.getKey(), manifest.get(), now);
            } catch (IOException e) {
                left(place.get(), Trouble.Kind.CANNOT_WRITE, e);
                all = false;
            }
        }
        return all;
    }

    /**
     * @return whether it stands there, or never will
     */
    private boolean put(String path, BlobId blob, Manifest manifest, Instant now)
            throws IOException {
        if (repository.attachments().isTakenOut(blob)) {
            if (folder.isTaken(path)) {
                known(path, blob, manifest); // Noted, and named by the next look.
                desk.sight.forget(path);
                desk.wanted.add(path);
            }
            return true;
        }
        Optional<Path> here = repository.blobs().file(blob);
        if (!folder.isTaken(path)) {
            if (here.isPresent()) {
                folder.copy(here.get(), path);
                stands(path, blob);
                desk.settle(path);
            }
            return here.isPresent();
        }
        Optional<KnownFile> known = known(path, blob, manifest);
        if (known.isEmpty()) { // An edit, or a file of somebody: looked at before anything else.
            desk.sight.forget(path);
            desk.wanted.add(path);
            return here.isPresent();
        }
        if (known.get().blob().equals(blob)) {
            desk.settle(path);
            return true;
        }
        if (isUsed(path, known.get().blob())) {
            desk.troubles.put(path, new Trouble(path, Trouble.Kind.OTHER_FILE));
            return false; // Tried again: the other page may let it go.
        }
        if (here.isPresent() && desk.replaced.replace(path, here.get(), blob, known.get(), now)) {
            desk.settle(path);
        } else if (here.isPresent()) {
            desk.wanted.add(path); // Somebody saved there in that very moment.
        }
        desk.sight.forget(path);
        return here.isPresent();
    }

    private void stands(String path, BlobId blob) throws IOException {
        folder.stat(path).ifPresent(stat -> desk.files.stands(path, blob, stat));
    }

    /** What stands there, if that is what the mirror put there or took from there last. */
    private Optional<KnownFile> known(String path, BlobId blob, Manifest manifest)
            throws IOException {
        Optional<Stat> stat = folder.stat(path);
        Optional<KnownFile> known = desk.files.at(path);
        boolean same =
                known.isEmpty()
                        && stat.filter(there -> there.bytes() == manifest.bytes()).isPresent()
                        && folder.sha256(path).equals(blob)
                        && folder.stat(path).equals(stat);
        if (same) { // Somebody here has it, too: that alone makes nothing of his public.
            desk.files.seen(path, blob, stat.get());
        }
        return desk.files.at(path).filter(file -> stat.filter(file::looksLike).isPresent());
    }

    /** Whether a page has this file at this place. */
    private boolean isUsed(String path, BlobId blob) {
        return pages(path, blob).findAny().isPresent();
    }

    /** Whether a page has, or had, a file at this place. */
    boolean isOfPages(String path) {
        return users.containsKey(path);
    }

    /** Which pages have this file at this place. */
    Stream<PageView> pages(String path, BlobId blob) {
        return users.getOrDefault(path, Set.of()).stream()
                .flatMap(page -> repository.page(page).stream())
                .filter(page -> !page.deleted())
                .filter(page ->
                        Optional.ofNullable(page.files().get(blob))
                                .flatMap(Manifest::parse)
                                .flatMap(Attachments::place)
                                .equals(Optional.of(path)));
    }

    /**
     * Takes in what was put into the file of an attachment in its place.
     *
     * @param touched files that may have changed
     */
    void look(Collection<String> touched, Listing listing, Instant now) {
        for (String path : touched) {
            Stat stat = listing.files().get(path);
            if (stat == null || FileName.isPage(path) || !isOfPages(path)) {
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
            if (known.filter(file -> repository.attachments().isTakenOut(file.blob()))
                    .isPresent()) {
                desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TAKEN_OUT));
                desk.sight.read(path, now);
                return; // What was taken out may be in what was made of it.
            }
            if (known.filter(file -> !file.ours() && file.looksLike(stat)).isPresent()) {
                desk.settle(path);
                desk.sight.read(path, now);
                return;
            }
            if (known.filter(KnownFile::ours).isEmpty()) {
                desk.troubles.put(path, new Trouble(path, Trouble.Kind.OTHER_FILE));
                desk.sight.read(path, now);
                return;
            }
            BlobStore.Stored file = read(path);
            if (!folder.stat(path).equals(Optional.of(stat))) {
                return; // It is still being written.
            }
            desk.settle(path);
            if (file.blob().equals(known.get().blob())) {
                desk.files.seen(path, file.blob(), stat);
                desk.changed.addAll(users.get(path)); // The wiki may have another one by now.
                desk.sight.read(path, now);
                return;
            }
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
        } catch (FileTakenOutException e) {
            desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TAKEN_OUT));
        } catch (PageTooLargeException | StorageException e) {
            left(path, Trouble.Kind.NOT_STORED, e);
        } catch (IOException e) {
            left(path, Trouble.Kind.CLOSED, e);
        }
        desk.sight.read(path, now);
    }

    /**
     * Keeps what stands there, for a page.
     *
     * @throws BlobTooLargeException if that is too large for any
     */
    BlobStore.Stored read(String path) throws IOException {
        if (folder.stat(path).filter(stat -> stat.bytes() > FileLimits.BYTES_MAX).isPresent()) {
            throw new BlobTooLargeException(FileLimits.BYTES_MAX); // Before the disk has work.
        }
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

    /** Where the file lies; empty if it lies nowhere. */
    static Optional<String> place(Manifest manifest) {
        // One that looked like a page would be taken in as one, as if somebody here had written it.
        return PortableName.ofAttachment(manifest.path().orElseGet(() -> FILES + manifest.name()))
                .filter(path -> !FileName.isPage(path));
    }
}
