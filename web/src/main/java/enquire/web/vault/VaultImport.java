package enquire.web.vault;

import enquire.editor.markdown.PageLink;
import enquire.editor.page.BlobId;
import enquire.editor.page.TitleKey;
import enquire.storage.Beside;
import enquire.storage.BlobStore;
import enquire.storage.BlobTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.web.wiki.FileLimits;
import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings a vault into a wiki. Importing the same vault again changes nothing: a page whose vault
 * text is known from the last import is left as it is, edited here or not; a vault text that
 * changed is merged as an edit of what was imported; a page that was made otherwise is left as it
 * is and listed. Used once, by one thread.
 */
final class VaultImport {

    /**
     * Pages written at once, so that one wait for the disk serves many. Measured for group commit.
     */
    private static final int WRITERS = 64;

    /** Links listed; the count goes on. */
    private static final int UNRESOLVED_MAX = 1_000;

    private record StoredFile(BlobId blob, Manifest manifest) {}

    private final Repository repository;
    private final ImportProgress progress;
    private final ImportMemory memory;
    private final List<ImportReport.Problem> problems = new ArrayList<>();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger updated = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();

    VaultImport(Repository repository, ImportProgress progress) {
        this.repository = repository;
        this.progress = progress;
        this.memory = new ImportMemory(repository.records());
    }

    ImportReport run(Vault vault) throws InterruptedException {
        problems.addAll(vault.leftOut());
        List<Vault.Entry> markdown =
                vault.entries().stream().filter(Vault.Entry::markdown).toList();
        List<Vault.Entry> others =
                vault.entries().stream().filter(entry -> !entry.markdown()).toList();
        List<VaultPage> pages =
                new VaultReader(this::report, VaultReader.WEIGHT_MAX).pages(markdown, progress);
        var files = new VaultFiles(others);
        Map<String, StoredFile> stored = store(others, used(pages, files), vault.filesBytesMax());
        write(pages, files, stored);
        memory.flush();
        var unresolved = new ArrayList<ImportReport.Unresolved>();
        int unresolvedCount = unresolved(pages, files, unresolved);
        return new ImportReport(
                pages.size(),
                created.get(),
                updated.get(),
                unchanged.get(),
                kept.get(),
                stored.size(),
                List.copyOf(problems),
                unresolvedCount,
                List.copyOf(unresolved));
    }

    private void report(ImportReport.Problem problem) {
        synchronized (problems) {
            problems.add(problem);
        }
    }

    private static Set<String> used(List<VaultPage> pages, VaultFiles files) {
        Set<String> used = new HashSet<>();
        for (VaultPage page : pages) {
            for (PageLink link : page.links()) {
                files.find(page, link.target()).ifPresent(file -> used.add(file.path()));
            }
        }
        return used;
    }

    private Map<String, StoredFile> store(
            List<Vault.Entry> files, Set<String> used, long bytesMax) {
        Map<String, StoredFile> stored = new HashMap<>();
        int done = 0;
        long bytes = 0;
        for (Vault.Entry file : files) {
            progress.at("Storing files", ++done, files.size());
            if (!used.contains(file.path())) {
                report(new ImportReport.Problem(file.path(), "no page uses this file"));
                continue;
            }
            if (bytes > bytesMax) {
                report(
                        new ImportReport.Problem(
                                file.path(),
                                "the files are far larger than the zip file: more than %,d bytes"
                                        .formatted(bytesMax)));
                continue;
            }
            try (InputStream in = file.source().open()) {
                BlobStore.Stored blob = repository.blobs().add(in, FileLimits.BYTES_MAX);
                bytes += blob.bytes();
                var manifest = Manifest.of(file.name(), Optional.of(file.path()), blob);
                stored.put(file.path(), new StoredFile(blob.blob(), manifest));
            } catch (BlobTooLargeException e) {
                report(
                        new ImportReport.Problem(
                                file.path(),
                                "larger than %,d bytes".formatted(FileLimits.BYTES_MAX)));
            } catch (IOException e) {
                report(new ImportReport.Problem(file.path(), "cannot be read"));
            }
        }
        return stored;
    }

