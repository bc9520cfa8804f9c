package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.identity.TestKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InviteTest {

    private static final Instant EXPIRES = Instant.parse("2026-12-01T00:00:00Z");

    private final PeerId alice = TestKeys.of("Alice").id();
    private final PeerId bob = TestKeys.of("Bob").id();
    private final PeerId carol = TestKeys.of("Carol").id();
    private final Bytes secret = Bytes.ofHex("5e".repeat(32));
    private final Invite invite =
            new Invite(
                    new WikiId(Bytes.ofHex("11".repeat(32))),
                    "Räven",
                    alice,
                    "Alice",
                    List.of("192.168.1.20:8748", "[2001:db8::1]:8748"),
                    Bytes.ofHex("99".repeat(16)),
                    secret,
                    Role.WRITER,
                    EXPIRES);

    @Test
    void anInviteIsReadBack() {
        assertEquals(invite, Invite.parse(invite.text()));
        assertTrue(invite.text().matches("enquire:[A-Za-z0-9_-]{200,400}"), invite.text());
    }

    @Test
    void aMailProgramMayBreakItIntoLines() {
        String broken = "<" + invite.text().replaceAll("(.{70})", "$1\r\n  ") + ">\n";

        assertEquals(invite, Invite.parse(broken));
    }

    @Test
    void everyMissingOrWrongCharacterIsFound() {
        String text = invite.text();
        for (int at = Invite.SCHEME.length(); at < text.length(); at++) {
            String cut = text.substring(0, at);
            assertThrows(InvalidInviteException.class, () -> Invite.parse(cut), "cut at " + at);
            char other = text.charAt(at) == 'x' ? 'A' : 'x';
            String wrong = cut + other + text.substring(at + 1);
            assertThrows(InvalidInviteException.class, () -> Invite.parse(wrong), "at " + at);
        }
    }

    @Test
    void theReasonIsASentence() {
        assertTrue(problem("hello").contains("begins with 'enquire:'"));
        assertTrue(problem("enquire:AAAA").contains("Copy it whole"));
        assertTrue(problem("enquire:ä").contains("characters that no invite has"));
        assertTrue(problem("enquire:" + "A".repeat(100_000)).contains("too long"));
    }

    @Test
    void anInviteEndsAtItsTime() {
        assertFalse(invite.expired(EXPIRES.minusSeconds(1)));
        assertTrue(invite.expired(EXPIRES));
    }

    @Test
    void aProofHoldsForTheTwoKeysAndTheSecretOnly() {
        Bytes proof = Invite.proof(secret, alice, bob);

        assertTrue(Invite.proves(proof, secret, alice, bob));
        assertFalse(Invite.proves(proof, secret, alice, carol));
        assertFalse(Invite.proves(proof, secret, bob, alice));
        assertFalse(Invite.proves(proof, Bytes.ofHex("5f".repeat(32)), alice, bob));
    }

    @Test
    void theSecretIsNotPrinted() {
        assertFalse(invite.toString().contains("5e5e"));
    }

    private static String problem(String text) {
        return assertThrows(InvalidInviteException.class, () -> Invite.parse(text)).getMessage();
    }
}
