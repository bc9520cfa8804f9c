package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.TextReplay;
import enquire.editor.text.TextChange;
import enquire.storage.Forks.Outvoted;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Edits that left a page, or never entered it, because somebody made two changes of one number
 * (decision 0009). Nothing of them is lost: they can be taken over as edits of this node, or
 * dismissed. What this node itself wrote on top of such changes is taken over at once. Only what
 * they did to the text is offered. Thread-safe.
 */
public final class Suggestions {

    /** Of one page. A guess at more than anybody wants to look through; the others come after. */
    public static final int SUGGESTIONS_MAX = 100;

    /** Names of values: what was taken over or dismissed, by page and last change. */
    private static final String SETTLED = "settled-suggestion/";

    /** The same: pages on which own work was taken over once. */
    private static final String TAKEN_OVER = "own-taken-over/";

    private static final Logger LOG = LoggerFactory.getLogger(Suggestions.class);

    private final PeerId self;
    private final WikiDatabase database;
    private final Forks forks;
    private final Records records;
    private final Writing writing;
    private final Loading loading;

    Suggestions(
            PeerId self,
            WikiDatabase database,
            Forks forks,
            Records records,
            Writing writing,
            Loading loading) {
        this.self = self;
        this.database = database;
        this.forks = forks;
        this.records = records;
        this.writing = writing;
        this.loading = loading;
    }

    /**
     * What somebody wrote and the page does not hold.
     *
     * @param id of its last change: when the author goes on, it is another suggestion
     * @param author who wrote it
     * @param page the page as it is
     * @param change what the edits would make of the page's text now
     */
    public record Suggestion(ChangeHash id, PeerId author, PageView page, TextChange change) {

        public String text() {
            return change.apply(page.text());
        }
    }

    /** Pages for which there may be suggestions. */
    public List<PageId> pages() {
        return database.read(ChangeTable::forked).stream()
                .filter(page -> !of(page).isEmpty())
                .toList();
    }

    /** In the order of their ids; none for a page that is not there. */
    public List<Suggestion> of(PageId page) {
        Optional<PageView> now = loading.view(page);
        if (now.isEmpty()) {
            return List.of();
        }
        Set<String> settled = records.values(prefix(page)).keySet();
        var suggestions = new ArrayList<Suggestion>();
        runs(forks.outvotedChanges(page))
                .forEach((last, run) -> {
                    if (suggestions.size() < SUGGESTIONS_MAX
                            && !settled.contains(prefix(page) + last.hash().value().toHex())) {
                        TextChange change = onto(run.read(), now.get().text());
                        if (!change.isEmpty()) {
                            suggestions.add(
                                    new Suggestion(
                                            last.hash(), last.actor().author(), now.get(), change));
                        }
                    }
                });
        return suggestions;
    }

    /**
     * Makes an edit of this node of it; durable when this returns.
     *
     * @throws StorageException if there is no such suggestion any more; nothing was changed
     */
    public PageView accept(PageId page, ChangeHash id) {
        Suggestion suggestion =
                of(page).stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                new StorageException(
                                        "This suggestion is not there any more: somebody took it"
                                                + " over or dismissed it. Nothing was changed.",
                                        new IllegalArgumentException(id.toString())));
        PageView written = writing.write(page, suggestion.page().version(), suggestion.text());
        // Afterwards: a crash in between offers it again, the other way round it would be lost.
        dismiss(page, id);
        return written;
    }

    /** It is not offered again; its changes stay as proof. Durable when this returns. */
    public void dismiss(PageId page, ChangeHash id) {
        records.values(Map.of(prefix(page) + id.value().toHex(), Optional.of(Bytes.EMPTY)));
    }

    /**
     * Takes over what this node wrote itself on top of changes that have left the page. Not what an
     * actor wrote that made two changes of one number: that is this node's key, in other hands. And
     * only once on a page: if votes that come late turn the choice around, the first version of it
     * is back, and a second one would double it. Then it is offered like everything else.
     */
    void takeOverOwn(PageId page) {
        try {
            Outvoted outvoted = forks.outvotedChanges(page);
            Set<ActorId> forked = outvoted.forkedActors();
            List<Suggestion> own =
                    of(page).stream()
                            .filter(each -> each.author().equals(self))
                            .filter(each ->
                                    !forked.contains(outvoted.changes().get(each.id()).actor()))
                            .toList();
            String once = TAKEN_OVER + page;
            if (own.isEmpty() || !records.values(once).isEmpty()) {
                return;
            }
            // First: a crash in between leaves them as suggestions.
            records.values(Map.of(once, Optional.of(Bytes.EMPTY)));
            own.forEach(each -> accept(page, each.id()));
        } catch (StorageException e) {
            LOG.warn("Own edits of page {} are offered as suggestions: {}", page, e.getMessage());
        }
    }

    /**
     * Changes of one actor, each on top of the one before.
     *
     * @param ancestors of the last one, itself included, each after those it depends on
     */
    private record Run(List<Change> ancestors, Set<ChangeHash> own) {

        TextReplay.Part read() {
            return TextReplay.part(ancestors, own);
        }
    }

    /** By their last change. */
    private static Map<Change, Run> runs(Outvoted outvoted) {
        var runs = new LinkedHashMap<Change, Run>();
        var covered = new HashSet<ChangeHash>();
        // From the last one back: what precedes it of the same actor is part of the same run.
        for (Change change : outvoted.outvoted().reversed()) {
            if (covered.contains(change.hash())) {
                continue;
            }
            List<Change> ancestors = outvoted.ancestors(change);
            var own = new HashSet<ChangeHash>();
            for (Change each : ancestors) {
                if (each.actor().equals(change.actor()) && outvoted.isOutvoted(each.hash())) {
                    own.add(each.hash());
                }
            }
            covered.addAll(own);
            runs.put(change, new Run(ancestors, own));
        }
        return runs;
    }

    private static TextChange onto(TextReplay.Part part, String now) {
        return part.change().mapOver(TextChange.between(part.before(), now), false);
    }

    private static String prefix(PageId page) {
        return SETTLED + page + "/";
    }
}
