package enquire.web.vault;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.sync.node.WikiFiles;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.wiki.CopiesWords;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one wiki as Markdown files with their attachments, so that an import makes the same pages
 * again. Reads each page twice: where everything stands has to be known before the first link is
 * written. Holds titles, the places of attachments and, packed and bounded, what stood in changed
 * links in memory, never the texts. Used once, by one thread.
 */
public final class MarkdownExport {

    private static final int PAGES_AT_ONCE = 500;

    /** An attachment that a page uses, and where it stands. */
    private record Used(BlobId blob, ExportedFiles.Placed placed) {}

    private final Repository repository;
    private final ExportArchive archive;
    private final ExportProgress progress;
    private final WikiFiles files;
    private final ExportedFiles places = new ExportedFiles();
    private final Set<String> written = new HashSet<>();
    private final PageNotesWriter notes;
    private final Set<BlobId> missing = new HashSet<>();

    public MarkdownExport(Wiki wiki, ExportArchive archive, ExportProgress progress) {
        this(wiki, archive, progress, new PageNotesRoom());
    }

    /**
     * @param room for what files cannot say of their pages
     */
    MarkdownExport(Wiki wiki, ExportArchive archive, ExportProgress progress, PageNotesRoom room) {
        this.notes = new PageNotesWriter(room);
        this.repository = wiki.repository();
        this.files = wiki.files();
        this.archive = archive;
        this.progress = progress;
    }

    /**
     * @throws IOException if the archive takes no more
     */
    public ExportSummary write() throws IOException {
        Map<String, PageId> pages = pages();
        Map<String, String> stands = places.addPages(List.copyOf(pages.keySet()));
        Map<String, List<Used>> used = new HashMap<>();
        Map<TitleKey, String> aliases = new HashMap<>();
        pages.forEach((title, id) -> {
            if (stands.containsKey(title)) {
                Optional<PageView> page = live(id);
                page.ifPresent(view ->
                        otherNames(view).forEach(name -> aliases.putIfAbsent(name.key(), title)));
                page.map(this::place)
                        .filter(own -> !own.isEmpty())
                        .ifPresent(own -> used.put(title, own));
            } else {
                archive.leaveOut(title, noName());
            }
        });
        places.addAliases(aliases);
        boolean relinks = places.relinks();
        int count = 0;
        for (Map.Entry<String, String> page : stands.entrySet()) {
            String title = page.getKey();
            Optional<PageView> view = live(pages.get(title));
            if (view.isPresent()) {
                List<Used> own = used.getOrDefault(title, List.of());
                List<ExportedFiles.Placed> placed = own.stream().map(Used::placed).toList();
                String text = view.get().text();
                List<TextChange.Replacement> changes =
                        relinks ? places.relinking(title, text, placed) : List.of();
                String linked = TextChange.of(text.length(), changes).apply(text);
                archive.put(page.getValue(), linked.getBytes(StandardCharsets.UTF_8));
                note(view.get(), page.getValue(), placed, linked, changes);
                put(own);
                count++;
                progress.at(count, stands.size());
            } // Else it was deleted since it was listed.
        }
        if (!notes.isEmpty()) {
            archive.put(PageNotes.FILE, notes.content());
        }
        if (notes.leftOut() > 0) {
            archive.leaveOut(
                    PageNotes.FILE,
                    Speaking.messages().text("export.notesLeft", "pages", notes.leftOut()));
        }
        return archive.finish(count, written.size(), repository.records().carrying().count());
    }

    /** Names under which only the wiki finds a page; in an order that is the same each time. */
    private static List<Title> otherNames(PageView view) {
        TitleKey own = TitleKey.of(view.displayTitle());
        return view.aliases().entrySet().stream()
                .filter(name -> !name.getKey().equals(own))
                .map(Map.Entry::getValue)
                .sorted()
                .limit(PageNote.ALIASES_MAX)
                .map(Title::new)
                .toList();
    }

    /** Notes what the file alone does not say. */
    private void note(
            PageView view,
            String place,
            List<ExportedFiles.Placed> own,
            String linked,
            List<TextChange.Replacement> changes)
            throws IOException {
        String title = view.displayTitle();
        List<Title> names = otherNames(view);
        if (changes.isEmpty() && names.isEmpty() && place.equals(title + ".md")) {
            return;
        }
        // Of two files of one name, only the path tells which is meant.
        boolean told =
                own.stream().map(file -> file.name().toLowerCase(Locale.ROOT)).distinct().count()
                        == own.size();
        notes.add(
                new PageNote(
                        place,
                        new Title(title),
                        names,
                        told ? PageNote.hash(linked) : "",
                        told ? undo(view.text(), changes) : List.of()));
    }

    private static List<TextChange.Replacement> undo(
            String text, List<TextChange.Replacement> changes) {
        List<TextChange.Replacement> undo = new ArrayList<>();
        int moved = 0;
        for (TextChange.Replacement change : changes) {
            int from = change.from() + moved;
            undo.add(
                    new TextChange.Replacement(
                            from,
                            from + change.insert().length(),
                            text.substring(change.from(), change.to())));
            moved += change.insert().length() - (change.to() - change.from());
        }
        return undo;
    }

    private static String noName() {
        return Speaking.messages().text("export.noName");
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
            archive.leaveOut(file.name(), noName());
        }
        return placed.map(where -> new Used(blob, where));
    }

    /** Who has it may be away, and yet not be what it waits for. */
    private String whyMissing(BlobId blob) {
        String most = Sizes.words(files.bytesMax());
        return !repository.attachments().isTakenOut(blob) && files.hasNoRoom(blob)
                ? Speaking.messages().text("error.fileWithoutRoom", "most", most)
                : CopiesWords.whyMissing(repository, blob);
    }

    private void put(List<Used> own) throws IOException {
        for (Used file : own) {
            Optional<Path> content = repository.blobs().file(file.blob());
            if (content.isEmpty() && missing.add(file.blob())) {
                // Removed or taken out since its place was chosen.
                archive.leaveOut(file.placed().place(), whyMissing(file.blob()));
            }
            if (content.isPresent() && written.add(file.placed().place())) {
                try (InputStream in = Files.newInputStream(content.get())) {
                    archive.put(file.placed().place(), in);
                }
            }
        }
    }
}
