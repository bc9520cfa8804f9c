package enquire.web.vault;

import enquire.editor.page.Blanks;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.storage.Beside;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.storage.UnknownVersionException;
import enquire.web.http.Failures;
import enquire.web.language.Speaking;
import enquire.web.vault.Outcomes.Outcome;
import enquire.web.wiki.NewWiki;
import enquire.web.wiki.TakenOutWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes pages of an import into a wiki, and counts what became of each. A page that was renamed
 * here since it was imported is known by its {@link Origin}. A page whose text is known from the
 * last import is left as it is, edited here or not; a text that changed is merged as an edit of
 * what was imported; a page that was made otherwise, or was deleted here since and is the same
 * there, is left as it is and listed; what a new wiki began with gives way. Thread-safe.
 */
final class PageWriting {

    private final Repository repository;
    private final ImportMemory memory;
    private final Consumer<ImportReport.Problem> problems;
    private final Outcomes outcomes;

    PageWriting(
            Repository repository,
            ImportMemory memory,
            Outcomes outcomes,
            Consumer<ImportReport.Problem> problems) {
        this.repository = repository;
        this.memory = memory;
        this.outcomes = outcomes;
        this.problems = problems;
    }

    /**
     * @param manifests of the files that it uses
     */
    void write(VaultPage page, Map<BlobId, String> manifests) {
        try {
            text(page, manifests)
                    .ifPresent(view -> {
                        attach(view, manifests);
                        name(view, page.aliases());
                    });
        } catch (PageTooLargeException e) {
            // What is put before and around its words made it longer than it was there.
            outcomes.count(Outcome.KEPT);
            problems.accept(new ImportReport.Problem(page.path(), Failures.problem(e).detail()));
        }
    }

    /** Nothing is new, and somebody deleted it: it would come back with each import. */
    void deletedHere(VaultPage page) {
        outcomes.count(Outcome.KEPT);
        problems.accept(
                new ImportReport.Problem(
                        page.path(),
                        Speaking.messages()
                                .text("left.deletedHere", "title", page.title().value())));
    }

    /** Notes the files that the page does not name yet. */
    void attach(PageView view, Map<BlobId, String> manifests) {
        Map<BlobId, String> missing = new LinkedHashMap<>(manifests);
        missing.keySet().removeAll(view.files().keySet());
        if (!missing.isEmpty()) {
            repository.attach(view.page(), missing);
        }
    }

    private void name(PageView view, List<Title> aliases) {
        for (Title alias : aliases) {
            if (!view.aliases().containsKey(alias.key())) {
                repository.addAlias(view.page(), alias);
            }
        }
    }

    /**
     * @return empty if the page of this title is another one, or stays deleted
     */
    private Optional<PageView> text(VaultPage page, Map<BlobId, String> manifests) {
        TitleKey key = page.title().key();
        Origin origin = origin(page);
        Optional<PageView> there = origin.view();
        boolean known = origin.isNoted() && memory.holds(key, page.text());
        if (there.isEmpty() && known) {
            deletedHere(page);
            return Optional.empty();
        }
        if (there.isEmpty()) {
            Origin gone = Origin.withoutWords(repository, memory, key);
            there = gone.view().filter(view -> !view.text().equals(page.text()));
            origin = there.isPresent() ? gone : origin;
        }
        if (there.isEmpty()) {
            try {
                PageView made =
                        repository.create(
                                page.title(),
                                page.text(),
                                manifests,
                                memory.made(key, page.text()));
                outcomes.count(Outcome.CREATED);
                memory.note(key, page.text(), made);
                return Optional.of(made);
            } catch (TitleTakenException raced) {
                there = repository.find(key).flatMap(repository::page);
            }
        }
        PageView view = there.orElseThrow();
        if (origin.isNoted()) {
            renamedHere(page, view);
        }
        boolean here = view.text().equals(page.text());
        if (known || here) {
            outcomes.count(Outcome.UNCHANGED);
            if (here && !(known && memory.isWhole(key))) {
                memory.note(key, page.text(), view);
            }
            return Optional.of(view);
        }
        Optional<Merged> merged =
                !view.deleted() && NewWiki.isUntouched(key, view.text())
                        ? Optional.of(insteadOfTheTour(view, page))
                        : origin.isNoted() ? merged(view, page) : Optional.empty();
        if (merged.isEmpty()) {
            outcomes.count(Outcome.KEPT);
            report(page, whyLeft(page, view, origin.isNoted() && memory.isKnown(key)), view);
            return Optional.empty();
        }
        outcomes.count(Outcome.UPDATED);
        memory.note(key, page.text(), merged.get().kept(), merged.get().page());
        return merged.map(Merged::page);
    }

    /** The key of a sentence. */
    private String whyLeft(VaultPage page, PageView view, boolean imported) {
        if (view.deleted()) {
            return "left.wordsDeleted";
        }
        if (!isRedacted(view)) {
            return "left.otherText";
        }
        if (imported) {
            return "left.wordsTakenOut";
        }
        return isRenamed(page, view) ? "left.wordsRenamed" : "left.otherText";
    }

