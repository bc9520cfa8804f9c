package enquire.storage;

import static java.util.stream.Collectors.toSet;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import enquire.storage.SuggestedEdit.Named;
import enquire.storage.SuggestionRefusedException.Reason;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.SuggestedTable;
import enquire.storage.database.SuggestedTable.Row;
import enquire.storage.database.WikiDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Edits that readers suggest (decision 0037): own ones, and those of others, which wait here for a
 * writer and for whoever has not heard of them. They are beside the pages: no part of an index, a
 * fingerprint or a graph. Durable when kept, bounded for each author. Thread-safe.
 */
public final class SuggestedEdits {

    /** Of one author that wait: more than anybody looks through. (A guess.) */
    public static final int OF_AUTHOR_MAX = 64;

    /** Bytes of the same: sixteen of the largest own ones. (Arithmetic.) */
    public static final long OF_AUTHOR_BYTES_MAX = 4L << 20;

    /** Of one, in bytes: 20,000 operations that our own editor makes take some 100 kB. */
    public static final int CHUNK_BYTES_MAX = 256 * 1024;

    /** Of others in a whole wiki: those of sixteen authors who suggest all they may. (A guess.) */
    static final int WIKI_MAX = 1_024;

    /**
     * Others' are kept so long. Their authors' computers keep them until they are taken in or
     * withdrawn, and give them again. (A guess at how long somebody may be away.)
     */
    static final Duration KEPT_TIME = Duration.ofDays(90);

    /** Own ones that were taken in are told of, the newest. (A guess.) */
    private static final int TAKEN_TOLD_MAX = 32;

    /** Names of values: what was withdrawn, by page and change. */
    private static final String WITHDRAWN = "withdrawn-suggestion/";

    private static final Logger LOG = LoggerFactory.getLogger(SuggestedEdits.class);

    private final RepositorySettings settings;
    private final WikiDatabase database;
    private final Records records;
    private final Drafting drafting;
    private final SuggestionPreview preview;

    /** Not a monitor: whoever holds it waits for the disk. */
    private final ReentrantLock lock = new ReentrantLock();

    /** What is on disk, in the order it came; empty until somebody asks. */
    private volatile Optional<Map<Named, Row>> read = Optional.empty();

    /** Names of values; empty until somebody asks. */
    private Optional<Set<String>> withdrawn = Optional.empty();

    private volatile Optional<Set<PageId>> pages = Optional.empty();
    private volatile long changes;

    SuggestedEdits(
            RepositorySettings settings,
            WikiDatabase database,
            Records records,
            Drafting drafting) {
        this.settings = settings;
        this.database = database;
        this.records = records;
        this.drafting = drafting;
        this.preview =
                new SuggestionPreview(
                        page -> database.read(handle -> ChangeTable.changes(handle, page, true)));
    }

    /** Grows whenever one comes or goes. */
    public long changes() {
        return changes;
    }

    /**
     * The change that would make {@code text} out of {@code base}. Nothing is kept of it.
     *
     * @throws SuggestionRefusedException if there is none, it is too large, or no room for it
     * @throws UnknownVersionException if the page never had {@code base}
     * @throws NoSuchPageException if there is no such page
     */
    public Change draft(PageId page, Version base, String text) {
        if (open(settings.author()).size() >= OF_AUTHOR_MAX) {
            throw new SuggestionRefusedException(Reason.TOO_MANY);
        }
        return drafting.draft(page, base, text);
    }

