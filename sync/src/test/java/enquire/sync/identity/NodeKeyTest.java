package enquire.sync.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeKeyTest {

    private static final Bytes MESSAGE = Bytes.ofHex("0102030405");

    private final NodeKey alice = TestKeys.of("Alice");
    private final NodeKey bob = TestKeys.of("Bob");

    @TempDir Path folder;

    @Test
    void aSignatureHoldsForItsSignerPurposeAndBytesOnly() {
        Bytes signature = alice.sign(Purpose.ROSTER_RECORD, MESSAGE);

        assertTrue(NodeKey.verify(alice.id(), Purpose.ROSTER_RECORD, MESSAGE, signature));
        assertFalse(NodeKey.verify(bob.id(), Purpose.ROSTER_RECORD, MESSAGE, signature));
        assertFalse(NodeKey.verify(alice.id(), Purpose.STATEMENTS, MESSAGE, signature));
        assertFalse(NodeKey.verify(alice.id(), Purpose.ROSTER_RECORD, Bytes.EMPTY, signature));
    }

    @Test
    void aFlippedByteAnywhereInItsFileGivesTheSameKeyOrAClearErrorAndTheFileIsKept()
            throws IOException {
        Path file = folder.resolve("identity.p12");
        PeerId id = NodeIdentity.open(file).key().id();
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (at % 2 == 0 ? 0x01 : 0xff);
            Files.write(file, damaged);
            try {
                assertEquals(id, NodeIdentity.open(file).key().id());
            } catch (IdentityException e) {
                assertTrue(e.getMessage().contains("Nothing was changed"), e.getMessage());
                refused++;
            }
            assertArrayEquals(damaged, Files.readAllBytes(file));
        }
        assertTrue(refused > whole.length / 2, refused + " refused");
    }

    @Test
    void everyFlippedBitBreaksASignature() {
        Bytes signature = alice.sign(Purpose.STATEMENTS, MESSAGE);
        for (int bit = 0; bit < signature.size() * 8; bit++) {
            byte[] broken = signature.toArray();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(
                    NodeKey.verify(alice.id(), Purpose.STATEMENTS, MESSAGE, Bytes.of(broken)),
                    "bit " + bit);
        }
    }

    @Test
    void whatIsNoKeyOrSignatureVerifiesNothing() {
        var noPoint = new PeerId(Bytes.ofHex("ff".repeat(32)));
        Bytes signature = alice.sign(Purpose.STATEMENTS, MESSAGE);

        assertFalse(NodeKey.verify(noPoint, Purpose.STATEMENTS, MESSAGE, signature));
        assertFalse(NodeKey.verify(alice.id(), Purpose.STATEMENTS, MESSAGE, Bytes.EMPTY));
    }

    /**
     * So that another library may take the place of this one, and TLS may sign with the same key.
     */
    @Test
    void theJdkMakesAndTakesTheSameSignatures() throws Exception {
        for (int length = 0; length < 200; length += 7) {
            var message = Bytes.of(new byte[length]);
            Bytes made = alice.sign(Purpose.STATEMENTS, message);
            var jdk = Signature.getInstance("Ed25519");
            jdk.initSign(alice.secret());
            jdk.update(Purpose.STATEMENTS.before(message));
            assertEquals(Bytes.of(jdk.sign()), made);
            jdk.initVerify(NodeKey.publicKey(alice.id()));
            jdk.update(Purpose.STATEMENTS.before(message));
            assertTrue(jdk.verify(made.toArray()));
        }
    }

    /**
     * Twice the same point with another number: who counts what is signed by its bytes sees two.
     */
    @Test
    void aSignatureWhoseNumberIsWrittenAnotherWayIsNone() {
        Bytes signature = alice.sign(Purpose.STATEMENTS, MESSAGE);
        byte[] other = signature.toArray();
        byte[] order =
                Bytes.ofHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
                        .toArray();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (other[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            other[32 + i] = (byte) sum;
            carry = sum >> 8;
        }

        assertFalse(NodeKey.verify(alice.id(), Purpose.STATEMENTS, MESSAGE, Bytes.of(other)));
    }

    @Test
    void rawKeysBecomeKeysOfTheJdkAndBack() throws Exception {
        // RFC 8032, section 7.1, test 1.
        var id = PeerId.parse("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

        assertEquals(id, NodeKey.idOf(NodeKey.publicKey(id)));
    }

    @Test
    void anIdentityIsMadeOnceAndReadAfterwards() throws Exception {
        Path file = folder.resolve("node/identity.p12");

        var made = NodeIdentity.open(file);
        var read = NodeIdentity.open(file);

        assertEquals(made.key().id(), read.key().id());
        assertEquals(made.certificate(), read.certificate());
        assertEquals(Optional.of(made.key().id()), CertificatePeer.of(made.certificate()));
        made.certificate().verify(made.certificate().getPublicKey());
        Bytes signature = made.key().sign(Purpose.STATEMENTS, MESSAGE);
        assertTrue(NodeKey.verify(read.key().id(), Purpose.STATEMENTS, MESSAGE, signature));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(file.getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aDamagedIdentityIsReportedAndNotReplaced() throws Exception {
        Path file = folder.resolve("identity.p12");
        Files.writeString(file, "scrambled");

        var error = assertThrows(IdentityException.class, () -> NodeIdentity.open(file));

        assertTrue(error.getMessage().contains("Put the file back"), error.getMessage());
        assertEquals("scrambled", Files.readString(file));
    }

    @Test
    void aKeyNeverShowsItsSecret() {
        assertEquals("NodeKey of " + alice.id(), alice.toString());
    }
}
