package enquire.web.wiki;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * One list of several rankings whose scores do not compare, because each is of another index. Pure.
 *
 * <p>By the best place that anybody gives, so that the rankings are interleaved; of equal places,
 * by the sum of 1 / (60 + place) over all rankings (reciprocal rank fusion: Cormack, Clarke,
 * Büttcher, SIGIR 2009). That sum alone would put what all hold before everything that one holds.
 */
final class RankFusion {

    /** The constant of that paper, which it found by trials. */
    private static final double K = 60;

    private record Score(int bestPlace, double sum) {}

    private RankFusion() {}

    /**
     * @param rankings each the best first; what stands twice in one counts where it stands first
     * @return each of them once; in the same order whatever the order of the rankings
     */
    static <T extends Comparable<? super T>> List<T> fused(List<List<T>> rankings) {
        var scores = new HashMap<T, Score>();
        for (List<T> ranking : rankings) {
            var counted = new HashSet<T>();
            for (int i = 0; i < ranking.size(); i++) {
                if (counted.add(ranking.get(i))) {
                    int place = i + 1;
                    scores.merge(
                            ranking.get(i),
                            new Score(place, 1 / (K + place)),
                            (one, other) ->
                                    new Score(
                                            Math.min(one.bestPlace(), other.bestPlace()),
                                            one.sum() + other.sum()));
                }
            }
        }
        List<Map.Entry<T, Score>> ranked = new ArrayList<>(scores.entrySet());
        ranked.sort(
                Comparator.comparingInt((Map.Entry<T, Score> each) -> each.getValue().bestPlace())
                        .thenComparing(each -> -each.getValue().sum())
                        .thenComparing(Map.Entry::getKey));
        return ranked.stream().map(Map.Entry::getKey).toList();
    }
}
