package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an index that is to come once more has come. */
class RepairTest {

    private final Repair repair = new Repair();

    private boolean isUnderWayAfter(long after, long upTo, boolean news) {
        var wiki = new WikiId(Bytes.of(new byte[WikiId.BYTES]));
        var index = Bytes.of(new byte[Limits.INDEX_ID_BYTES]);
        repair.listed(new Message.Index(wiki, index, after, List.of(), upTo, false), news);
        repair.settled();
        return repair.isUnderWay();
    }

    @Test
    void itEndsWithThePartThatComesAsFarAsWasHeardBefore() {
        assertEquals(false, repair.isUnderWay());
        repair.begin(20);

        assertEquals(true, isUnderWayAfter(0, 10, false));
        assertEquals(false, isUnderWayAfter(10, 20, false));
    }

    @Test
    void aSinglePageThatIsListedAgainMeanwhileDoesNotEndIt() {
        repair.begin(20);

        assertEquals(true, isUnderWayAfter(19, 20, false));
        assertEquals(true, isUnderWayAfter(0, 10, false));
        assertEquals(true, isUnderWayAfter(4, 5, false));
        assertEquals(true, isUnderWayAfter(19, 20, false));
        assertEquals(false, isUnderWayAfter(10, 20, false));
    }
}
