package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankFusionTest {

    @Test
    void rankingsAreInterleavedAndWhatSeveralRankAlikeComesFirst() {
        var mine = List.of("a", "b", "c");
        var bobs = List.of("x", "b", "y");

        // "a" and "x" are first of one each, "b" second of both.
        assertEquals(List.of("a", "x", "b", "c", "y"), RankFusion.fused(List.of(mine, bobs)));
        assertEquals(List.of("a", "x", "b", "c", "y"), RankFusion.fused(List.of(bobs, mine)));
        assertEquals(
                List.of("x", "a", "b"),
                RankFusion.fused(List.of(List.of("a"), List.of("x"), List.of("b", "x"))));
    }

    @Test
    void whatIsNamedAgainCountsOnceWhereItStandsFirst() {
        var greedy = List.of("x", "x", "x");
        var honest = List.of("a", "x");

        assertEquals(List.of("x", "a"), RankFusion.fused(List.of(greedy, honest)));
        assertEquals(List.of(), RankFusion.<String>fused(List.of()));
    }
}
