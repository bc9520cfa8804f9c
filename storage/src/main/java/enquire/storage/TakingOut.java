package enquire.storage;

import enquire.editor.page.Blanks;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.NamesAndSummaries;
import enquire.editor.page.Occurrences;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.WordsNotTakenOutException.Reason;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.PageTable;
import enquire.storage.database.PageUpdate;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes words out of the past of a page for good (decision 0052): finds the changes that made them
 * up, and puts what is left of changes in their places once somebody who may has said so. The
 * changes keep their hashes, so nothing else of the page is touched. Thread-safe.
 */
public final class TakingOut {

    /**
     * What is to be taken out of one change.
     *
     * @param blanks with what was taken out of it before
     * @param proof of what is left then
     */
    public record Named(ChangeHash change, Blanks blanks, ChangeHash proof) {}

    /** How often somebody may write the words again while they are taken out. (A guess.) */
    private static final int ROUNDS_MAX = 16;

    private static final Logger LOG = LoggerFactory.getLogger(TakingOut.class);

    private final AcceptanceRule rule;
    private final WikiDatabase database;
    private final Records records;
    private final Pages pages;
    private final Rebuilding rebuilding;
    private final Scrubbing scrubbing;

    /** Where words stand that were taken out, in which version: they are not deleted here yet. */
    private final Map<PageId, Heads> standing = new ConcurrentHashMap<>();

    /** What was taken out in this run, as it was written; for copies in memory. */
    private final Map<PageId, List<String>> gone = new ConcurrentHashMap<>();

    TakingOut(
            WikiDatabase database,
            Writer writer,
            Records records,
            Pages pages,
            Rebuilding rebuilding,
            PastFolder pasts) {
        this.rule = rebuilding.rule();
        this.database = database;
        this.records = records;
        this.pages = pages;
        this.rebuilding = rebuilding;
        this.scrubbing = new Scrubbing(database, writer, pasts);
    }

    public Scrubbing scrubbing() {
        return scrubbing;
    }

    /**
     * How often words stand in the text now, and in how many changes parts of them were written.
     *
     * @throws WordsNotTakenOutException if they cannot be taken out
     * @throws NoSuchPageException if there is no such page
     */
    public Found find(PageId page, String words) {
        Commits.await(pages.lend(page, rebuilding::fold));
        Look look = database.read(handle -> Look.at(handle, page));
        String text = pages.lend(page, state -> existing(state).now().text());
        int now = 0;
        for (String each : Occurrences.spellings(words)) {
            for (int at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) {
                now++;
            }
        }
        List<Named> named = named(page, look, words);
        return new Found(now, named, look.lines(words), look.names(words));
    }

    /**
     * @param now how often they stand in the text
     * @param named changes in which parts of them were written; may be none
     * @param lines how many describe an edit or name a version by them, and go as a whole
     * @param names what says them, too, and goes on saying them
     */
    public record Found(int now, List<Named> named, int lines, Set<NamesAndSummaries.Name> names) {

        public Found {
            named = List.copyOf(named);
        }

        public int changes() {
            return named.size();
        }
    }