    private void write(List<VaultPage> pages, VaultFiles files, Map<String, StoredFile> stored)
            throws InterruptedException {
        var done = new AtomicInteger();
        var room = new Semaphore(WRITERS);
        var running = new ArrayList<Future<?>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (VaultPage page : pages) {
                room.acquire();
                running.add(
                        executor.submit(() -> {
                            try {
                                write(page, manifests(page, files, stored));
                                progress.at("Saving pages", done.incrementAndGet(), pages.size());
                            } finally {
                                room.release();
                            }
                        }));
            }
        }
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException("a page could not be imported", e.getCause());
            }
        }
    }

    private static Map<BlobId, String> manifests(
            VaultPage page, VaultFiles files, Map<String, StoredFile> stored) {
        Map<BlobId, String> manifests = new LinkedHashMap<>();
        for (PageLink link : page.links()) {
            files.find(page, link.target())
                    .map(file -> stored.get(file.path()))
                    .ifPresent(file -> manifests.put(file.blob(), file.manifest().toJson()));
        }
        return manifests;
    }

    private void write(VaultPage page, Map<BlobId, String> manifests) {
        Optional<PageView> written = text(page, manifests);
        if (written.isEmpty()) {
            return;
        }
        PageView view = written.get();
        Map<BlobId, String> missing = new LinkedHashMap<>(manifests);
        missing.keySet().removeAll(view.files().keySet());
        if (!missing.isEmpty()) {
            repository.attach(view.page(), missing);
        }
    }

    /**
     * @return empty if the page of this title is another one
     */
    private Optional<PageView> text(VaultPage page, Map<BlobId, String> manifests) {
        TitleKey key = page.title().key();
        Optional<PageView> there = repository.find(key).flatMap(repository::page);
        if (there.isEmpty()) {
            try {
                PageView made =
                        repository.create(page.title(), page.text(), manifests, Beside.NOTHING);
                created.incrementAndGet();
                memory.note(key, page.text(), made);
                return Optional.of(made);
            } catch (TitleTakenException raced) {
                there = repository.find(key).flatMap(repository::page);
            }
        }
        PageView view = there.orElseThrow();
        Optional<ImportMemory.Imported> before = memory.of(key);
        boolean nothingNew =
                view.text().equals(page.text())
                        || before.map(ImportMemory.Imported::text)
                                .filter(ImportMemory.hash(page.text())::equals)
                                .isPresent();
        if (nothingNew) {
            unchanged.incrementAndGet();
            if (before.isEmpty()) {
                memory.note(key, page.text(), view);
            }
            return Optional.of(view);
        }
        if (before.isEmpty()) {
            kept.incrementAndGet();
            report(
                    new ImportReport.Problem(
                            page.path(),
                            "the wiki has a page “%s” with another text already; it was left as it is"
                                    .formatted(view.displayTitle())));
            return Optional.empty();
        }
        PageView merged = repository.write(view.page(), before.get().version(), page.text());
        updated.incrementAndGet();
        memory.note(key, page.text(), merged);
        return Optional.of(merged);
    }

    private int unresolved(
            List<VaultPage> pages, VaultFiles files, List<ImportReport.Unresolved> list) {
        var links = new LinkCheck(repository, pages);
        int count = 0;
        for (VaultPage page : pages) {
            for (PageLink link : page.links()) {
                if (files.find(page, link.target()).isPresent()
                        || links.leadsSomewhere(page, link)) {
                    continue;
                }
                count++;
                if (list.size() < UNRESOLVED_MAX) {
                    list.add(
                            new ImportReport.Unresolved(
                                    page.title().value(), link.target().name()));
                }
            }
        }
        return count;
    }
}
