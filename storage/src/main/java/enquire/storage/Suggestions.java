package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import enquire.storage.Forks.Outvoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Edits that left a page, or never entered it, because somebody made two changes of one number
 * (decision 0009), and what this node wrote and nobody takes, because it was no writer any more and
 * had not heard of it. Nothing of them is lost: they can be taken over as edits of this node, or
 * dismissed, and offered again. What this node itself wrote on top of such changes is taken over at
 * once. Only what they did to the text is offered. Thread-safe.
 */
public final class Suggestions {

    /** Of one page. A guess at more than anybody wants to look through; the others come after. */
    public static final int SUGGESTIONS_MAX = 100;

    /** The same of pages. */
    public static final int PAGES_MAX = 100;

    /** Names of values: what was taken over or dismissed, by page and last change. */
    private static final String SETTLED = "settled-suggestion/";

    /** The same: pages on which own work was taken over once. */
    private static final String TAKEN_OVER = "own-taken-over/";

    private static final Logger LOG = LoggerFactory.getLogger(Suggestions.class);

    private final PeerId self;
    private final AcceptanceRule rule;
    private final Forks forks;
    private final OwnTakenOut takenOut;
    private final Records records;
    private final Writing writing;
    private final Loading loading;
    private final SuggestedEdits ofReaders;
    private final SuggestedInstead instead;
    private final OneAtATime oneAtATime = new OneAtATime();

    /** How often something was decided about a page, of pages where anything was. */
    private final Map<PageId, Long> decisions = new ConcurrentHashMap<>();

    private final CountedOffers counted = new CountedOffers();

    Suggestions(
            RepositorySettings settings,
            Forks forks,
            Records records,
            Writing writing,
            Loading loading,
            SuggestedEdits ofReaders) {
        this.self = settings.author();
        this.rule = settings.rule();
        this.forks = forks;
        this.takenOut = new OwnTakenOut(records);
        this.records = records;
        this.writing = writing;
        this.loading = loading;
        this.ofReaders = ofReaders;
        this.instead = new SuggestedInstead(records, ofReaders);
    }

    /** What somebody decided about a suggestion, on this computer. */
    public enum Decision {
        TAKEN,
        DISMISSED;

        private Bytes stored() {
            return Bytes.of(new byte[] {(byte) ordinal()});
        }

        /** Of what an earlier build noted without saying which: it may be offered again. */
        private static Decision of(Bytes stored) {
            return stored.equals(TAKEN.stored()) ? TAKEN : DISMISSED;
        }
    }

    /**
     * What is offered for one page.
     *
     * @param authors of each suggestion
     * @param byReaders how many of them readers suggest
     * @param own how many this node suggests that wait for a writer
     * @param dismissed how many are not offered any more, and can be again
     */
    public record Offer(List<PeerId> authors, int byReaders, int own, int dismissed) {

        static final Offer NOTHING = new Offer(List.of(), 0, 0, 0);
    }

    /** Pages for which there are suggestions, by their ids. */
    public List<PageId> pages() {
        var pages = new TreeSet<>(forks.pages());
        pages.addAll(takenOut.pages());
        pages.addAll(ofReaders.pages());
        return pages.stream()
                .filter(page -> !offer(page).authors().isEmpty())
                .limit(PAGES_MAX)
                .toList();
    }

    /** A look into memory for nearly every page: it is asked whenever a page is read. */
    public Offer offer(PageId page) {
        if (!mayHave(page)) {
            return Offer.NOTHING;
        }
        long decided = decisions.getOrDefault(page, 0L);
        long suggested = ofReaders.changes();
        Optional<PageView> now = loading.view(page);
        if (now.isEmpty()) {
            return Offer.NOTHING;
        }
        PageView view = now.get();
        var stand =
                new CountedOffers.Stand(
                        view.version(), view.sequence(), decided, suggested, rule.mayWrite());
        Optional<Offer> known = counted.known(page, stand);
        if (known.isPresent()) {
            return known.get();
        }
        List<Suggestion> offered = of(page);
        var offer =
                new Offer(
                        offered.stream().map(Suggestion::author).toList(),
                        (int) offered.stream().filter(Suggestion::byReader).count(),
                        (int)
                                ofReaders.ownWaiting().stream()
                                        .filter(each -> each.page().equals(page))
                                        .count(),
                        dismissed(page).size());
        counted.keep(page, stand, offer);
        return offer;
    }

