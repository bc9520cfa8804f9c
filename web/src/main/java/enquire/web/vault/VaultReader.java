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

    private final Consumer<ImportReport.Problem> problems;
    private final Set<TitleKey> taken = new HashSet<>();

    VaultReader(Consumer<ImportReport.Problem> problems) {
        this.problems = problems;
    }

    List<VaultPage> pages(List<Vault.Entry> entries, ImportProgress progress) {
        var pages = new ArrayList<VaultPage>();
        int done = 0;
        for (Vault.Entry entry : entries) {
            title(entry.path())
                    .ifPresent(title ->
                            text(entry)
                                    .ifPresent(text ->
                                            pages.add(VaultPage.of(entry.path(), title, text))));
            progress.at("Reading pages", ++done, entries.size());
        }
        return pages;
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
