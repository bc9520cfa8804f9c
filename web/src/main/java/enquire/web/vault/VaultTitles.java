package enquire.web.vault;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.web.http.Failures;
import enquire.web.language.Speaking;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Gives each page of an import a title of its own. One thread at a time. */
final class VaultTitles {

    /** Tries at another title for a page whose own one is taken within the vault. */
    private static final int SUFFIX_MAX = 100;

    private final Consumer<ImportReport.Problem> problems;
    private final Set<TitleKey> taken = new HashSet<>();

    VaultTitles(Consumer<ImportReport.Problem> problems) {
        this.problems = problems;
    }

    /** Whether a page has it. */
    boolean isTaken(TitleKey key) {
        return taken.contains(key);
    }

    /**
     * @param name that the page should have
     * @return empty if it can have none like it, which is reported
     */
    Optional<Title> of(String path, String name) {
        try {
            var title = new Title(name);
            for (int suffix = 2; !taken.add(title.key()); suffix++) {
                if (suffix > SUFFIX_MAX) {
                    problems.accept(
                            new ImportReport.Problem(
                                    path, Speaking.messages().text("left.sameTitleMany")));
                    return Optional.empty();
                }
                title = new Title(name + " (" + suffix + ")");
            }
            if (!title.value().equals(new Title(name).value())) {
                problems.accept(
                        new ImportReport.Problem(
                                path,
                                Speaking.messages()
                                        .text("left.sameTitle", "title", title.value())));
            }
            return Optional.of(title);
        } catch (InvalidTitleException e) {
            problems.accept(new ImportReport.Problem(path, Failures.problem(e).detail()));
            return Optional.empty();
        }
    }
}
