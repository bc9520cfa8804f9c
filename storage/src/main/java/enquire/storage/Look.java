package enquire.storage;

import enquire.editor.page.Blanks;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.NamesAndSummaries;
import enquire.editor.page.Occurrences;
import enquire.editor.page.PageId;
import enquire.storage.WordsNotTakenOutException.Reason;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.SuggestedTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * A look through all changes of a page for words.
 *
 * @param accepted each after those it depends on
 * @param others what waits, and what is suggested
 */
record Look(List<Change> accepted, List<Change> others) {

    static Look at(Handle handle, PageId page) {
        // What waits was not screened: what no page can have must not keep words in one.
        List<Change> others =
                Stream.concat(
                                ChangeTable.changes(handle, page, false).stream(),
                                SuggestedTable.changes(handle, page).stream())
                        .filter(Look::canLoseWords)
                        .toList();
        return new Look(ChangeGraph.ordered(ChangeTable.changes(handle, page, true)), others);
    }

    private static boolean canLoseWords(Change change) {
        return change.chunkBytesMax().orElse(Integer.MAX_VALUE) <= Change.CHUNK_BYTES_MAX;
    }

    List<Change> all() {
        return Stream.concat(accepted.stream(), others.stream()).toList();
    }

    /** In the text. */
    Occurrences occurrences(String words) {
        return Occurrences.of(accepted, Occurrences.spellings(words))
                .orElseThrow(() -> new WordsNotTakenOutException(Reason.PAGE_TOO_LONG));
    }

    /** The operations that wrote parts of them, or say them beside the text. */
    Map<ChangeHash, Blanks> saying(String words) {
        List<String> spellings = Occurrences.spellings(words);
        var saying = new HashMap<>(occurrences(words).blanks());
        for (Change change : all()) {
            add(saying, change, NamesAndSummaries.saying(change, spellings));
        }
        for (Change change : others) {
            spellings.forEach(each -> add(saying, change, Occurrences.alone(change, each)));
        }
        return saying;
    }

    private static void add(Map<ChangeHash, Blanks> saying, Change change, Blanks more) {
        if (!more.isEmpty()) {
            saying.merge(change.hash(), more, Blanks::and);
        }
    }

    /** How many describe an edit or name a version by them. */
    int lines(String words) {
        List<String> spellings = Occurrences.spellings(words);
        return all().stream()
                .mapToInt(change -> NamesAndSummaries.saying(change, spellings).count())
                .sum();
    }

    /** What else says them, beside the text. */
    Set<NamesAndSummaries.Name> names(String words) {
        return NamesAndSummaries.names(all(), Occurrences.spellings(words));
    }
}
