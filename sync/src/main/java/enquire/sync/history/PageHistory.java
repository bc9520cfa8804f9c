package enquire.sync.history;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PeerId;
import enquire.editor.page.TextHistory;
import enquire.storage.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a page in one row, each after those it builds on and otherwise by time, and what
 * they did. A change is named by its place in the row. Thread-safe; sizes are found when they are
 * asked for, and remembered.
 *
 * <p>What a session did is told by the characters that its changes inserted and deleted, so it does
 * not matter what others wrote at the same time.
 */
public final class PageHistory {

    private static final long BYTES_PER_CHANGE = 300;

    /** Names that are shown, of the newest versions. (A guess: more than anybody looks through.) */
    private static final int NAMED_MAX = 200;

    /**
     * A version with a name.
     *
     * @param last place of its newest change
     * @param by who named it
     */
    public record Named(String name, Version version, int last, PeerId by) {}

    private final List<ChangeHash> hashes;
    private final Map<ChangeHash, Integer> places = new HashMap<>();
    private final List<PeerId> authors;
    private final Instant[] times;

    /** By change: the places of what it was made on. */
    private final int[][] dependencies;

    /** Changes of nothing but marks, such as the name of a version: nobody wrote anything. */
    private final BitSet silent;

    /** By change: the first place of one that was made on it. */
    private final int[] firstChild;

    private final Optional<TextHistory> text;
    private final List<EditSession> sessions;
    private final List<Named> named;

    /** Of the last place, which then is of no change yet. */
    private final Optional<Version> pending;

    private PageHistory(List<DatedChange> row) {
        List<Change> changes = row.stream().map(DatedChange::change).toList();
        hashes = changes.stream().map(Change::hash).toList();
        authors = changes.stream().map(change -> change.actor().author()).toList();
        times = row.stream().map(DatedChange::at).toArray(Instant[]::new);
        text = TextHistory.of(changes);
        firstChild = new int[row.size()];
        Arrays.fill(firstChild, Integer.MAX_VALUE);
        dependencies = dependencies(changes);
        silent = silent(changes);
        pending = Optional.empty();
        sessions = Grouping.sessions(this);
        named = findNamed();
    }

    private PageHistory(PageHistory folded, TextHistory text, Typing typing) {
        hashes = folded.hashes;
        places.putAll(folded.places);
        authors = new ArrayList<>(folded.authors);
        authors.add(typing.author());
        times = Arrays.copyOf(folded.times, folded.times.length + 1);
        times[folded.times.length] = typing.at();
        this.text = Optional.of(text);
        firstChild = folded.firstChild;
        dependencies = folded.dependencies;
        silent = folded.silent;
        pending = Optional.of(typing.version());
        sessions = Grouping.sessions(this);
        named = folded.named;
    }

    /**
     * @param changes all accepted ones of a page, in any order
     */
    public static PageHistory of(List<DatedChange> changes) {
        return new PageHistory(Row.of(changes));
    }

    /**
     * With what was typed since its newest change, as the last place of the row. As it is, if the
     * page takes too long to read.
     */
    public PageHistory with(Typing typing) {
        return text.map(characters ->
                        new PageHistory(this, characters.followedBy(typing.text()), typing))
                .orElse(this);
    }

    private int[][] dependencies(List<Change> changes) {
        int[][] found = new int[changes.size()][];
        for (int i = 0; i < changes.size(); i++) {
            int place = i;
            found[i] =
                    changes.get(i).dependencies().stream()
                            .filter(places::containsKey)
                            .mapToInt(places::get)
                            .toArray();
            for (int dependency : found[i]) {
                firstChild[dependency] = Math.min(firstChild[dependency], place);
            }
            places.put(hashes.get(i), i);
        }
        return found;
    }

    private BitSet silent(List<Change> changes) {
        var found = new BitSet(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            List<TextHistory.Act> acts = acts(i);
            boolean marks =
                    acts.stream()
                            .allMatch(act ->
                                    act.kind() == TextHistory.Act.Kind.MARKED
                                            || act.kind() == TextHistory.Act.Kind.UNMARKED);
            found.set(i, marks && !acts.isEmpty() && !changes.get(i).changesText());
        }
        return found;
    }

    /** Whether it is no part of any session. */
    boolean isSilent(int change) {
        return silent.get(change);
    }

    /** Whether anybody wrote between these two changes. */
    boolean writtenBetween(int one, int other) {
        int next = silent.nextClearBit(one + 1);
        return next < other;
    }

    /** How many changes there are. */
    public int size() {
        return times.length;
    }

    /** The one whose last change is newest first. */
    public List<EditSession> sessions() {
        return sessions;
    }

    public PeerId author(int change) {
        return authors.get(change);
    }

    public Instant at(int change) {
        return times[change];
    }

    /** Every character; empty if this page takes too long to read like that. */
    public Optional<TextHistory> text() {
        return text;
    }

    /** What a change did besides writing text. */
    public List<TextHistory.Act> acts(int change) {
        return text.map(characters -> characters.acts(change)).orElse(List.of());
    }

    /** Whether these are its newest changes. */
    public boolean isOf(Heads heads) {
        return headsAfter(hashes.size() - 1).equals(heads);
    }

    /** All changes of a version; empty if the page never had it. */
    public Optional<BitSet> changesOf(Heads heads) {
        var set = new BitSet(size());
        var wanted = new BitSet(size());
        for (ChangeHash head : heads.hashes()) {
            Integer place = places.get(head);
            if (place == null) {
                return Optional.empty();
            }
            wanted.set(place);
        }
        for (int i = wanted.length() - 1; i >= 0; i = wanted.previousSetBit(i - 1)) {
            set.set(i);
            for (int dependency : dependencies[i]) {
                wanted.set(dependency);
            }
        }
        return Optional.of(set);
    }

