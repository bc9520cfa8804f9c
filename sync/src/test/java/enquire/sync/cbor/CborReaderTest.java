package enquire.sync.cbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import enquire.editor.page.Bytes;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is behind the fields that are known is passed over, but it keeps the rules. */
class CborReaderTest {

    /** Far above what a frame of some ten bytes needs, and far below what is claimed in it. */
    private static final long ALLOCATED_BYTES_MAX = 256 * 1024;

    @Test
    void aKeyThatStandsTwiceIsRefusedAlsoAmongFieldsThatArePassedOver() {
        assertEquals(1, known(map(3).key("x").number(2).key("y").number(3).end()));

        refused(map(3).key("x").number(2).key("x").number(3).end(), "Duplicate");
        refused(map(2).key("known").number(3).end(), "Duplicate");
    }

    @Test
    void aKeyThatStandsTwiceWithinAFieldThatIsPassedOverIsRefused() {
        refused(
                map(2).key("x")
                        .list(1)
                        .map(2)
                        .key("y")
                        .number(2)
                        .key("y")
                        .number(3)
                        .end()
                        .end()
                        .end(),
                "Duplicate");
        // The same key in maps beside each other is none.
        assertEquals(
                1,
                known(
                        map(2).key("x")
                                .list(2)
                                .map(1)
                                .key("y")
                                .number(2)
                                .end()
                                .map(1)
                                .key("y")
                                .number(2)
                                .end()
                                .end()
                                .end()));
    }

    @Test
    void theDeepestNestingThatIsAllowedIsReadAndOneMoreIsNot() {
        // The map that holds it is the first.
        assertEquals(1, known(nested(CborReader.DEPTH_MAX - 1)));

        refused(nested(CborReader.DEPTH_MAX), "nesting");
    }

    @Test
    void depthCountsWhatIsOpenAndNotHowMuchThereIs() {
        var out = map(2).key("x").list(100);
        for (int i = 0; i < 100; i++) {
            out.list(1).number(1).end();
        }
        assertEquals(1, known(out.end().end()));
    }

    /** Lists, maps, texts, bytes and keys, each of 2^16 to 2^62, and nothing of it there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9a00010000", "9a7fffffff", "9b3fffffffffffffff", "9bffffffffffffffff",
                "ba00010000", "ba7fffffff", "bb3fffffffffffffff", "bbffffffffffffffff",
                "7a00010000", "7a7fffffff", "7b3fffffffffffffff", "7bffffffffffffffff",
                "5a00010000", "5a7fffffff", "5b3fffffffffffffff", "5bffffffffffffffff",
                "a17a7fffffff", "a17b3fffffffffffffff"
            })
    void whatClaimsToBeLargeAndIsNotThereIsRefusedBeforeThereIsRoomForIt(String claim) {
        // Behind the known field, where it is passed over; and as the field itself.
        Bytes passedOver = Bytes.ofHex("a2656b6e6f776e01" + "6178" + claim + "61");
        Bytes field = Bytes.ofHex("a1656b6e6f776e" + claim + "61");
        Function<CborReader, Object> list = in -> in.list(8, r -> r.number(0, 9));
        Function<CborReader, Object> text = in -> in.text(8);
        Function<CborReader, Object> bytes = in -> in.bytes(0, 8);

        refusedCheaply(passedOver, in -> in.number(0, 9));
        for (var as : List.of(list, text, bytes)) {
            refusedCheaply(field, as);
        }
    }

    @Test
    void aListOfMoreThanAreAllowedIsRefusedAndOneOfAsManyIsRead() {
        assertEquals(8, list(8).size());

        assertThrows(MalformedException.class, () -> list(9));
    }

    private static List<Long> list(int size) {
        var out = new CborWriter().list(size);
        for (int i = 0; i < size; i++) {
            out.number(i);
        }
        return CborReader.read(out.end().toBytes(), in -> in.list(8, r -> r.number(0, 9)));
    }

    @Test
    void aTextOfMoreThanIsAllowedIsRefusedAndOneOfAsMuchIsRead() {
        assertEquals("x".repeat(8), text("x".repeat(8)));

        assertThrows(MalformedException.class, () -> text("x".repeat(9)));
    }

    private static String text(String text) {
        return CborReader.read(new CborWriter().text(text).toBytes(), in -> in.text(8));
    }

    @Test
    void bytesOfMoreOrFewerThanAreAllowedAreRefused() {
        assertEquals(2, bytes(2).size());
        assertEquals(8, bytes(8).size());

        assertThrows(MalformedException.class, () -> bytes(1));
        assertThrows(MalformedException.class, () -> bytes(9));
    }

    private static Bytes bytes(int size) {
        Bytes input = new CborWriter().bytes(Bytes.of(new byte[size])).toBytes();
        return CborReader.read(input, in -> in.bytes(2, 8));
    }

    private static CborWriter map(int size) {
        return new CborWriter().map(size).key("known").number(1);
    }

    private static CborWriter nested(int lists) {
        var out = map(2).key("x");
        for (int i = 0; i < lists; i++) {
            out.list(1);
        }
        out.number(1);
        for (int i = 0; i < lists; i++) {
            out.end();
        }
        return out.end();
    }

    private static long known(CborWriter written) {
        return read(written.toBytes(), in -> in.number(0, 9));
    }

    private static <T> T read(Bytes input, Function<CborReader, T> known) {
        return CborReader.read(
                input,
                in -> {
                    in.startMap();
                    T value = known.apply(in.key("known"));
                    in.endMapSkippingUnknown();
                    return value;
                });
    }

    private static void refused(CborWriter written, String why) {
        var refusal = assertThrows(MalformedException.class, () -> known(written));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private static void refusedCheaply(Bytes input, Function<CborReader, ?> known) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThrows(MalformedException.class, () -> read(input, known)); // Loads classes.
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThrows(MalformedException.class, () -> read(input, known));
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < ALLOCATED_BYTES_MAX, () -> allocated + " bytes for " + input);
    }
}