    /**
     * Takes words out of the text, as an ordinary edit, and tells in which changes they were. What
     * stands in the text and once was a part of them is typed anew in the same edit. Durable when
     * this returns; nothing is taken out of the past by it.
     *
     * @return none if they never stood in the text
     * @throws WordsNotTakenOutException if they cannot be taken out
     * @throws NotAWriterException if this node may not write
     * @throws NoSuchPageException if there is no such page
     */
    public List<Named> delete(PageId page, String words) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Commits.await(pages.lend(page, rebuilding::fold));
            Optional<CompletableFuture<?>> edit =
                    pages.lend(page, state -> deleteOnce(existing(state), words));
            if (edit.isEmpty()) {
                return named(page, database.read(handle -> Look.at(handle, page)), words);
            }
            Commits.await(edit.get());
        }
        throw new WordsNotTakenOutException(Reason.WRITTEN_AGAIN);
    }

    /**
     * Takes what is to go out of the text, if it stands there, as an ordinary edit: whoever said
     * that it is to go may write no more, and his edit that deletes it is in no page. Durable when
     * this returns.
     *
     * @throws NotAWriterException if this node may not write
     */
    public void deleteStanding(PageId page, Map<ChangeHash, Blanks> blanks) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Commits.await(pages.lend(page, rebuilding::fold));
            Look look = database.read(handle -> Look.at(handle, page));
            if (Occurrences.standing(look.accepted(), blanks).isEmpty()) {
                return; // All changes were read for it: nobody who types waits for that.
            }
            Optional<CompletableFuture<?>> edit =
                    pages.lend(page, state -> deleteStandingOnce(state, blanks));
            if (edit.isEmpty()) {
                return;
            }
            Commits.await(edit.get());
        }
    }

    private Optional<CompletableFuture<?>> deleteStandingOnce(
            PageState state, Map<ChangeHash, Blanks> blanks) {
        Commits.await(state.lastWrite());
        if (!state.now().exists()) {
            return Optional.empty();
        }
        if (state.pending().isPresent()) {
            return Optional.of(rebuilding.fold(state));
        }
        Look look = database.read(handle -> Look.at(handle, state.page));
        List<TextChange.Replacement> gone =
                Occurrences.standing(look.accepted(), blanks).stream()
                        .map(each -> new TextChange.Replacement(each.from(), each.to(), ""))
                        .toList();
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        rebuilding.edit(state, TextChange.of(state.now().text().length(), gone)));
    }

    private static PageState existing(PageState state) {
        if (!state.now().exists()) {
            throw new NoSuchPageException(state.page);
        }
        return state;
    }

    /** Empty if there is nothing to delete. */
    private Optional<CompletableFuture<?>> deleteOnce(PageState state, String words) {
        Commits.await(state.lastWrite());
        if (state.pending().isPresent()) {
            return Optional.of(rebuilding.fold(state));
        }
        Look look = database.read(handle -> Look.at(handle, state.page));
        List<Blanks.Range> stretches = look.occurrences(words).standing();
        if (stretches.isEmpty()) {
            return Optional.empty();
        }
        String text = state.now().text();
        BitSet whole = whole(text, words);
        var replacements = new ArrayList<TextChange.Replacement>();
        for (Blanks.Range stretch : stretches) {
            var again = new StringBuilder();
            for (int at = stretch.from(); at < stretch.to(); at++) {
                if (!whole.get(at)) {
                    again.append(text.charAt(at));
                }
            }
            replacements.add(
                    new TextChange.Replacement(stretch.from(), stretch.to(), again.toString()));
        }
        return Optional.of(rebuilding.edit(state, TextChange.of(text.length(), replacements)));
    }

    private static BitSet whole(String text, String words) {
        var whole = new BitSet();
        for (String each : Occurrences.spellings(words)) {
            for (int at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) {
                whole.set(at, at + each.length());
            }
        }
        return whole;
    }

    private List<Named> named(PageId page, Look look, String words) {
        Map<ChangeHash, TakenOut> before = rule.takenOut(page);
        Map<ChangeHash, Blanks> blanks = look.saying(words);
        var named = new ArrayList<Named>();
        for (Change change : look.all()) {
            Blanks fresh = blanks.get(change.hash());
            if (fresh != null) {
                Blanks with =
                        Optional.ofNullable(before.get(change.hash()))
                                .map(out -> out.blanks().and(fresh))
                                .orElse(fresh);
                named.add(new Named(change.hash(), with, change.blanked(with).proof()));
            }
        }
        return named;
    }

    /**
     * What is left of changes that are held here, to be named anew, together: as those named them
     * whose word counts; of a change whose records count no more, what is gone here already and
     * nothing beyond, whatever else was named by whom.
     *
     * @param blanks by change
     * @return of those that are held, and whose characters are to go, or are gone
     */
    public List<Named> held(PageId page, Map<ChangeHash, Blanks> blanks) {
        var held = new ArrayList<Named>();
        Set<ChangeHash> counting = rule.takenOut(page).keySet();
        blanks.forEach((hash, each) ->
                database.read(handle -> ChangeTable.change(handle, page, hash))
                        .filter(change -> counting.contains(hash) || change.isBlanked())
                        .map(change ->
                                named(change, counting.contains(hash) ? each : change.gone(each)))
                        .filter(named -> !named.blanks().isEmpty())
                        .ifPresent(held::add));
        return held;
    }

    private static Named named(Change change, Blanks blanks) {
        return new Named(change.hash(), blanks, change.blanked(blanks).proof());
    }

    /**
     * Puts what is left in the place of all changes of a page that are named now. While a character
     * that is to go stands in the text, because its deletion has not come yet, nothing is done:
     * tabs and programs hold that very version. It is done when that changes. Durable when this
     * returns, but for what {@link Scrubbing} does afterwards.
     *
     * @return completes when no byte of it is left in the database
     */
    public CompletableFuture<Void> takeOut(PageId page) {
        Map<ChangeHash, TakenOut> named = rule.takenOut(page);
        if (named.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        boolean suggested = BlankedSuggestions.blank(database, records, page, named);
        Optional<CompletableFuture<?>> write = pages.lend(page, state -> takeOut(state, named));
        if (write.isPresent()) {
            Commits.await(write.get());
            pages.forget(page);
            scrubbing.forget(page);
            LOG.info("Page {}: words were taken out of its past for good", page);
        }
        return write.isPresent() || suggested ? scrubbing.taken() : scrubbing.clean();
    }

    /**
     * Looks again at pages in which words stood that are to go, and which have changed since; one
     * that cannot be read holds up no other.
     *
     * @return of which it failed, and at which this might not look again
     */
    public Set<PageId> makeUp() {
        var failed = new HashSet<PageId>();
        standing.forEach((page, heads) -> {
            try {
                makeUp(page, heads);
            } catch (RuntimeException e) { // Of whatever kind: the rows are as they are.
                LOG.warn("Something is to be taken out of page {} still", page, e);
                failed.add(page);
            }
        });
        return failed;
    }

    private void makeUp(PageId page, Heads heads) {
        boolean same =
                database.read(handle -> PageTable.row(handle, page))
                        .filter(row -> row.heads().equals(heads))
                        .isPresent();
        if (!same) {
            takeOut(page);
        }
    }

    /** Whether words that are to go stand in the page's text here. */
    public boolean isWaiting(PageId page) {
        return standing.containsKey(page);
    }

    /** Whether somebody who may has said that something is to go from the page's past. */
    public boolean isRedacted(PageId page) {
        return !rule.takenOut(page).isEmpty();
    }

    private Optional<CompletableFuture<?>> takeOut(
            PageState state, Map<ChangeHash, TakenOut> named) {
        rebuilding.fold(state);
        // What is judged is what can be read back; the writer takes no page's lock.
        Commits.await(state.lastWrite());
        List<Change> left = database.read(handle -> left(handle, state.page, named));
        if (left.isEmpty()) {
            standing.remove(state.page);
            return Optional.empty();
        }
        var blanks = new HashMap<ChangeHash, Blanks>();
        left.forEach(change -> blanks.put(change.hash(), named.get(change.hash()).blanks()));
        List<Change> accepted =
                ChangeGraph.ordered(
                        database.read(handle -> ChangeTable.changes(handle, state.page, true)));
        if (!Occurrences.standing(accepted, blanks).isEmpty()) {
            standing.put(state.page, state.now().heads());
            return Optional.empty();
        }
        standing.remove(state.page);
        List<String> pieces = Occurrences.pieces(accepted, blanks);
        // Before it is on disk: whoever stores a copy of the text after that asks for it first.
        gone.merge(state.page, pieces, TakingOut::both);
        return Optional.of(
                rebuilding.blanked(state, new PageUpdate.Blanked(state.page, left, pieces)));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /**
     * A text of a page as it may be stored beside it: with marks in the place of the words that
     * were taken out here since the start. (What was stored before lost them then.)
     */
    public String left(PageId page, String text) {
        return Blanks.left(text, gone.getOrDefault(page, List.of()));
    }

    /** Of those that are held and still hold what is to go. */
    private static List<Change> left(Handle handle, PageId page, Map<ChangeHash, TakenOut> named) {
        var left = new ArrayList<Change>();
        named.forEach((hash, out) ->
                ChangeTable.change(handle, page, hash)
                        .flatMap(change -> TakenOut.left(change, out))
                        .ifPresent(left::add));
        return left;
    }
}