    private Origin origin(VaultPage page) {
        Origin origin = Origin.of(repository, memory, page);
        Optional<PageView> renamed = origin.view().filter(view -> isRenamed(page, view));
        if (renamed.isEmpty()
                || memory.holds(page.title().key(), page.text())
                || isAlike(renamed.get(), page)) {
            return origin;
        }
        report(page, "left.renamedOther", renamed.get());
        return Origin.ofTitle(repository, page.title().key());
    }

    /** Says where a page is that was renamed here since it was imported. */
    void renamedHere(VaultPage page, PageView view) {
        if (isRenamed(page, view)) {
            report(page, "left.renamedHere", view);
        }
    }

    private static boolean isRenamed(VaultPage page, PageView view) {
        return !view.title().key().equals(page.title().key());
    }

    /**
     * Whether half of what was imported last, or of what came now, whichever is shorter, is in
     * both. A page may have been renamed to make room for one of that title out of another vault,
     * which must not replace its words. (Half: a guess.)
     */
    private boolean isAlike(PageView view, VaultPage page) {
        TitleKey key = page.title().key();
        Optional<String> last =
                memory.text(key).or(() -> memory.of(key).flatMap(each -> textOf(view, each)));
        return last.map(
                        text -> {
                            int gone =
                                    TextChange.between(text, page.text()).replacements().stream()
                                            .mapToInt(each -> each.to() - each.from())
                                            .sum();
                            int shorter = Math.min(text.length(), page.text().length());
                            return 2 * (text.length() - gone) >= shorter;
                        })
                .orElse(true);
    }

    /**
     * @param words key of a sentence with the title of the page of here
     */
    private void report(VaultPage page, String words, PageView view) {
        problems.accept(
                new ImportReport.Problem(
                        page.path(),
                        Speaking.messages().text(words, "title", view.displayTitle())));
    }

    /** What a new wiki began with is nobody's: it stays in the page's history. */
    private Merged insteadOfTheTour(PageView view, VaultPage page) {
        Beside taken = ImportMemory.taken(page.title().key(), page.text());
        return new Merged(
                repository.write(view.page(), view.version(), page.text(), taken), page.text());
    }

    /**
     * @param kept what is noted of the vault's text
     */
    private record Merged(PageView page, String kept) {}

    /**
     * Makes what changed in the vault since the last import an edit of the page.
     *
     * @return empty if it was never imported, or what was imported cannot be told from it any more
     */
    private Optional<Merged> merged(PageView view, VaultPage page) {
        TitleKey key = page.title().key();
        Optional<String> last = memory.text(key);
        Optional<ImportMemory.Imported> before = memory.of(key);
        try {
            if (last.isPresent()) {
                return Optional.of(merged(last.get(), before, view, page));
            }
            Beside taken = ImportMemory.taken(key, page.text());
            return before.flatMap(each -> ImportedVersion.of(repository, view.page(), each))
                    .map(version ->
                            new Merged(
                                    repository.write(view.page(), version, page.text(), taken),
                                    page.text()));
        } catch (UnknownVersionException e) {
            return last.isPresent() ? Optional.empty() : withMarks(before, view, page);
        }
    }

    /**
     * @param last as it was imported, but for words that were taken out since
     * @param before what is noted of it
     */
    private Merged merged(
            String last, Optional<ImportMemory.Imported> before, PageView view, VaultPage page) {
        Bytes stood = before.map(ImportMemory.Imported::text).orElse(Bytes.EMPTY);
        boolean redacted = isRedacted(view);
        TextChange edit =
                redacted
                        ? TakenOutWords.edit(last, stood, page.text())
                        : TextChange.between(last, page.text());
        TextChange since = TextChange.between(last, view.text());
        String text = edit.mapOver(since, false).apply(view.text());
        String kept = redacted ? TakenOutWords.kept(last, stood, page.text()) : page.text();
        Beside taken = ImportMemory.taken(page.title().key(), kept);
        return new Merged(repository.write(view.page(), view.version(), text, taken), kept);
    }

    private Optional<String> textOf(PageView view, ImportMemory.Imported imported) {
        return ImportedVersion.of(repository, view.page(), imported)
                .flatMap(version -> repository.textAt(view.page(), version));
    }

    /** A page may say of itself what stands for words that were taken out: a bar, a drawing. */
    private boolean isRedacted(PageView view) {
        return repository.archive().takingOut().isRedacted(view.page());
    }

    /**
     * Words were taken out of what was imported, and the vault may hold them still.
     *
     * @return empty if nobody can tell them from what was typed there since
     */
    private Optional<Merged> withMarks(
            Optional<ImportMemory.Imported> before, PageView view, VaultPage page) {
        try {
            return before.flatMap(each -> textOf(view, each))
                    .filter(left -> isRedacted(view) && Blanks.mark(left))
                    .map(left -> merged(left, before, view, page));
        } catch (UnknownVersionException e) {
            return Optional.empty();
        }
    }
}
