package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void whatComesInAndWhatGoesOutIsCopied() {
        byte[] content = {1, 2, 3};
        var bytes = Bytes.of(content);
        content[0] = 9;
        bytes.toArray()[1] = 9;
        assertEquals(Bytes.ofHex("010203"), bytes);
    }

    @Test
    void equalContentIsEqual() {
        assertEquals(Bytes.ofHex("0a0b"), Bytes.of(new byte[] {0, 10, 11, 0}, 1, 3));
        assertEquals(Bytes.ofHex("0a0b").hashCode(), Bytes.ofHex("0A0B").hashCode());
        assertNotEquals(Bytes.ofHex("0a"), Bytes.ofHex("0a0b"));
    }

    @Test
    void theOrderIsUnsigned() {
        assertTrue(Bytes.ofHex("ff").compareTo(Bytes.ofHex("01")) > 0);
        assertTrue(Bytes.ofHex("01").compareTo(Bytes.ofHex("0100")) < 0);
    }

    @Test
    void partsAreJoinedAndCutAgain() {
        var joined = Bytes.concat(Bytes.ofHex("01"), Bytes.EMPTY, Bytes.ofHex("0203"));
        assertEquals("010203", joined.toHex());
        assertEquals("02", joined.slice(1, 2).toHex());
        assertTrue(joined.startsWith(Bytes.ofHex("0102")));
        assertFalse(joined.startsWith(Bytes.ofHex("02")));
        assertFalse(joined.startsWith(Bytes.ofHex("01020304")));
    }

    @Test
    void theDigestIsSha256() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                Bytes.EMPTY.sha256().toHex());
    }

    @Test
    void hashesHaveThirtyTwoBytesAndActorsForty() {
        assertThrows(IllegalArgumentException.class, () -> ChangeHash.parse("00"));
        assertThrows(IllegalArgumentException.class, () -> new BlobId(Bytes.of(new byte[31])));
        assertThrows(IllegalArgumentException.class, () -> new ActorId(Bytes.of(new byte[32])));
        var author = new PeerId(Bytes.EMPTY.sha256());
        assertEquals(author, ActorId.of(author, Bytes.of(new byte[8])).author());
    }

    @Test
    void headsAreSortedAndEachStandsOnce() {
        var low = new ChangeHash(Bytes.of(new byte[32]));
        var high = new ChangeHash(Bytes.EMPTY.sha256());
        var heads = Heads.of(List.of(high, low, high));
        assertEquals(List.of(low, high), heads.hashes());
        assertEquals(heads, Heads.ofBytes(heads.toBytes()));
        assertEquals(Heads.NONE, Heads.ofBytes(Bytes.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> Heads.ofBytes(Bytes.of(new byte[33])));
    }
}
