package enquire.sync.node;

import enquire.editor.overlap.Bursts;
import enquire.editor.overlap.Overlap;
import enquire.editor.overlap.Overlaps;
import enquire.editor.page.ActorId;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Beside;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.Statement;
import enquire.storage.Version;
import enquire.sync.statement.StatementCodec;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Places of the pages of one wiki where two people changed the same sentence while they were apart,
 * and what becomes of them. Nothing of it is asked for with a key: which pages have such places is
 * found in the background ({@link #marked}), and what they say only for who looks. Thread-safe.
 */
public final class PageOverlaps {

    /** What stands in the page's map behind a place of which both texts were kept. */
    private static final String BOTH = "both";

    /**
     * The places of one page.
     *
     * @param text which they are places of
     * @param version of that text: what is typed right now is not in it
     */
    public record Found(Version version, String text, List<Overlap> overlaps) {}

    /**
     * That a page has such places.
     *
     * @param ids of the places, in the order of the text
     * @param people who wrote them
     */
    public record Marked(List<String> ids, List<PeerId> people) {}

    private final Repository repository;
    private final OverlapWatch watch;

    PageOverlaps(Repository repository) {
        this.repository = repository;
        this.watch = new OverlapWatch(repository, this::read);
    }

    /** As of a moment ago; from memory. */
    public Optional<Marked> marked(PageId page) {
        return watch.marked(page);
    }

    /** All pages that are known to have such places, in no order. */
    public Map<PageId, Marked> marked() {
        return watch.marked();
    }

    /** Reads all changes of the page: some 0.1 s for one of 5,000. */
    public Found read(PageId page) {
        return read(page, repository.exchange().changes(page));
    }

    private Found read(PageId page, List<Change> changes) {
        List<Overlap> found = Overlaps.find(changes, bursts(page));
        var version = new Version(heads(changes), 0);
        Optional<String> text =
                found.isEmpty() ? Optional.of("") : repository.textAt(page, version);
        // Empty if changes were taken out meanwhile: the next look finds what is left.
        return text.filter(read -> found.stream().allMatch(each -> each.to() <= read.length()))
                .map(read -> new Found(version, read, found))
                .orElse(new Found(version, "", List.of()));
    }

    /**
     * Ticks a place off. What is kept is an ordinary edit of the text that was looked at: what came
     * since stays, also within the place, and the edit can be undone like any other.
     *
     * @param keep whose text stays, exactly as it was; empty leaves the page as it is
     * @param seen the version that was looked at; empty for what the page says now
     * @throws NoSuchOverlapException if there is no such place any more, or was none in what was
     *     looked at, or {@code keep} is neither of the two
     */
    public PageView tickOff(PageId page, String id, Optional<PeerId> keep, Optional<Version> seen) {
        List<Change> changes = repository.exchange().changes(page);
        Found now = read(page, changes);
        Overlap overlap = overlap(now, id);
        Found found = now;
        if (keep.isPresent() && seen.isPresent() && !seen.get().equals(now.version())) {
            found = read(page, upTo(changes, seen.get().heads()));
            overlap = overlap(found, id);
        }
        Overlap looked = overlap;
        String before = found.text();
        String text = keep.map(author -> kept(before, looked, author)).orElse(before);
        var tick = new Edit.PutMark(looked.mark(), keep.map(PeerId::toString).orElse(BOTH));
        PageView written = repository.write(page, found.version(), text, tick, Beside.NOTHING);
        watch.look(page);
        return written;
    }

    private static Overlap overlap(Found found, String id) {
        return found.overlaps().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(NoSuchOverlapException::new);
    }

    /** Those that a version is made of. */
    private static List<Change> upTo(List<Change> changes, Heads heads) {
        Map<ChangeHash, Change> byHash = new HashMap<>();
        changes.forEach(change -> byHash.put(change.hash(), change));
        var reached = new HashSet<Change>();
        var next = new ArrayDeque<ChangeHash>(heads.hashes());
        while (!next.isEmpty()) {
            Change change = byHash.get(next.poll());
            if (change != null && reached.add(change)) {
                next.addAll(change.dependencies());
            }
        }
        return List.copyOf(reached);
    }

    private static String kept(String text, Overlap overlap, PeerId author) {
        Overlap.Side side =
                List.of(overlap.one(), overlap.other()).stream()
                        .filter(each -> each.author().equals(author))
                        .findFirst()
                        .orElseThrow(NoSuchOverlapException::new);
        return text.substring(0, overlap.from()) + side.text() + text.substring(overlap.to());
    }

    private static Heads heads(List<Change> changes) {
        var heads = new HashSet<ChangeHash>();
        changes.forEach(change -> heads.add(change.hash()));
        changes.forEach(change -> change.dependencies().forEach(heads::remove));
        return Heads.of(heads);
    }

    /** By actor: the end of each burst that is signed, and its beginning. */
    private Bursts bursts(PageId page) {
        var bursts = new HashMap<ActorId, NavigableMap<Long, Long>>();
        for (Statement statement : repository.exchange().statements(page)) {
            StatementCodec.revision(statement.bytes())
                    .ifPresent(each ->
                            bursts.computeIfAbsent(each.actor(), actor -> new TreeMap<>())
                                    .merge(each.seq(), each.burst(), Math::min));
        }
        return change ->
                Optional.ofNullable(bursts.get(change.actor()))
                        .flatMap(ends -> Optional.ofNullable(ends.ceilingEntry(change.seq())))
                        .map(Map.Entry::getValue)
                        .filter(begin -> begin <= change.seq())
                        .orElse(change.seq());
    }

    void start() {
        watch.start();
    }

    void close() {
        watch.close();
    }
}