    private boolean mayHave(PageId page) {
        return forks.mayBeForked(page)
                || takenOut.pages().contains(page)
                || ofReaders.pages().contains(page);
    }

    /** What readers suggest, here and elsewhere. */
    public SuggestedEdits ofReaders() {
        return ofReaders;
    }

    /** What this node suggests of its edits that were left out. */
    public SuggestedInstead instead() {
        return instead;
    }

    Set<PageId> takenOutPages() {
        return takenOut.pages();
    }

    Outvoted leftOut(PageId page) {
        return forks.outvotedChanges(page, takenOut.of(page));
    }

    /**
     * Notes that these changes of this node are about to leave a page, since it may not write any
     * more: they are offered from then on. Durable when this returns.
     */
    void takeOut(PageId page, Collection<Change> own) {
        if (takenOut.add(page, own)) {
            decisions.merge(page, 1L, Long::sum);
        }
    }

    /**
     * Of these changes, those that nobody has decided about on this computer: what was taken over
     * would stand in the page twice if it came back.
     */
    Set<ChangeHash> undecided(PageId page) {
        var undecided = new HashSet<>(takenOut.of(page));
        Map<String, Bytes> settled = records.values(prefix(page));
        if (!undecided.isEmpty() && !(settled.isEmpty() && instead.isEmpty())) {
            OutvotedRun.of(leftOut(page)).stream()
                    .filter(run ->
                            settled.containsKey(name(page, run.last().hash()))
                                    || instead.has(page, run.last().hash()))
                    .forEach(run -> undecided.removeAll(run.own()));
        }
        return undecided;
    }

    /** All changes of this node that ever left the page like that. */
    Set<ChangeHash> takenOut(PageId page) {
        return takenOut.of(page);
    }

    /** Those that came last first; none for a page that is not there. */
    public List<Suggestion> of(PageId page) {
        return suggestions(page, Optional::isEmpty);
    }

    /** What was dismissed on this computer, and can be offered again. */
    public List<Suggestion> dismissed(PageId page) {
        return suggestions(page, Optional.of(Decision.DISMISSED)::equals);
    }

    /** What was decided about it on this computer. */
    public Optional<Decision> decision(PageId page, ChangeHash id) {
        String name = name(page, id);
        return Optional.ofNullable(records.values(name).get(name)).map(Decision::of);
    }

    private List<Suggestion> suggestions(PageId page, Predicate<Optional<Decision>> wanted) {
        Optional<PageView> now = loading.view(page);
        if (now.isEmpty() || !mayHave(page)) {
            return List.of();
        }
        Map<String, Bytes> settled = records.values(prefix(page));
        var suggestions = new ArrayList<Suggestion>();
        for (OutvotedRun run : OutvotedRun.of(leftOut(page))) {
            ChangeHash id = run.last().hash();
            if (instead.has(page, id)) {
                continue; // Shown among what this node suggests.
            }
            Optional<Decision> decision =
                    Optional.ofNullable(settled.get(name(page, id))).map(Decision::of);
            if (suggestions.size() < SUGGESTIONS_MAX && wanted.test(decision)) {
                TextChange change = OutvotedRun.onto(run.read(), now.get().text());
                if (!change.isEmpty()) {
                    PeerId author = run.last().actor().author();
                    suggestions.add(
                            new Suggestion(id, author, run.because(), now.get(), change, false));
                }
            }
        }
        if (rule.mayWrite()) {
            suggestions.addAll(
                    ofReaders.suggestions(
                            now.get(),
                            id ->
                                    wanted.test(
                                            Optional.ofNullable(settled.get(name(page, id)))
                                                    .map(Decision::of))));
        }
        return suggestions;
    }

