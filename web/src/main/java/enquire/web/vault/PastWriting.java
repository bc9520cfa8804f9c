package enquire.web.vault;

import enquire.editor.page.BlobId;
import enquire.editor.page.Edit;
import enquire.editor.page.EditSummary;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.storage.Beside;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.web.http.Failures;
import enquire.web.language.Speaking;
import enquire.web.vault.Outcomes.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes one page edit by edit, each with a summary that says who made it and when. Which edit was
 * the last is stored with it, so an import that was killed goes on behind it, and one of a newer
 * dump adds what is new. A page that was edited here meanwhile gets the newest text as one edit,
 * merged. One thread at a time.
 */
final class PastWriting {

    /**
     * Characters inserted or deleted by all edits of a page's past: an eighth of what may ever be
     * done to a page, so that there is room to write on. (Arithmetic; with 400 bytes each in the
     * merge library, 200 MB while it is imported.)
     */
    static final long CHARACTERS_MAX = 500_000;

    /** How the page is written. */
    private enum Way {
        /** Each edit behind the one before. */
        EDIT_BY_EDIT,
        /**
         * It was edited here, or is another page, or its edits hold words that were taken out for
         * good of a page that was deleted or renamed since: only the last text counts.
         */
        LAST_TEXT
    }

    private final Repository repository;
    private final ImportMemory memory;
    private final PageWriting writing;
    private final Outcomes outcomes;
    private final Consumer<ImportReport.Problem> problems;
    private final TitleKey key;

    private Way way;
    private int done;
    private Optional<PageView> view;
    private final boolean created;

    /** How many of its edits ever came, whether or not the page is still there. */
    private final int before;

    private boolean wrote;
    private long characters;

    /** Whether nobody edited it here since. */
    private boolean asImported;

    private int passedOver;

    PastWriting(
            Repository repository,
            ImportMemory memory,
            PageWriting writing,
            Outcomes outcomes,
            Consumer<ImportReport.Problem> problems,
            VaultPage page) {
        this.repository = repository;
        this.memory = memory;
        this.writing = writing;
        this.outcomes = outcomes;
        this.problems = problems;
        this.key = page.title().key();
        Origin origin = Origin.noted(repository, memory, key);
        this.view = origin.view();
        Optional<Integer> past = origin.isNoted() ? memory.past(key) : Optional.empty();
        this.created = view.isEmpty();
        this.before = past.orElse(0);
        this.done = created ? 0 : before;
        boolean words = created && Origin.withoutWords(repository, memory, key).view().isPresent();
        this.way = !words && (created || past.isPresent()) ? Way.EDIT_BY_EDIT : Way.LAST_TEXT;
        String here = here();
        this.asImported =
                done == 0 && here.isEmpty()
                        || memory.of(key)
                                .map(ImportMemory.Imported::text)
                                .filter(ImportMemory.hash(here)::equals)
                                .isPresent();
    }

    /** Whether it is the page that this is for. */
    boolean isOf(VaultPage page) {
        return key.equals(page.title().key());
    }

    /**
     * @param manifests of the files that the last text uses
     */
    void edit(VaultPage page, PastEdit edit, Map<BlobId, String> manifests) {
        if (created && edit.of() <= before) {
            if (edit.isLast()) {
                writing.deletedHere(page);
            }
            return;
        }
        if (way == Way.LAST_TEXT) {
            lastText(page, edit, manifests);
            return;
        }
        if (view.isEmpty()) {
            add(page, edit, manifests);
            return;
        }
        PageView now = view.get();
        if (edit.number() <= done) {
            asImported |= edit.number() == done && now.text().equals(page.text());
            if (edit.isLast()) {
                nothingMore(page, manifests, now);
            }
            return;
        }
        if (!asImported) {
            way = Way.LAST_TEXT;
            report(page, Speaking.messages().text("left.editedHere"));
            lastText(page, edit, manifests);
            return;
        }
        add(page, edit, manifests);
    }

    private void lastText(VaultPage page, PastEdit edit, Map<BlobId, String> manifests) {
        if (edit.isLast()) {
            writing.write(page, manifests);
        }
    }

    /** The dump has no more edits than came before: it may be older, or have the newest alone. */
    private void nothingMore(VaultPage page, Map<BlobId, String> manifests, PageView now) {
        writing.renamedHere(page, now);
        if (now.text().equals(page.text()) || memory.holds(key, page.text())) {
            outcomes.count(Outcome.UNCHANGED);
            if (now.text().equals(page.text())
                    && !(memory.holds(key, page.text()) && memory.isWhole(key))) {
                memory.note(key, page.text(), now);
            }
            writing.attach(now, manifests);
        } else {
            outcomes.count(Outcome.KEPT);
            report(page, Speaking.messages().text("left.noMoreEdits", "count", done));
        }
    }

    /** The first one makes the page. */
    private void add(VaultPage page, PastEdit edit, Map<BlobId, String> manifests) {
        if (!edit.isLast() && characters > CHARACTERS_MAX) {
            passedOver++;
            return;
        }
        characters += characters(TextChange.between(here(), page.text()));
        if (!edit.isLast() && characters > CHARACTERS_MAX) {
            passedOver++;
            return;
        }
        try {
            PageView after = written(page, edit);
            view = Optional.of(after);
            wrote = true;
            if (edit.isLast()) {
                finish(page, manifests, after);
            }
        } catch (PageTooLargeException e) {
            passedOver++;
            if (edit.isLast()) {
                outcomes.count(Outcome.KEPT);
                report(page, Failures.problem(e).detail());
            }
        }
    }

    private PageView written(VaultPage page, PastEdit edit) {
        Edit.PutMark mark = EditSummary.mark(edit.summary());
        Beside past = memory.past(key, edit.number(), page.text());
        return view.isEmpty()
                ? repository.create(page.title(), page.text(), mark, past)
                : repository.write(
                        view.get().page(), view.get().version(), page.text(), mark, past);
    }

    private String here() {
        return view.map(PageView::text).orElse("");
    }

    private void finish(VaultPage page, Map<BlobId, String> manifests, PageView after) {
        memory.note(key, page.text(), after);
        writing.attach(after, manifests);
        writing.renamedHere(page, after);
        outcomes.count(created ? Outcome.CREATED : wrote ? Outcome.UPDATED : Outcome.UNCHANGED);
        if (passedOver > 0) {
            report(
                    page,
                    Speaking.messages()
                            .text(
                                    "left.editsAsOne",
                                    "most",
                                    CHARACTERS_MAX,
                                    "count",
                                    passedOver + 1));
        }
    }

    private static long characters(TextChange change) {
        long inserted =
                change.replacements().stream()
                        .mapToLong(replacement -> replacement.insert().length())
                        .sum();
        return 2 * inserted + change.lengthBefore() - change.lengthAfter();
    }

    private void report(VaultPage page, String why) {
        problems.accept(new ImportReport.Problem(page.path(), why));
    }
}
