package enquire.web.vault;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.sync.node.WikiFiles;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one wiki as Markdown files with their attachments, so that an import makes the same pages
 * again. Reads each page twice: where everything stands has to be known before the first link is
 * written. Holds titles and the places of attachments in memory, never the texts. Used once, by one
 * thread.
 */
final class MarkdownExport {

    private static final int PAGES_AT_ONCE = 500;

    /** An attachment that a page uses, and where it stands. */
    private record Used(BlobId blob, ExportedFiles.Placed placed) {}

    private final Repository repository;
    private final ExportArchive archive;
    private final WikiFiles files;
    private final ExportedFiles places = new ExportedFiles();
    private final Set<String> written = new HashSet<>();
    private final Set<BlobId> missing = new HashSet<>();

    MarkdownExport(Wiki wiki, ExportArchive archive) {
        this.repository = wiki.repository();
        this.files = wiki.files();
        this.archive = archive;
    }

    void write() throws IOException {
        Map<String, PageId> pages = pages();
        Map<String, String> stands = places.addPages(List.copyOf(pages.keySet()));
        Map<String, List<Used>> used = new HashMap<>();
        pages.forEach((title, id) -> {
            if (stands.containsKey(title)) {
                live(id).map(this::place)
                        .filter(own -> !own.isEmpty())
                        .ifPresent(own -> used.put(title, own));
            } else {
                archive.leaveOut(title, "no file can have this name");
            }
        });
        boolean relinks = places.relinks();
        int count = 0;
        for (Map.Entry<String, String> page : stands.entrySet()) {
            String title = page.getKey();
            Optional<PageView> view = live(pages.get(title));
            if (view.isPresent()) {
                List<Used> own = used.getOrDefault(title, List.of());
                String text = view.get().text();
                String linked =
                        relinks
                                ? places.relinked(
                                        title, text, own.stream().map(Used::placed).toList())
                                : text;
                archive.put(page.getValue(), linked.getBytes(StandardCharsets.UTF_8));
                put(own);
                count++;
            } // Else it was deleted since it was listed.
        }
        archive.finish(count, written.size(), repository.records().carrying().count());
    }

    /** All live ones by their display titles, in the order of titles. */
    private Map<String, PageId> pages() {
        Map<String, PageId> pages = new LinkedHashMap<>();
        Optional<TitleKey> after = Optional.empty();
        List<PageSummary> part;
        do {
            part = repository.pages(after, PAGES_AT_ONCE);
            part.forEach(page -> pages.put(page.displayTitle(), page.page()));
            after = part.isEmpty() ? after : Optional.of(part.getLast().title().key());
        } while (part.size() >= PAGES_AT_ONCE);
        return pages;
    }

    private Optional<PageView> live(PageId id) {
        return repository.page(id).filter(page -> !page.deleted());
    }

    private List<Used> place(PageView view) {
        List<Used> own = new ArrayList<>();
        view.files()
                .forEach((blob, json) ->
                        Manifest.parse(json)
                                .flatMap(file -> place(blob, file))
                                .ifPresent(own::add));
        return own;
    }

    /**
     * @return empty if it is not on this computer, or no file can be called as it is, which the
     *     export then says
     */
    private Optional<Used> place(BlobId blob, Manifest file) {
        if (repository.blobs().file(blob).isEmpty()) {
            if (missing.add(blob)) {
                archive.leaveOut(file.name(), whyMissing(blob));
            }
            return Optional.empty();
        }
        Optional<ExportedFiles.Placed> placed =
                places.add(blob.toString(), file.name(), file.path());
        if (placed.isEmpty()) {
            archive.leaveOut(file.name(), "no file can have this name");
        }
        return placed.map(where -> new Used(blob, where));
    }

    /** Who has it may be away, and yet not be what it waits for. */
    private String whyMissing(BlobId blob) {
        String most = Sizes.words(files.bytesMax());
        return files.hasNoRoom(blob)
                ? Speaking.messages().text("error.fileWithoutRoom", "most", most)
                : "it is not on this computer yet";
    }

    private void put(List<Used> own) throws IOException {
        for (Used file : own) {
            Optional<Path> content = repository.blobs().file(file.blob());
            if (content.isPresent() && written.add(file.placed().place())) {
                try (InputStream in = Files.newInputStream(content.get())) {
                    archive.put(file.placed().place(), in);
                }
            }
        }
    }
}