    /**
     * The session that the newest edit of this version belongs to. What was being typed then may
     * have become a change since: the first that somebody made who had just this version.
     */
    public Optional<EditSession> sessionOf(Version version) {
        Heads heads = version.heads();
        if (version.journalPosition() > 0 && changesOf(heads).isPresent()) {
            Optional<EditSession> typed =
                    pending.filter(now -> now.heads().equals(heads)).isPresent()
                            ? sessionOf(size() - 1)
                            : firstOn(heads).flatMap(this::sessionOf);
            if (typed.isPresent()) {
                return typed;
            }
        }
        return changesOf(heads)
                .flatMap(changes -> {
                    changes.andNot(silent);
                    return changes.isEmpty() ? Optional.empty() : sessionOf(changes.length() - 1);
                });
    }

    /** The version that the first change made which was made on exactly this one. */
    public Optional<Version> madeOn(Heads heads) {
        return changesOf(heads)
                .flatMap(known -> firstOn(heads))
                .map(change -> new Version(Heads.of(List.of(hashes.get(change))), 0));
    }

    private Optional<Integer> firstOn(Heads heads) {
        int[] on = heads.hashes().stream().mapToInt(places::get).sorted().toArray();
        for (int i = 0; i < dependencies.length; i++) {
            if (Arrays.equals(Arrays.stream(dependencies[i]).sorted().toArray(), on)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The session that this change belongs to. */
    public Optional<EditSession> sessionOf(int change) {
        return sessions.stream().filter(each -> each.changes().get(change)).findFirst();
    }

    /** The page as it was after this change and all before it in the row. */
    Version versionAfter(int change) {
        if (pending.isPresent() && change == size() - 1) {
            return pending.get();
        }
        var whole = new Version(headsAfter(change), 0);
        // Of very many who write while apart: the last one's page, which can still be named.
        return whole.token().length() <= Version.TOKEN_CHARS_MAX
                ? whole
                : new Version(Heads.of(List.of(hashes.get(change))), 0);
    }

    /** Not of what is no change yet. */
    private Heads headsAfter(int change) {
        var heads = new ArrayList<ChangeHash>();
        for (int i = 0; i <= change; i++) {
            if (firstChild[i] > change) {
                heads.add(hashes.get(i));
            }
        }
        return Heads.of(heads);
    }

    /** The page as it was when a session began; empty if it was not there yet. */
    public Optional<Version> versionBefore(EditSession session) {
        return session.first() == 0
                ? Optional.empty()
                : Optional.of(versionAfter(session.first() - 1));
    }

    /** What a session did to the text; empty if that takes too long to find. */
    public Optional<TextHistory.Part> doing(EditSession session) {
        return doing(session.last(), session.changes());
    }

    /** What a step did to the text; empty if that takes too long to find. */
    public Optional<TextHistory.Part> doing(EditStep step) {
        return doing(step.last(), step.changes());
    }

    private Optional<TextHistory.Part> doing(int last, BitSet changes) {
        return text.map(characters -> characters.part(upTo(last), changes));
    }

    /** How much each of them did; nothing, if that takes too long to find. */
    public List<EditSize> sizesOfSessions(List<EditSession> several) {
        return sizes(several.stream().map(EditSession::changes).toList());
    }

    /** The same, of steps. */
    public List<EditSize> sizesOfSteps(List<EditStep> several) {
        return sizes(several.stream().map(EditStep::changes).toList());
    }

    private List<EditSize> sizes(List<BitSet> parts) {
        return text.map(characters -> EditSizes.of(characters, parts))
                .orElseGet(() -> Collections.nCopies(parts.size(), EditSize.NOTHING));
    }

    /** The newest first. */
    public List<EditStep> steps(EditSession session) {
        return Grouping.steps(this, session);
    }

    /** Versions that somebody gave a name and that the page has had, the newest first. */
    public List<Named> named() {
        return named;
    }

    private List<Named> findNamed() {
        var found = new ArrayList<Named>();
        for (NamedVersion each : text.map(TextHistory::names).orElse(List.of())) {
            changesOf(each.heads())
                    .filter(changes -> !changes.isEmpty())
                    .ifPresent(changes ->
                            found.add(
                                    new Named(
                                            each.name(),
                                            new Version(each.heads(), 0),
                                            lastWritten(changes),
                                            author(each.change()))));
        }
        found.sort(Comparator.comparingInt(Named::last).reversed().thenComparing(Named::name));
        return List.copyOf(found.subList(0, Math.min(found.size(), NAMED_MAX)));
    }

    /** A version may end in changes that wrote nothing; it stands beside what was written last. */
    private int lastWritten(BitSet changes) {
        var written = (BitSet) changes.clone();
        written.andNot(silent);
        return (written.isEmpty() ? changes : written).length() - 1;
    }

    /** All changes up to this place. */
    public static BitSet upTo(int last) {
        var set = new BitSet(last + 1);
        set.set(0, last + 1);
        return set;
    }

    /** Whether two times are so close that nothing ends between them. */
    static boolean within(Instant one, Instant other, Duration pause) {
        return Duration.between(one, other).abs().compareTo(pause) < 0;
    }

    /** About how many bytes this takes. */
    public long bytesEstimate() {
        long sets = (long) sessions.size() * (size() / Byte.SIZE);
        return size() * BYTES_PER_CHANGE + sets + text.map(TextHistory::bytesEstimate).orElse(0L);
    }
}