    /**
     * Keeps those for which there is room; they share a wait for the disk. Signatures were checked;
     * of what they say nothing is believed yet.
     *
     * @param sponsor who answers for whom: who brings many in has one share of the wiki
     * @return how many of them are on disk when this returns
     */
    public int keep(List<SuggestedEdit> edits, Function<PeerId, PeerId> sponsor) {
        lock.lock();
        try {
            sweep();
            var steps = new ArrayList<Consumer<Handle>>();
            int kept = 0;
            for (SuggestedEdit edit : SuggestedEdit.without(edits, settings.rule())) {
                kept += takes(edit, sponsor, steps) ? 1 : 0;
            }
            write(steps);
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param steps to be taken on the disk; in memory they are taken here
     * @return whether it is there then
     */
    private boolean takes(
            SuggestedEdit edit, Function<PeerId, PeerId> sponsor, List<Consumer<Handle>> steps) {
        if (!edit.isOne()) {
            LOG.info("Page {}: a suggestion that is none is not kept", edit.page());
            return false;
        }
        var name = edit.name();
        if (rows().containsKey(name)) {
            return true;
        }
        if (isWithdrawn(name) || isTaken(name) || !hasShare(edit)) {
            return false;
        }
        if (!edit.author().equals(settings.author()) && ofOthers().size() >= WIKI_MAX) {
            Optional<Row> gives = SuggestionShares.giving(ofOthers(), sponsor, edit.author());
            if (gives.isEmpty()) {
                return false;
            }
            Row row = gives.get();
            steps.add(handle -> SuggestedTable.remove(handle, row.page(), row.hash()));
            rows().remove(row.name());
        }
        Instant since = settings.clock().instant();
        steps.add(handle -> SuggestedTable.put(handle, edit, since));
        rows().put(
                        name,
                        new Row(
                                edit.page(),
                                edit.id(),
                                edit.author(),
                                edit.at(),
                                since,
                                edit.bytes()));
        return true;
    }

    private void write(List<Consumer<Handle>> steps) {
        if (steps.isEmpty()) {
            return;
        }
        try {
            records.write(handle -> steps.forEach(step -> step.accept(handle)));
        } catch (RuntimeException e) {
            read = Optional.empty(); // What is on disk counts.
            throw e;
        }
        changed();
    }

    private boolean hasShare(SuggestedEdit edit) {
        List<Row> there = open(edit.author());
        long bytes = there.stream().mapToLong(Row::bytes).sum();
        return there.size() < OF_AUTHOR_MAX && bytes + edit.bytes() <= OF_AUTHOR_BYTES_MAX;
    }

    /**
     * An own one is given to nobody any more, and not taken back from anybody. Durable when this
     * returns.
     *
     * @throws NoSuchSuggestionException if it is not there, or was taken in; nothing was changed
     */
    public void withdraw(Named name) {
        lock.lock();
        try {
            Row row = rows().get(name);
            if (row == null || !row.author().equals(settings.author()) || isTaken(name)) {
                throw new NoSuchSuggestionException();
            }
            isWithdrawn(name); // Those that were before are read from disk first.
            records.values(Map.of(withdrawn(name), Optional.of(Bytes.EMPTY)));
            withdrawn.orElseThrow().add(withdrawn(name));
            remove(List.of(name));
        } finally {
            lock.unlock();
        }
    }

    private boolean isWithdrawn(Named name) {
        if (withdrawn.isEmpty()) {
            withdrawn = Optional.of(new HashSet<>(records.values(WITHDRAWN).keySet()));
        }
        return withdrawn.get().contains(withdrawn(name));
    }

    private static String withdrawn(Named name) {
        return WITHDRAWN + name.page() + "/" + name.id().value().toHex();
    }

    private void remove(Collection<Named> names) {
        if (!names.isEmpty()) {
            records.write(handle ->
                    names.forEach(each -> SuggestedTable.remove(handle, each.page(), each.id())));
            names.forEach(rows()::remove);
            changed();
        }
    }

    /** All that are no part of their pages yet, to be given to others. */
    public List<Named> waiting() {
        lock.lock();
        try {
            sweep();
            return rows().keySet().stream().filter(name -> !isTaken(name)).toList();
        } finally {
            lock.unlock();
        }
    }

    public Optional<SuggestedEdit> edit(Named name) {
        return database.read(handle -> SuggestedTable.edit(handle, name.page(), name.id()));
    }

    /** Whether one that somebody else holds is to be asked for. */
    public boolean wants(Named name) {
        lock.lock();
        try {
            return !rows().containsKey(name) && !isWithdrawn(name) && !isTaken(name);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is part of its page: some writer has taken it in. */
    public boolean isTaken(Named name) {
        return database.read(handle -> ChangeTable.accepts(handle, name.page(), name.id()));
    }

    /** Pages for which something was suggested that is held here. Asked whenever one is read. */
    Set<PageId> pages() {
        if (pages.isEmpty()) {
            lock.lock();
            try {
                pages = Optional.of(rows().values().stream().map(Row::page).collect(toSet()));
            } finally {
                lock.unlock();
            }
        }
        return pages.get();
    }

    private void changed() {
        pages = Optional.of(rows().values().stream().map(Row::page).collect(toSet()));
        changes++;
    }

    /**
     * What others suggest for a page and is no part of it, as it would change the page as it is;
     * those that were made last first.
     *
     * @param wanted by their ids
     */
    List<Suggestion> suggestions(PageView now, Predicate<ChangeHash> wanted) {
        PageId page = now.page();
        Predicate<Row> ofOthers =
                row -> row.page().equals(page) && !row.author().equals(settings.author());
        List<SuggestedEdit> waiting =
                edits(ofOthers.and(row -> wanted.test(row.hash()) && !isTaken(row.name())));
        Map<ChangeHash, TextChange> onto = preview.onto(page, waiting, now.text());
        return waiting.stream()
                .filter(edit -> onto.containsKey(edit.id()) && !onto.get(edit.id()).isEmpty())
                .limit(Suggestions.SUGGESTIONS_MAX)
                .map(edit ->
                        new Suggestion(
                                edit.id(), edit.author(), Set.of(), now, onto.get(edit.id()), true))
                .toList();
    }

    /** Those of this node, also what was taken in lately; those that were made last first. */
    public List<SuggestedEdit> own() {
        return edits(row -> row.author().equals(settings.author()));
    }

    /** Those of this node that wait; those that were made first first. */
    public List<Named> ownWaiting() {
        return open(settings.author()).stream().map(Row::name).toList();
    }

    private List<SuggestedEdit> edits(Predicate<Row> wanted) {
        List<Row> found;
        lock.lock();
        try {
            found = rows().values().stream().filter(wanted).toList();
        } finally {
            lock.unlock();
        }
        return found.stream()
                .sorted(Comparator.comparing(Row::at).reversed())
                .flatMap(row -> edit(row.name()).stream())
                .toList();
    }

    /** What it would do to the page as it is; empty if it {@linkplain #fits does not fit}. */
    public Optional<TextChange> onto(SuggestedEdit edit, PageView now) {
        return Optional.ofNullable(
                preview.onto(edit.page(), List.of(edit), now.text()).get(edit.id()));
    }

    /**
     * Whether what it rests on is part of its page, and the page could hold it: as far as that can
     * be told without Automerge, which it must not come near before.
     */
    public boolean fits(SuggestedEdit edit) {
        return preview.fits(edit);
    }

    private List<Row> open(PeerId author) {
        lock.lock();
        try {
            return rows().values().stream()
                    .filter(row -> row.author().equals(author))
                    .filter(row -> !isTaken(row.name()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private List<Row> ofOthers() {
        return rows().values().stream()
                .filter(row -> !row.author().equals(settings.author()))
                .toList();
    }

    /** What others made and is part of its page by now, or too old; and own ones long taken in. */
    private void sweep() {
        Instant end = settings.clock().instant().minus(KEPT_TIME);
        var gone = new ArrayList<Named>();
        var told = new ArrayList<Named>();
        rows().forEach((name, row) -> {
            boolean own = row.author().equals(settings.author());
            boolean taken = isTaken(name);
            if (!own && (taken || row.since().isBefore(end))) {
                gone.add(name);
            } else if (own && taken) {
                told.add(name);
            }
        });
        gone.addAll(told.subList(0, Math.max(0, told.size() - TAKEN_TOLD_MAX)));
        remove(gone);
    }

    private Map<Named, Row> rows() {
        if (read.isEmpty()) {
            var rows = new LinkedHashMap<Named, Row>();
            database.read(SuggestedTable::rows).forEach(row -> rows.put(row.name(), row));
            read = Optional.of(rows);
        }
        return read.get();
    }
}
