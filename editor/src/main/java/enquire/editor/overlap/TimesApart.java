package enquire.editor.overlap;

import enquire.editor.page.ActorId;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PeerId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells time apart from typing together, by nothing but what all nodes hold.
 *
 * <p>Two changes are concurrent if neither was made on top of the other. People who type together
 * make such changes all the time, since an edit needs a moment to arrive. But then each of them
 * soon writes on top of what the other one wrote: of the two bursts that they type, each holds a
 * change that follows one of the other. Of people who are apart, at most one can follow the other:
 * a burst ends when its author meets somebody or parts from somebody. So concurrent changes were
 * made apart unless their bursts follow each other both ways.
 *
 * <p>Someone who types for less than a second beside somebody else, and then not again for a
 * minute, is taken for apart. One use, one thread.
 */
final class TimesApart {

    /** The newest so many changes are looked at. (A guess: months of a page that many write.) */
    static final int CHANGES_MAX = 20_000;

    /** The authors that wrote last; with all changes 5 MB. (Arithmetic.) */
    static final int AUTHORS_MAX = 64;

    /** Pairs of a change and a burst beside it; what is beyond is not found. (A guess: 0.1 s.) */
    static final int STEPS_MAX = 2_000_000;

    private static final Comparator<TimeApart> LATEST_FIRST =
            Comparator.comparingInt(TimeApart::begin).reversed();

    /** A stretch of one author's changes, counted among those that changed the text. */
    private record Burst(ActorId actor, long begin, int first, int last) {}

    /** Numbers of changes among those of their authors. */
    private record Beside(BitSet ofOne, BitSet ofOther) {}

    /** All that one author did to the text, in order. */
    private static final class Work {
        private final PeerId author;
        private final int number;
        private final List<Integer> places = new ArrayList<>();
        private final List<Integer> burstOf = new ArrayList<>();
        private final List<Burst> bursts = new ArrayList<>();

        Work(PeerId author, int number) {
            this.author = author;
            this.number = number;
        }

        void add(int place, ActorId actor, long begin) {
            int at = places.size();
            places.add(place);
            Burst last = bursts.isEmpty() ? null : bursts.getLast();
            if (last != null && last.actor().equals(actor) && last.begin() == begin) {
                bursts.removeLast();
                bursts.add(new Burst(actor, begin, last.first(), at));
            } else {
                bursts.add(new Burst(actor, begin, at, at));
            }
            burstOf.add(bursts.size() - 1);
        }

        int size() {
            return places.size();
        }

        BitSet places(BitSet numbers) {
            var set = new BitSet();
            numbers.stream().forEach(i -> set.set(places.get(i)));
            return set;
        }
    }

    private final List<Change> ordered;
    private final int from;
    private final Map<PeerId, Work> works = new TreeMap<>();

    /** By change and author: how many of that author's changes of the text it follows, or is. */
    private final int[][] seen;

    private int steps;

    private TimesApart(List<Change> ordered, int changesMax) {
        this.ordered = ordered;
        this.from = Math.max(0, ordered.size() - changesMax);
        this.seen = new int[ordered.size() - from][];
    }

    /**
     * @param ordered all changes of a page, in the order that all nodes give them
     * @return the latest first, at most {@link Overlaps#TIMES_MAX}
     */
    static List<TimeApart> find(List<Change> ordered, Bursts bursts) {
        return find(ordered, bursts, CHANGES_MAX);
    }

    /** For tests with fewer changes. */
    static List<TimeApart> find(List<Change> ordered, Bursts bursts, int changesMax) {
        var times = new TimesApart(ordered, changesMax);
        times.read(bursts);
        List<Work> works = List.copyOf(times.works.values());
        var found = new ArrayList<TimeApart>();
        for (int one = 0; one < works.size(); one++) {
            for (int other = one + 1; other < works.size(); other++) {
                found.addAll(times.between(works.get(one), works.get(other)));
                if (found.size() > 2 * Overlaps.TIMES_MAX) {
                    found.sort(LATEST_FIRST);
                    found.subList(Overlaps.TIMES_MAX, found.size()).clear();
                }
            }
        }
        found.sort(LATEST_FIRST);
        return found.subList(0, Math.min(found.size(), Overlaps.TIMES_MAX));
    }

