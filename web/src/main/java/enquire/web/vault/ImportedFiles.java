package enquire.web.vault;

import enquire.editor.markdown.PageLink;
import enquire.editor.page.BlobId;
import enquire.storage.BlobStore;
import enquire.storage.BlobTooLargeException;
import enquire.storage.FileTakenOutException;
import enquire.web.language.Speaking;
import enquire.web.wiki.FileLimits;
import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The attachments of an import: those that a page uses are stored, once, when the first page comes
 * that does. One thread at a time.
 */
final class ImportedFiles {

    /** What is no attachment of any page: the sentence that says why nothing becomes of it. */
    private static final Map<String, String> NO_PAGES =
            Map.of(
                    ".canvas", "left.canvas",
                    ".edn", "left.board",
                    ".excalidraw", "left.board",
                    ".base", "left.base",
                    ".org", "left.org");

    private record StoredFile(BlobId blob, Manifest manifest) {}

    private final BlobStore blobs;
    private final List<Vault.Entry> all;
    private final VaultFiles files;
    private final long bytesMax;
    private final Consumer<ImportReport.Problem> problems;

    /** By path; empty if it was tried and cannot be stored, which was reported then. */
    private final Map<String, Optional<StoredFile>> tried = new HashMap<>();

    private final Unpacked unpacked;

    /**
     * @param all that are no pages
     * @param bytesMax of all that are read
     */
    ImportedFiles(
            BlobStore blobs,
            List<Vault.Entry> all,
            long bytesMax,
            Consumer<ImportReport.Problem> problems) {
        this.blobs = blobs;
        this.all = all;
        this.files = new VaultFiles(all);
        this.bytesMax = bytesMax;
        this.unpacked = new Unpacked(bytesMax);
        this.problems = problems;
    }

    /** Whether a link of a page means a file. */
    boolean holds(VaultPage page, PageLink link) {
        return files.find(page, link.target()).isPresent();
    }

    /** Stores what a page uses: the manifests of what is stored. */
    Map<BlobId, String> of(VaultPage page) {
        Map<BlobId, String> manifests = new LinkedHashMap<>();
        for (PageLink link : page.written()) {
            files.find(page, link.target())
                    .flatMap(this::stored)
                    .ifPresent(file -> manifests.put(file.blob(), file.manifest().toJson()));
        }
        return manifests;
    }

    /** How many there are. */
    int found() {
        return all.size();
    }

    /** How many are stored. */
    int count() {
        return (int) tried.values().stream().filter(Optional::isPresent).count();
    }

    /** Names what no page asked for. */
    void reportUnused() {
        for (Vault.Entry file : all) {
            if (!tried.containsKey(file.path())) {
                String name = file.name().toLowerCase(Locale.ROOT);
                String ending = name.substring(Math.max(0, name.lastIndexOf('.')));
                report(
                        file,
                        Speaking.messages().text(NO_PAGES.getOrDefault(ending, "left.unused")));
            }
        }
    }

    private Optional<StoredFile> stored(Vault.Entry file) {
        Optional<StoredFile> before = tried.get(file.path());
        if (before != null) {
            return before;
        }
        Optional<StoredFile> now = store(file);
        tried.put(file.path(), now);
        return now;
    }

    private Optional<StoredFile> store(Vault.Entry file) {
        if (unpacked.isTooMuch()) {
            report(file, Speaking.messages().text("left.filesTooLarge", "most", bytesMax));
            return Optional.empty();
        }
        try (InputStream in = unpacked.open(file)) {
            BlobStore.Stored blob = blobs.add(in, FileLimits.BYTES_MAX);
            return Optional.of(
                    new StoredFile(
                            blob.blob(), Manifest.of(file.name(), Optional.of(file.path()), blob)));
        } catch (BlobTooLargeException e) {
            report(
                    file,
                    Speaking.messages()
                            .text("left.fileTooLarge", "most", FileLimits.BYTES_MAX >> 20));
        } catch (FileTakenOutException e) {
            report(file, Speaking.messages().text("left.fileTakenOut"));
        } catch (IOException e) {
            report(file, Speaking.messages().text("left.unreadable"));
        }
        return Optional.empty();
    }

    private void report(Vault.Entry file, String why) {
        problems.accept(new ImportReport.Problem(file.path(), why));
    }
}
