package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.junit.jupiter.api.Test;

class GenesisTest {

    /** Every page of every wiki in the world begins with these bytes: they never change. */
    private static final String GOLDEN =
            "856f4a8383a55ec20155002000000000000000000000000000000000000000000000000000000000000000"
                    + "00010100000005151a34014204560270027c047465787407616c69617365730566696c657305"
                    + "6d61726b73047f04030004000400";

    @Test
    void itsBytesAreTheGoldenOnes() {
        assertEquals(GOLDEN, Genesis.CHUNK.toHex());
        assertEquals(
                "83a55ec2f1d5b2fd3c224c074e9f3fccc16aff29a88c85e96b37cd5fd206fdf6",
                Genesis.HASH.toString());
    }

    @Test
    void makingItAnewGivesTheSameBytes() {
        new Document().free();
        var document = new Document(Genesis.ACTOR.toArray());
        try (var transaction = document.startTransaction()) {
            transaction.set(ObjectId.ROOT, "text", ObjectType.TEXT);
            transaction.set(ObjectId.ROOT, "aliases", ObjectType.MAP);
            transaction.set(ObjectId.ROOT, "files", ObjectType.MAP);
            transaction.set(ObjectId.ROOT, "marks", ObjectType.MAP);
            transaction.commit();
            byte[] chunk = document.encodeChangesSince(new org.automerge.ChangeHash[0]);
            assertEquals(Genesis.CHUNK, Bytes.of(chunk));
            assertEquals(Genesis.HASH, NativeHash.heads(document.getHeads()).hashes().getFirst());
        } finally {
            document.free();
        }
    }

    @Test
    void itIsNeverTakenFromAnybody() {
        assertThrows(MalformedChangeException.class, () -> Change.parse(Genesis.CHUNK));
    }
}
