package enquire.sync.history;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.EditSummary;
import enquire.editor.page.Heads;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PeerId;
import enquire.editor.page.Replay;
import enquire.editor.page.TextHistory;
import enquire.storage.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Of what is a change already. */
    private final Ancestry ancestry;

    /** Everybody who wrote. */
    private final List<PeerId> authors;

    /** By change: who made it. */
    private final int[] authorOf;

    /** By change: milliseconds since 1970. */
    private final long[] times;

    /** Changes of nothing but marks, such as the name of a version: nobody wrote anything. */
    private final BitSet silent;

    private final Optional<TextHistory> text;
    private final List<EditSession> sessions;
    private final List<Named> named;

    /** Of the last place, which then is of no change yet. */
    private final Optional<Version> pending;

    private PageHistory(Replay changes, long[] made, int[] row) {
        var hashes = new ArrayList<ChangeHash>(row.length);
        var people = new LinkedHashMap<PeerId, Integer>();
        int[] authorOfActor =
                changes.actors().stream()
                        .mapToInt(actor ->
                                people.computeIfAbsent(actor.author(), each -> people.size()))
                        .toArray();
        authors = List.copyOf(people.keySet());
        authorOf = new int[row.length];
        times = new long[row.length];
        var dependencies = new int[row.length][];
        int[] placeOf = new int[row.length];
        for (int i = 0; i < row.length; i++) {
            int change = row[i];
            placeOf[change] = i;
            hashes.add(changes.hash(change));
            authorOf[i] = authorOfActor[changes.actor(change)];
            times[i] = made[change];
            dependencies[i] = places(changes.dependencies(change), placeOf);
        }
        ancestry = new Ancestry(hashes, dependencies);
        text = changes.text(row);
        silent = silent(changes, row);
        pending = Optional.empty();
        sessions = Grouping.sessions(this);
        named = findNamed();
    }

    private PageHistory(PageHistory folded, TextHistory text, Typing typing) {
        ancestry = folded.ancestry;
        var people = new ArrayList<>(folded.authors);
        if (!people.contains(typing.author())) {
            people.add(typing.author());
        }
        authors = List.copyOf(people);
        authorOf = Arrays.copyOf(folded.authorOf, folded.authorOf.length + 1);
        authorOf[folded.authorOf.length] = people.indexOf(typing.author());
        times = Arrays.copyOf(folded.times, folded.times.length + 1);
        times[folded.times.length] = typing.at().toEpochMilli();
        this.text = Optional.of(text);
        silent = folded.silent;
        pending = Optional.of(typing.version());
        sessions = Grouping.sessions(this);
        named = folded.named;
    }

    /**
     * @param changes all accepted ones of a page
     * @param times when each of them was made, in milliseconds since 1970
     */
    public static PageHistory of(Replay changes, long[] times) {
        return new PageHistory(changes, times, Row.of(changes, times));
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

    private static int[] places(int[] changes, int[] placeOf) {
        int[] found = new int[changes.length];
        Arrays.setAll(found, i -> placeOf[changes[i]]);
        return found;
    }

    private BitSet silent(Replay changes, int[] row) {
        var found = new BitSet(row.length);
        for (int i = 0; i < row.length; i++) {
            List<TextHistory.Act> acts = acts(i);
            if (!acts.isEmpty() && !changes.writesText(row[i])) {
                found.set(i, acts.stream().allMatch(PageHistory::isMark));
            }
        }
        return found;
    }

    private static boolean isMark(TextHistory.Act act) {
        boolean mark =
                act.kind() == TextHistory.Act.Kind.MARKED
                        || act.kind() == TextHistory.Act.Kind.UNMARKED;
        return mark && EditSummary.of(act).isEmpty();
    }

    /** Whether a change says itself what edit it ends, as one does that came from another wiki. */
    boolean isSummed(int change) {
        return acts(change).stream().anyMatch(act -> EditSummary.of(act).isPresent());
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

    /** What a change is called on every node; empty of typing that is in no change yet. */
    public Optional<ChangeHash> hash(int change) {
        boolean typed = pending.isPresent() && change == size() - 1;
        return typed ? Optional.empty() : Optional.of(ancestry.hash(change));
    }

    public PeerId author(int change) {
        return authors.get(authorOf[change]);
    }

    /** How many people wrote; they are counted in no order. */
    int authors() {
        return authors.size();
    }

    /** Which of them made a change. */
    int authorOf(int change) {
        return authorOf[change];
    }

    public Instant at(int change) {
        return Instant.ofEpochMilli(times[change]);
    }

    /** Whether two were made so close to each other that nothing ends between them. */
    boolean within(int one, int other, Duration pause) {
        return Math.abs(times[one] - times[other]) < pause.toMillis();
    }

    /** Every character; empty if this page takes too long to read like that. */
    public Optional<TextHistory> text() {
        return text;
    }

    /** What a change did besides writing text. */
    public List<TextHistory.Act> acts(int change) {
        return text.map(characters -> characters.acts(change)).orElse(List.of());
    }

    /** The same, of all changes of a step. */
    public List<TextHistory.Act> acts(EditStep step) {
        return step.changes().stream().boxed().flatMap(each -> acts(each).stream()).toList();
    }

    /** Whether these are its newest changes. */
    public boolean isOf(Heads heads) {
        return ancestry.heads().equals(heads);
    }

    /** All changes of a version; empty if the page never had it. */
    public Optional<BitSet> changesOf(Heads heads) {
        return ancestry.changesOf(heads);
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
                            : ancestry.firstOn(heads).flatMap(this::sessionOf);
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
                .flatMap(known -> ancestry.firstOn(heads))
                .map(change -> new Version(Heads.of(List.of(ancestry.hash(change))), 0));
    }

    /** The session that this change belongs to. */
    public Optional<EditSession> sessionOf(int change) {
        return sessions.stream().filter(each -> each.changes().get(change)).findFirst();
    }

    /**
     * The page as it was after each of these changes and all before it in the row.
     *
     * @param ascending their places
     */
    List<Version> versionsAfter(List<Integer> ascending) {
        boolean typed = pending.isPresent() && ascending.getLast() == size() - 1;
        int changes = ascending.size() - (typed ? 1 : 0);
        var versions = new ArrayList<>(ancestry.versionsAfter(ascending.subList(0, changes)));
        if (typed) {
            versions.add(pending.get());
        }
        return versions;
    }

    /** The page as it was when a session began; empty if it was not there yet. */
    public Optional<Version> versionBefore(EditSession session) {
        return session.first() == 0
                ? Optional.empty()
                : Optional.of(versionsAfter(List.of(session.first() - 1)).getFirst());
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

    /** About how many bytes this takes. */
    public long bytesEstimate() {
        long sets = (long) sessions.size() * (size() / Byte.SIZE);
        return size() * BYTES_PER_CHANGE + sets + text.map(TextHistory::bytesEstimate).orElse(0L);
    }
}
