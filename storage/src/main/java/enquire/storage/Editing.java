package enquire.storage;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.Heads;
import enquire.editor.page.PageContent;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageDocumentException;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.storage.database.ChangeRow;
import enquire.storage.database.JournalRow;
import enquire.storage.database.Packing;
import enquire.storage.database.PageUpdate;
import enquire.storage.database.PageUpdate.Vouched;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Own edits of one page: typing becomes a journal row at once and part of a change later;
 * everything else becomes a change at once, together with the typing before it. Inside a lend of
 * the page; what is returned is waited for outside.
 */
final class Editing {

    /** Random bytes of a line's id: two lines never meet. */
    private static final int LINE_ID_BYTES = 12;

    /** Names of front matter by which links find a page. (A guess at more than anybody lists.) */
    private static final int TEXT_ALIASES_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Editing.class);

    private final RepositorySettings settings;
    private final Documents documents;
    private final Commits commits;

    Editing(RepositorySettings settings, Documents documents, Commits commits) {
        this.settings = settings;
        this.documents = documents;
        this.commits = commits;
    }

    /** In milliseconds, which is what the database keeps. */
    Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    PeerId author() {
        return settings.author();
    }

    /**
     * Asked before anybody's edit, so that nothing is called saved that no other node would take.
     *
     * @throws NotAWriterException if this node's edits are not accepted by the others
     */
    void requireWriter() {
        if (!settings.rule().mayWrite()) {
            throw new NotAWriterException(settings.rule().refusal());
        }
    }

    /**
     * Why this may not be typed into the page, if so: others would not take it, or not those who
     * have no more memory than this computer, as this one would not take theirs.
     */
    Optional<PageTooLargeException> usedUp(PageState state, TextChange change) {
        long here = settings.surroundings().pageOperationsMax().getAsLong();
        long max = Math.min(here, PageOperations.OWN_MAX);
        return documents.lastOperation(state) + PageOperations.of(change) > max
                ? Optional.of(PageTooLargeException.usedUp(max))
                : Optional.empty();
    }

    /** The page's line; begins one if it has none. */
    LineLog line(PageState state) {
        return state.line()
                .orElseGet(() -> {
                    byte[] id = new byte[LINE_ID_BYTES];
                    settings.random().nextBytes(id);
                    var line = new LineLog(HexFormat.of().formatHex(id), 0);
                    // Without a line there is no typing, so heads alone name the text.
                    line.note(new Version(state.now().heads(), 0), 0);
                    state.line(line);
                    return line;
                });
    }

    /**
     * Typing: nothing native is needed.
     *
     * @param change of the text as it is now
     * @param tab which tab made it, with its own number; empty and 0 for none
     */
    CompletableFuture<PageView> type(
            PageState state, TextChange change, Optional<String> tab, long number) {
        return type(state, change, tab, number, Beside.NOTHING);
    }

    /** The same, with values that are stored in the same transaction. */
    CompletableFuture<PageView> type(
            PageState state, TextChange change, Optional<String> tab, long number, Beside beside) {
        PageNow before = state.now();
        LineLog line = line(state);
        Instant at = now();
        String text = change.apply(before.text());
        state.touch();
        line.append(
                new Lines.LineUpdate(tab, number, change, author()), change.invert(before.text()));
        var row =
                new JournalRow(
                        line.line(),
                        line.latest(),
                        tab,
                        number,
                        author(),
                        at,
                        before.heads(),
                        false,
                        change);
        state.typed(before.typed(text, at, author()), change);
        return commits.submit(state, new PageUpdate.Typed(state.now().row(), row), beside);
    }

    /** Makes a change of what is pending and of {@code edits}, which do not touch the text. */
    CompletableFuture<PageView> edit(PageState state, List<Edit> edits) {
        return edit(state, TextChange.unchanged(state.now().text().length()), edits);
    }

    /**
     * Makes a change of what is pending, of the text and of {@code edits}: all of it or nothing.
     *
     * @param text change of the text as it is now
     * @param edits which do not touch the text
     */
    CompletableFuture<PageView> edit(PageState state, TextChange text, List<Edit> edits) {
        return edit(state, text, edits, Beside.NOTHING);
    }

    /** The same, with values that are stored in the same transaction. */
    CompletableFuture<PageView> edit(
            PageState state, TextChange text, List<Edit> edits, Beside beside) {
        PageDocument document = documents.document(state);
        var all = new ArrayList<Edit>();
        state.pending().map(Edit.Text::new).ifPresent(all::add);
        if (!text.isEmpty()) {
            all.add(new Edit.Text(text));
        }
        all.addAll(edits);
        PageNow before = state.now();
        String expected = text.apply(before.text());
        boolean typed = state.pending().isPresent();
        state.touch();
        List<Change> made = made(state, document, all);
        if (typed && made.isEmpty() && document.content().deleted()) {
            // Typed and taken back on a deleted page: that still was an edit.
            made = made(state, document, List.of(new Edit.Restore()));
        }
        if (!document.text().equals(expected)) {
            throw new StorageException(
                    ("The page “%s” could not be brought together with its history, so this edit"
                                    + " was not saved. Everything saved before is safe; try again.")
                            .formatted(state.now().title()));
        }
        if (made.isEmpty() && !typed) {
            return commits.unchanged(state, beside);
        }
        Instant at = edits.isEmpty() ? before.changedAt() : now();
        ChangeGraph graph = documents.graph(state);
        made.forEach(change -> graph.add(change, true));
        PeerId by = made.isEmpty() ? before.changedBy() : author();
        state.merged(before.merged(document.content(), document.heads(), at, by));
        return changed(state, made, at, foldedStep(state, before, text, author()), beside);
    }

    /** The page as it is. */
    CompletableFuture<PageView> unchanged(PageState state, Beside beside) {
        return commits.unchanged(state, beside);
    }

    private static List<Change> made(PageState state, PageDocument document, List<Edit> edits) {
        try {
            return document.edit(edits);
        } catch (PageDocumentException e) {
            LOG.warn("Page {} is read anew: its document failed", state.page, e);
            throw new StorageException(
                    "The page “%s” could not be edited. Everything saved before is safe; try again."
                            .formatted(state.now().title()),
                    e);
        }
    }

    private CompletableFuture<PageView> changed(
            PageState state,
            List<Change> made,
            Instant at,
            Optional<JournalRow> step,
            Beside beside) {
        List<ChangeRow> rows = made.stream().map(change -> ChangeRow.own(change, at)).toList();
        return commits.submit(
                state, changed(state, rows, Set.of(), Set.of(), Vouched.NOTHING, step), beside);
    }

    /** The page as it is now, for the disk. */
    PageUpdate.Changed changed(
            PageState state,
            List<ChangeRow> changes,
            Set<ChangeHash> accepted,
            Set<ChangeHash> rejected,
            Vouched vouched,
            Optional<JournalRow> step) {
        PageNow now = state.now();
        return new PageUpdate.Changed(
                now.row(),
                Packing.pack(now.text()),
                now.aliases(),
                textAliases(now.text()),
                now.files(),
                changes,
                accepted,
                rejected,
                vouched,
                step,
                now());
    }

    private static Set<TitleKey> textAliases(String text) {
        return PageAnalysis.aliasesOf(text).stream()
                .limit(TEXT_ALIASES_MAX)
                .map(TitleKey::of)
                .filter(key -> !key.value().isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What is in a change already, as a step of the page's line, if it has one: mostly what came
     * from elsewhere.
     */
    Optional<JournalRow> foldedStep(PageState state, PageNow before, TextChange change, PeerId by) {
        if (state.line().isEmpty() || change.isEmpty()) {
            return Optional.empty();
        }
        LineLog line = line(state);
        state.touch();
        line.append(
                new Lines.LineUpdate(Optional.empty(), 0, change, by),
                change.invert(before.text()));
        return Optional.of(
                new JournalRow(
                        line.line(),
                        line.latest(),
                        Optional.empty(),
                        0,
                        by,
                        now(),
                        before.heads(),
                        true,
                        change));
    }

    /** Makes a change of what is pending. */
    CompletableFuture<?> fold(PageState state) {
        return state.pending().isPresent() ? edit(state, List.of()) : state.lastWrite();
    }

    /** A page of which nothing is accepted yet begins; nothing native is needed. */
    CompletableFuture<PageView> create(PageState state, NewPage page, Beside beside) {
        Instant at = now();
        Title title = page.title();
        List<Change> made = documents.begin(state, title, page.files(), page.text(), page.marks());
        var marks = new HashMap<String, String>();
        page.marks().forEach(mark -> marks.put(mark.id(), mark.value()));
        var content =
                new PageContent(
                        Optional.of(title),
                        page.text(),
                        Map.of(title.key(), title.value()),
                        page.files(),
                        marks,
                        false);
        Heads heads = Heads.of(List.of(made.getLast().hash()));
        state.merged(state.now().merged(content, heads, at, author()));
        return changed(state, made, at, Optional.empty(), beside);
    }
}
