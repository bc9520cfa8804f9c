package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer may cost, by a clock that stands where the test puts it. */
class BudgetTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void whatItHoldsIsFreeAndTheNextBitIsNot() {
        var budget = new Budget(10, 2);

        assertEquals(0, budget.spend(0, 10));
        assertEquals(SECOND / 2, budget.spend(0, 1));
    }

    @Test
    void itFillsWithTimeAndNeverBeyondItsBrim() {
        var budget = new Budget(10, 2);
        budget.spend(0, 10);

        assertEquals(0, budget.spend(SECOND, 2));
        assertEquals(0, budget.spend(1_000 * SECOND, 10));
        assertTrue(budget.spend(1_000 * SECOND, 1) > 0);
    }

    @Test
    void aClockThatStandsStillGivesNothing() {
        var budget = new Budget(1, 1);
        budget.spend(5 * SECOND, 1);

        assertEquals(SECOND, budget.spend(4 * SECOND, 1));
    }

    @Test
    void aBudgetOfNothingIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> new Budget(0, 1));
    }

    /** A first sync of 10,000 pages is honest; the same again at once has to wait. */
    @Test
    void statementsAreCountedAsSignatures() {
        var budget = new PeerBudget();
        var page = PageId.of(Bytes.of(new byte[PageId.BYTES]));
        List<Bytes> statements = Collections.nCopies(2_000, Bytes.of(new byte[] {1}));
        var changes =
                new Message.Changes(
                        new WikiId(Bytes.of(new byte[WikiId.BYTES])),
                        List.of(new Message.PageChanges(page, List.of(), statements, false)));
        long most = Limits.BUDGET_SIGNATURES / statements.size();
        for (int i = 0; i < most; i++) {
            assertEquals(0, budget.spend(0, 1_000, changes));
        }

        assertEquals(
                SECOND * statements.size() / Limits.BUDGET_SIGNATURES_PER_SECOND,
                budget.spend(0, 1_000, changes));
    }
}