    /**
     * Makes an edit of this node of it; durable when this returns. Not of what a reader suggests:
     * that is adopted, so that it stays his.
     *
     * @throws NoSuchSuggestionException if it is not offered any more; nothing was changed
     */
    public PageView accept(PageId page, ChangeHash id) {
        return oneAtATime.decide(
                name(page, id),
                () -> {
                    Suggestion suggestion = among(of(page), id);
                    if (suggestion.byReader()) {
                        throw new NoSuchSuggestionException();
                    }
                    PageView written =
                            writing.write(
                                    page,
                                    suggestion.page().version(),
                                    suggestion.text(),
                                    Beside.NOTHING);
                    // Afterwards: a crash in between offers it again, the other way round it would
                    // be lost.
                    note(page, id, Optional.of(Decision.TAKEN));
                    return written;
                });
    }

    /** Whether it is one that this node wrote, had to take out, and can suggest. */
    public boolean isOwn(Suggestion suggestion) {
        return !suggestion.byReader()
                && takenOut.of(suggestion.page().page()).contains(suggestion.id());
    }

    /**
     * Suggests what this node wrote and had to take out; it is offered again if that is withdrawn.
     * Durable when this returns.
     *
     * @param making makes a suggestion of it, and says which
     * @throws NoSuchSuggestionException if it is not offered any more, or no own one; nothing was
     *     changed
     */
    public ChangeHash suggest(PageId page, ChangeHash id, Function<Suggestion, ChangeHash> making) {
        return oneAtATime.decide(
                name(page, id),
                () -> {
                    Suggestion suggestion = among(of(page), id);
                    if (!isOwn(suggestion)) {
                        throw new NoSuchSuggestionException();
                    }
                    // First: after a crash in between it is shown twice, and not never.
                    ChangeHash made = making.apply(suggestion);
                    instead.add(page, OutvotedRun.ending(leftOut(page), id), made);
                    decisions.merge(page, 1L, Long::sum);
                    return made;
                });
    }

    /**
     * It is not offered again until somebody wants it; its changes stay as proof. Durable when this
     * returns.
     *
     * @throws NoSuchSuggestionException if it is not offered any more; nothing was changed
     */
    public void dismiss(PageId page, ChangeHash id) {
        oneAtATime.decide(
                name(page, id),
                () -> {
                    Suggestion suggestion = among(of(page), id);
                    note(page, id, Optional.of(Decision.DISMISSED));
                    return suggestion;
                });
    }

    /**
     * Takes a dismissal back; durable when this returns.
     *
     * @throws NoSuchSuggestionException if it is not dismissed; nothing was changed
     */
    public void offerAgain(PageId page, ChangeHash id) {
        oneAtATime.decide(
                name(page, id),
                () -> {
                    Suggestion suggestion = among(dismissed(page), id);
                    note(page, id, Optional.empty());
                    return suggestion;
                });
    }

    private static Suggestion among(List<Suggestion> suggestions, ChangeHash id) {
        return suggestions.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(NoSuchSuggestionException::new);
    }

    private void note(PageId page, ChangeHash id, Optional<Decision> decision) {
        records.values(Map.of(name(page, id), decision.map(Decision::stored)));
        decisions.merge(page, 1L, Long::sum);
    }

    /**
     * Takes over what this node wrote itself on top of changes that have left the page. Not what an
     * actor wrote that made two changes of one number: that is this node's key, in other hands. And
     * only once on a page: if votes that come late turn the choice around, the first version of it
     * is back, and a second one would double it. Then it is offered like everything else.
     */
    void takeOverOwn(PageId page) {
        if (!rule.mayWrite()) {
            return;
        }
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
        } catch (StorageException | NoSuchSuggestionException | PageTooLargeException e) {
            // What came with it is in the page all the same, whoever gave that.
            LOG.warn("Own edits of page {} are offered as suggestions: {}", page, e.getMessage());
        }
    }

    private static String prefix(PageId page) {
        return SETTLED + page + "/";
    }

    private static String name(PageId page, ChangeHash id) {
        return prefix(page) + id.value().toHex();
    }
}