    private void read(Bursts bursts) {
        chooseAuthors();
        Map<ChangeHash, int[]> seenAt = new HashMap<>();
        for (int place = from; place < ordered.size(); place++) {
            Change change = ordered.get(place);
            int[] counts = new int[works.size()];
            for (ChangeHash dependency : change.dependencies()) {
                int[] before = seenAt.getOrDefault(dependency, counts);
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = Math.max(counts[i], before[i]);
                }
            }
            Work work = works.get(change.actor().author());
            if (work != null && change.changesText()) {
                work.add(place, change.actor(), bursts.begin(change));
                counts[work.number] = work.size();
            }
            seenAt.put(change.hash(), counts);
            seen[place - from] = counts;
        }
    }

    private void chooseAuthors() {
        for (int place = ordered.size() - 1; place >= from && works.size() < AUTHORS_MAX; place--) {
            PeerId author = ordered.get(place).actor().author();
            if (!works.containsKey(author)) {
                works.put(author, new Work(author, works.size()));
            }
        }
    }

    /** How many changes of {@code of} the change number {@code i} of {@code work} follows. */
    private int follows(Work work, int i, Work of) {
        return seen[work.places.get(i) - from][of.number];
    }

    private boolean together(Work one, Burst ofOne, Work other, Burst ofOther) {
        return ofOther.first() < follows(one, ofOne.last(), other)
                && ofOne.first() < follows(other, ofOther.last(), one);
    }

    private List<TimeApart> between(Work one, Work other) {
        var found = new ArrayList<Beside>();
        int follower = 0;
        for (int i = 0; i < one.size(); i++) {
            while (follower < other.size() && follows(other, follower, one) <= i) {
                follower++;
            }
            BitSet beside = apart(one, i, other, follows(one, i, other), follower);
            if (!beside.isEmpty()) {
                join(found, i, beside);
            }
        }
        return found.stream()
                .filter(each -> !mayHaveBegunEarlier(one, each.ofOne()))
                .filter(each -> !mayHaveBegunEarlier(other, each.ofOther()))
                .map(each ->
                        new TimeApart(
                                one.author,
                                one.places(each.ofOne()),
                                other.author,
                                other.places(each.ofOther())))
                .toList();
    }

    /**
     * Of more changes than are looked at. What began with others has another id, by which nobody
     * ticked it off: it would come back.
     */
    private boolean mayHaveBegunEarlier(Work work, BitSet numbers) {
        return from > 0 && numbers.nextSetBit(0) <= work.bursts.getFirst().last();
    }

    /** Those of the other's changes that change {@code i} was made apart from. */
    private BitSet apart(Work one, int i, Work other, int first, int behind) {
        var beside = new BitSet();
        Burst mine = one.bursts.get(one.burstOf.get(i));
        for (int j = first; j < behind && steps < STEPS_MAX; steps++) {
            Burst theirs = other.bursts.get(other.burstOf.get(j));
            int end = Math.min(behind, theirs.last() + 1);
            if (!together(one, mine, other, theirs)) {
                beside.set(j, end);
            }
            j = end;
        }
        return beside;
    }

    /** What is beside the same work is one time apart. */
    private static void join(List<Beside> found, int i, BitSet beside) {
        if (!found.isEmpty() && found.getLast().ofOther().intersects(beside)) {
            found.getLast().ofOne().set(i);
            found.getLast().ofOther().or(beside);
        } else {
            var ofOne = new BitSet();
            ofOne.set(i);
            found.add(new Beside(ofOne, beside));
            if (found.size() > Overlaps.TIMES_MAX) {
                found.removeFirst(); // Others between the two are later.
            }
        }
    }
}
