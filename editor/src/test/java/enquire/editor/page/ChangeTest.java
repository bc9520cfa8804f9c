package enquire.editor.page;

import static enquire.editor.page.Actors.ALICE;
import static enquire.editor.page.Actors.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {

    /** Writes a change by hand, so that each part can be wrong. */
    private static final class Writer {

        private List<Bytes> dependencies = List.of(Genesis.HASH.value());
        private Bytes actor = ALICE.value();
        private Bytes seq = number(1);
        private Bytes startOp = number(5);
        private Bytes message = number(0);
        private Bytes columns = Bytes.ofHex("01" + "4202" + "0301"); // Three set operations.
        private Bytes rest = Bytes.EMPTY;

        Bytes body() {
            return Bytes.concat(
                    number(dependencies.size()),
                    Bytes.concat(dependencies.toArray(Bytes[]::new)),
                    number(actor.size()),
                    actor,
                    seq,
                    startOp,
                    number(0),
                    message,
                    number(0),
                    columns,
                    rest);
        }

        Bytes chunk() {
            return framed(1, body(), body());
        }
    }

    private static Bytes framed(int type, Bytes content, Bytes inflated) {
        Bytes hashed = Bytes.concat(Bytes.ofHex("01"), number(inflated.size()), inflated);
        return Bytes.concat(
                Bytes.ofHex("856f4a83"),
                hashed.sha256().slice(0, 4),
                number(type),
                number(content.size()),
                content);
    }

    private static Bytes number(long value) {
        var out = new ByteArrayOutputStream();
        long left = value;
        for (; left >= 0x80; left >>>= 7) {
            out.write((int) (left & 0x7f | 0x80));
        }
        out.write((int) left);
        return Bytes.of(out.toByteArray());
    }

    private static Bytes deflated(Bytes bytes) {
        var deflater = new Deflater(9, true);
        deflater.setInput(bytes.toArray());
        deflater.finish();
        byte[] buffer = new byte[bytes.size() + 64];
        int size = deflater.deflate(buffer);
        deflater.end();
        return Bytes.of(buffer, 0, size);
    }

    private static void refuses(String why, Bytes chunk) {
        var refused = assertThrows(MalformedChangeException.class, () -> Change.parse(chunk));
        String reason = String.valueOf(refused.getMessage());
        assertTrue(reason.contains(why), reason);
    }

    private static List<Change> realChanges() {
        try (var page = PageDocument.create(ALICE)) {
            page.edit(new Edit.Rename(new Title("Home")));
            page.edit(new Edit.Text(TextChange.replace(0, 0, 0, "one 😀 two ".repeat(40))));
            try (var other = PageDocument.of(page.changes(), BOB)) {
                page.apply(other.edit(new Edit.PutMark("m", "1")));
                page.edit(new Edit.Text(TextChange.replace(page.text().length(), 4, 6, "")));
                page.edit(new Edit.Delete());
            }
            return page.changes();
        }
    }

    @Test
    void aChangeFollowsAsManyOthersAsAVersionHasHeads() {
        var writer = new Writer();
        writer.dependencies = hashes(1_024);
        assertEquals(1_024, Change.parse(writer.chunk()).dependencies().size());

        writer.dependencies = hashes(1_025);
        var refusal =
                assertThrows(MalformedChangeException.class, () -> Change.parse(writer.chunk()));
        assertEquals("The change follows 1,025 others; it may follow 1,024.", refusal.getMessage());
    }

    private static List<Bytes> hashes(int count) {
        return IntStream.range(0, count).mapToObj(each -> number(each).sha256()).sorted().toList();
    }

    @Test
    void whatAutomergeWritesIsRead() {
        List<Change> changes = realChanges();
        assertEquals(5, changes.size());
        var third = changes.get(2);
        assertEquals(BOB, third.actor());
        assertEquals(1, third.seq());
        assertEquals(1, third.operations());
        assertEquals(List.of(changes.get(1).hash()), third.dependencies());
        var fourth = changes.get(3);
        assertEquals(3, fourth.seq());
        assertEquals(third.startOp() + third.operations(), fourth.startOp());
        for (Change change : changes) {
            assertEquals(change, Change.parse(change.chunk()));
        }
    }

    @Test
    void aChangeWrittenByHandIsRead() {
        var change = Change.parse(new Writer().chunk());
        assertEquals(ALICE, change.actor());
        assertEquals(1, change.seq());
        assertEquals(5, change.startOp());
        assertEquals(3, change.operations());
        assertEquals(List.of(Genesis.HASH), change.dependencies());
    }

    @Test
    void theCompressedFormHasTheSameHash() {
        Change plain = realChanges().get(1);
        Bytes body = plain.chunk().slice(11, plain.chunk().size());
        Bytes compressed = framed(2, deflated(body), body);
        assertEquals(plain.hash(), Change.parse(compressed).hash());
        assertEquals(compressed, Change.parse(compressed).chunk());
        assertEquals(plain.operations(), Change.parse(compressed).operations());
    }

    @Test
    void whatInflatesBeyondTheLimitIsRefused() {
        Bytes bomb = Bytes.of(new byte[64 << 20]);
        refuses("larger than 1,048,576 bytes", framed(2, deflated(bomb), bomb));
        Bytes body = new Writer().body();
        Bytes whole = deflated(body);
        refuses("ends early", framed(2, whole.slice(0, whole.size() - 2), body));
        refuses("follows the compressed", framed(2, Bytes.concat(whole, Bytes.ofHex("00")), body));
        refuses("cannot be decompressed", framed(2, Bytes.ofHex("ffffff"), body));
    }

    @Test
    void aBodyOfOneMebibyteIsReadAndOneByteMoreIsNot() {
        assertEquals(3, Change.parse(withBodyOf(ChangeLimits.BODY_BYTES_MAX)).operations());
        refuses("larger than 1,048,576 bytes", withBodyOf(ChangeLimits.BODY_BYTES_MAX + 1));
    }

    /** With a second column, of values, that fills it up. */
    private static Bytes withBodyOf(int size) {
        var writer = new Writer();
        Bytes lengthOfValues = number(size); // Takes three bytes, as the real one will.
        writer.columns = Bytes.concat(Bytes.ofHex("02" + "4202" + "57"), lengthOfValues);
        writer.rest = Bytes.ofHex("0301");
        int values = size - writer.body().size();
        writer.columns = Bytes.concat(Bytes.ofHex("02" + "4202" + "57"), number(values));
        writer.rest = Bytes.concat(writer.rest, Bytes.of(new byte[values]));
        assertEquals(size, writer.body().size());
        return writer.chunk();
    }

    @Test
    void aChangeSaysWhetherItTouchesTextOrKeys() {
        List<Change> changes = realChanges();
        assertTrue(changes.get(0).changesMaps() && !changes.get(0).changesText());
        assertTrue(!changes.get(1).changesMaps() && changes.get(1).changesText());
        try (var page = PageDocument.of(changes, Actors.CAROL)) {
            var both = page.edit(new Edit.Text(TextChange.replace(page.text().length(), 0, 1, "")));
            assertTrue(both.getFirst().changesMaps() && both.getFirst().changesText());
        }
    }

    @Test
    void moreKeysThanOperationsAreRefused() {
        var writer = new Writer();
        writer.columns = Bytes.ofHex("02" + "1503" + "4202" + "040161" + "0301");
        refuses("more keys than operations", writer.chunk());
    }

    @Test
    void anotherTypeOfChunkIsRefused() {
        Bytes body = new Writer().body();
        refuses("chunk of type 0", framed(0, body, body));
        refuses("chunk of type 3", framed(3, body, body));
    }

    @Test
    void aWrongChecksumOrBeginningIsRefused() {
        byte[] chunk = new Writer().chunk().toArray();
        chunk[5] ^= 1;
        refuses("checksum", Bytes.of(chunk));
        chunk[5] ^= 1;
        chunk[0] ^= 1;
        refuses("begin like a change", Bytes.of(chunk));
    }

    @Test
    void whatFollowsTheOperationsIsRefused() {
        var writer = new Writer();
        writer.rest = Bytes.ofHex("00");
        refuses("follows the operations", writer.chunk());
        refuses(
                "bytes of the change end early",
                Bytes.concat(new Writer().chunk(), Bytes.ofHex("00")));
        refuses("hold 2 changes", Bytes.concat(new Writer().chunk(), new Writer().chunk()));
        refuses("hold 0 changes", Bytes.EMPTY);
    }

    @Test
    void dependenciesMustAscend() {
        Bytes low = Bytes.of(new byte[32]);
        Bytes high = Genesis.HASH.value();
        var writer = new Writer();
        writer.dependencies = List.of(low, high);
        assertEquals(2, Change.parse(writer.chunk()).dependencies().size());
        writer.dependencies = List.of(high, low);
        refuses("ascending order", writer.chunk());
        writer.dependencies = List.of(high, high);
        refuses("ascending order", writer.chunk());
    }

    @Test
    void numbersHaveOneForm() {
        var writer = new Writer();
        writer.seq = Bytes.ofHex("8100");
        refuses("shortest form", writer.chunk());
        writer.seq = Bytes.ofHex("ffffffffffffffffff7f");
        refuses("shortest form", writer.chunk());
        var runs = new Writer();
        runs.columns = Bytes.ofHex("01" + "4203" + "830001");
        refuses("shortest form", runs.chunk());
    }

    @Test
    void countersStayFarBelowWhatAbortsAutomerge() {
        var writer = new Writer();
        writer.startOp = number(ChangeLimits.COUNTER_MAX);
        assertEquals(ChangeLimits.COUNTER_MAX, Change.parse(writer.chunk()).startOp());
        writer.startOp = number(ChangeLimits.COUNTER_MAX + 1);
        refuses("first operation of the change is 2,147,483,648", writer.chunk());
        writer.startOp = number(0);
        refuses("first operation of the change is 0", writer.chunk());
    }

    @Test
    void anActorOfAnotherLengthIsRefused() {
        var writer = new Writer();
        writer.actor = ALICE.value().slice(0, 39);
        refuses("40 bytes, not 39", writer.chunk());
    }

    @Test
    void aMessageIsRefused() {
        var writer = new Writer();
        writer.message = Bytes.ofHex("0141");
        refuses("no message", writer.chunk());
    }

    @Test
    void twentyThousandOperationsAreReadAndOneMoreIsNot() {
        var writer = new Writer();
        writer.columns = Bytes.ofHex("01" + "4204" + "a09c01" + "01"); // A run of 20,000.
        assertEquals(20_000, Change.parse(writer.chunk()).operations());
        writer.columns = Bytes.ofHex("01" + "4204" + "a19c01" + "01");
        refuses("more than 20,000 operations", writer.chunk());
        writer.columns = Bytes.ofHex("01" + "4206" + "a09c01" + "01" + "7f01");
        refuses("more than 20,000 operations", writer.chunk());
        writer.columns = Bytes.ofHex("01" + "420a" + "ffffffffffffffff3f" + "01");
        refuses("more than 20,000 operations", writer.chunk());
    }

    @Test
    void operationsThatSayNothingAreRefused() {
        var writer = new Writer();
        writer.columns = Bytes.ofHex("01" + "4202" + "0005");
        refuses("says nothing", writer.chunk());
    }

    @Test
    void columnsOutOfOrderOrTooLongAreRefused() {
        var writer = new Writer();
        writer.columns = Bytes.ofHex("02" + "4202" + "4200" + "0301");
        refuses("not in order", writer.chunk());
        writer.columns = Bytes.ofHex("01" + "4203" + "0301");
        refuses("column of the change ends early", writer.chunk());
        writer.columns = Bytes.ofHex("01" + "4a02" + "0301"); // The bit for compressed columns.
        refuses("not in order", writer.chunk());
        writer.columns = Bytes.ofHex("ff7f" + "4202" + "0301");
        refuses("list of columns", writer.chunk());
    }

    @Test
    void manyChangesBehindEachOtherAreReadInOrder() {
        List<Change> changes = realChanges();
        Bytes all = Bytes.concat(changes.stream().map(Change::chunk).toArray(Bytes[]::new));
        assertEquals(changes, Change.parseAll(all));
        assertEquals(List.of(), Change.parseAll(Bytes.EMPTY));
        assertThrows(
                MalformedChangeException.class,
                () -> Change.parseAll(all.slice(0, all.size() - 1)));
    }

    /** With the checksum repaired, so that what is behind it is reached. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noBytesDoAnythingButParseOrBeRefused(long seed) {
        var random = new Random(seed);
        List<Change> changes = realChanges();
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            Bytes chunk = changes.get(random.nextInt(changes.size())).chunk();
            int head = chunk.size() > 200 ? 11 : 10;
            byte[] body = chunk.slice(head, chunk.size()).toArray();
            for (int i = random.nextInt(4); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            Bytes mutated = Bytes.of(body).slice(0, body.length - random.nextInt(2));
            try {
                Change.parse(framed(1, mutated, mutated));
            } catch (MalformedChangeException e) {
                assertTrue(String.valueOf(e.getMessage()).endsWith("."));
                refused++;
            }
        }
        assertTrue(refused > 300);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseIsRefused(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            Bytes bytes = Bytes.of(noise);
            // Which of the rules is broken first is chance.
            refuses("", round % 2 == 0 ? bytes : framed(1, bytes, bytes));
            refuses("compress", framed(2, bytes, bytes));
        }
    }
}
