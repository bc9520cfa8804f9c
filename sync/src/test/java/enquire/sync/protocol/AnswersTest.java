package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one page comes to on the wire, however much of it there is. */
class AnswersTest {

    private static final PageId PAGE = PageId.of(Bytes.of(new byte[PageId.BYTES]));
    private static final WikiId WIKI = new WikiId(Bytes.of(new byte[WikiId.BYTES]));

    /** As small as a statement can be (measured): more of them fit in a frame than it may hold. */
    private static final int SMALL_BYTES = 200;

    @Test
    void manySmallStatementsOfOneChangeAreSplitSoThatTheReceiverTakesThem() {
        Bytes named = Bytes.of(new byte[32]);
        var statements =
                IntStream.range(0, 2 * Limits.STATEMENTS)
                        .mapToObj(i ->
                                new Shelf.Vouching(Bytes.of(new byte[SMALL_BYTES]), List.of(named)))
                        .toList();
        var answers =
                new Answers(
                        new OnePage(
                                new Shelf.Lacking(
                                        List.of(new Shelf.Chunk(Bytes.of(new byte[100]), named)),
                                        statements)));
        answers.want(List.of(new Message.PageHeads(PAGE, Heads.NONE)));

        int given = 0;
        while (!answers.isEmpty()) {
            var message = new Message.Changes(WIKI, answers.next());
            assertTrue(message.pages().getFirst().statements().size() <= Limits.STATEMENTS);
            assertEquals(message, MessageCodec.decode(MessageCodec.encode(message)));
            given += message.pages().getFirst().statements().size();
        }

        assertEquals(statements.size(), given);
    }
}
