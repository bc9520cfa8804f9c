package enquire.web.vault;

import enquire.editor.markdown.RelativePaths;
import enquire.storage.Repository;
import enquire.web.http.ProblemException;
import enquire.web.http.Utf8;
import enquire.web.language.Speaking;
import enquire.web.wiki.PageText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the pages of a vault of files. What cannot be a page is reported and left out. */
final class VaultReader {

    /**
     * What all pages of a vault may weigh, in characters: they are held at once. Over four times
     * the largest vault of the targets, and with two bytes a character it still fits into the heap
     * of {@code ./enquire}. (Arithmetic.)
     */
    static final long WEIGHT_MAX = 160L * 1024 * 1024;

    /** What a link weighs, in characters: it is kept with the sentence around it. (Guess.) */
    static final int LINK_WEIGHT = 400;

    private final Consumer<ImportReport.Problem> problems;
    private final VaultTitles titles;
    private final long weightMax;
    private final Unpacked unpacked;
    private long weight;

    /**
     * @param weightMax of all pages together, in characters
     * @param unpacked bounds what is read of files, also of those that cannot be pages
     */
    VaultReader(Consumer<ImportReport.Problem> problems, long weightMax, Unpacked unpacked) {
        this.problems = problems;
        this.titles = new VaultTitles(problems);
        this.weightMax = weightMax;
        this.unpacked = unpacked;
    }

    /**
     * @param entries that are pages in this dialect
     * @param notes what an export says of its pages, by their paths
     * @throws ProblemException 413 if all of them are more than can be held, or than an honest zip
     *     file holds
     */
    List<VaultPage> pages(
            Dialect dialect,
            List<Vault.Entry> entries,
            Map<String, PageNote> notes,
            ImportProgress progress) {
        var drafts = new ArrayList<Dialect.Draft>();
        int done = 0;
        for (Vault.Entry entry : entries) {
            Optional<String> text = text(entry, unpacked, problems);
            unpacked.requireHonest();
            if (text.isPresent()) {
                weigh(entry.path(), text.get().length());
                String name = RelativePaths.withoutExtension(entry.path());
                drafts.add(new Dialect.Draft(entry.path(), name, text.get()));
            }
            progress.at(ImportStep.READING, ++done, entries.size());
        }
        weight = 0;
        var noted = new NotedPages(notes, drafts.stream().map(Dialect.Draft::path).toList());
        var pages = new ArrayList<VaultPage>();
        dialect.pages(drafts, problems)
                .flatMap(draft -> page(noted, draft).stream())
                .forEach(page -> {
                    weigh(
                            page.path(),
                            page.text().length() + (long) LINK_WEIGHT * page.links().size());
                    pages.add(page);
                });
        return pages;
    }

    private Optional<VaultPage> page(NotedPages noted, Dialect.Draft draft) {
        return titles.of(draft.path(), noted.name(draft))
                .map(title -> noted.page(draft, title))
                .filter(this::fits);
    }

    /** What was quoted and put before a text may have made it longer than a page can be. */
    private boolean fits(VaultPage page) {
        if (page.text().length() <= Repository.TEXT_CHARS_MAX) {
            return true;
        }
        problems.accept(tooLong(page.path()));
        return false;
    }

    private void weigh(String path, long more) {
        weight += more;
        if (weight > weightMax) {
            throw new ProblemException(
                    413,
                    Speaking.messages().text("import.pagesTooMuch"),
                    Speaking.messages()
                            .text("import.pagesTooMuchDetail", "path", path, "most", weightMax));
        }
    }

    /** The text of a file, if it is one that a page can have. */
    static Optional<String> text(
            Vault.Entry entry, Unpacked unpacked, Consumer<ImportReport.Problem> problems) {
        try (InputStream in = unpacked.open(entry)) {
            byte[] content = in.readNBytes(PageText.BYTES_MAX + 1);
            if (content.length > PageText.BYTES_MAX) {
                throw PageText.tooLarge();
            }
            return Optional.of(PageText.checked(Utf8.decode(content)));
        } catch (ProblemException e) {
            boolean tooLarge = e.problem().status() == PageText.tooLarge().problem().status();
            problems.accept(
                    tooLarge
                            ? tooLong(entry.path())
                            : new ImportReport.Problem(
                                    entry.path(), Speaking.messages().text("left.notUtf8")));
        } catch (IOException e) {
            problems.accept(
                    new ImportReport.Problem(
                            entry.path(),
                            Speaking.messages()
                                    .text(
                                            "left.unreadableWhy",
                                            "why",
                                            e.getClass().getSimpleName())));
        }
        return Optional.empty();
    }

    private static ImportReport.Problem tooLong(String path) {
        return new ImportReport.Problem(
                path, Speaking.messages().text("left.tooLong", "most", Repository.TEXT_CHARS_MAX));
    }
}
