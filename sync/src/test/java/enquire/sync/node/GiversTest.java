package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class GiversTest {

    private static final long TIME = Givers.TREE_TIME.toNanos();

    private final Givers<String> givers = new Givers<>(true);

    GiversTest() {
        var held = new BitSet();
        held.set(0, 3);
        givers.holds("Bob", held);
        givers.holds("Carol", held);
    }

    @Test
    void whoIsLateContradictsNobodyAndIsTakenWhenItAnswers() {
        assertEquals(List.of("Bob", "Carol"), givers.toAsk(7));
        assertTrue(givers.answered("Bob", false));
        assertEquals(List.of(), givers.late(7 + TIME));

        assertEquals(List.of("Carol"), givers.late(8 + TIME));
        assertEquals(List.of(), givers.toAsk(8 + TIME));

        assertFalse(givers.allDiffer());
        assertTrue(givers.answered("Carol", true));
        assertTrue(givers.agrees("Carol"));
        assertEquals(List.of(), givers.late(8 + TIME));
    }

    @Test
    void allDifferIfEachOfThemGaveHashesOfSomethingElse() {
        givers.toAsk(7);
        givers.answered("Bob", false);
        givers.answered("Carol", false);

        assertTrue(givers.allDiffer());
        assertFalse(givers.answered("Carol", true), "it was not asked again");
    }
}
