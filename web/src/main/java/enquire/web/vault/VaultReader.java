package enquire.web.vault;

import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.Repository;
import enquire.web.http.ProblemException;
import enquire.web.http.Utf8;
import enquire.web.wiki.PageText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the pages of a vault. What cannot be a page is reported and left out. */
final class VaultReader {

    /** Tries at another title for a page whose own one is taken within the vault. */
    private static final int SUFFIX_MAX = 100;

    /**
     * What all pages of a vault may weigh, in characters: they are held at once. Over four times
     * the largest vault of the targets, and with two bytes a character it still fits into the heap
     * of {@code ./enquire}. (Arithmetic.)
     */
    static final long WEIGHT_MAX = 160L * 1024 * 1024;

    /** What a link weighs, in characters: it is kept with the sentence around it. (Guess.) */
    static final int LINK_WEIGHT = 400;

    private final Consumer<ImportReport.Problem> problems;
    private final Set<TitleKey> taken = new HashSet<>();
    private final long weightMax;
    private long weight;

    /**
     * @param weightMax of all pages together, in characters
     */
    VaultReader(Consumer<ImportReport.Problem> problems, long weightMax) {
        this.problems = problems;
        this.weightMax = weightMax;
    }

    /**
     * @throws ProblemException 413 if all of them are more than can be held
     */
    List<VaultPage> pages(List<Vault.Entry> entries, ImportProgress progress) {
        var pages = new ArrayList<VaultPage>();
        int done = 0;
        for (Vault.Entry entry : entries) {
            Optional<Title> title = title(entry.path());
            Optional<String> text = title.isPresent() ? text(entry) : Optional.empty();
            if (text.isPresent()) {
                VaultPage page = VaultPage.of(entry.path(), title.get(), text.get());
                weigh(page);
                pages.add(page);
            }
            progress.at("Reading pages", ++done, entries.size());
        }
        return pages;
    }

    private void weigh(VaultPage page) {
        weight += page.text().length() + (long) LINK_WEIGHT * page.links().size();
        if (weight > weightMax) {
            throw new ProblemException(
                    413,
                    "The pages are too much for one import.",
                    "With %s they are more than %,d characters, links counted. Nothing was imported; import them in parts."
                            .formatted(page.path(), weightMax));
        }
    }

    private Optional<Title> title(String path) {
        String name = RelativePaths.withoutExtension(path);
        try {
            var title = new Title(name);
            for (int suffix = 2; !taken.add(title.key()); suffix++) {
                if (suffix > SUFFIX_MAX) {
                    throw new InvalidTitleException("Too many pages have this title.");
                }
                title = new Title(name + " (" + suffix + ")");
            }
            if (!title.value().equals(new Title(name).value())) {
                problem(
                        path,
                        "another file has the same title, so this page is “%s”".formatted(title));
            }
            return Optional.of(title);
        } catch (InvalidTitleException e) {
            problem(path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> text(Vault.Entry entry) {
        try (InputStream in = entry.source().open()) {
            byte[] content = in.readNBytes(PageText.BYTES_MAX + 1);
            if (content.length > PageText.BYTES_MAX) {
                throw PageText.tooLarge();
            }
            return Optional.of(PageText.checked(Utf8.decode(content)));
        } catch (ProblemException e) {
            boolean tooLarge = e.problem().status() == PageText.tooLarge().problem().status();
            problem(
                    entry.path(),
                    tooLarge
                            ? "longer than a page can be (%,d characters)"
                                    .formatted(Repository.TEXT_CHARS_MAX)
                            : "not valid UTF-8 text");
        } catch (IOException e) {
            problem(entry.path(), "cannot be read (%s)".formatted(e.getClass().getSimpleName()));
        }
        return Optional.empty();
    }

    private void problem(String path, String why) {
        problems.accept(new ImportReport.Problem(path, why));
    }
}
