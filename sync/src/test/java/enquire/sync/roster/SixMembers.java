package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The roster that tests change. Olga owns the wiki; Alice and Ann are admins, Bob and Ben are
 * writers, Rita reads, Carol is no member.
 */
abstract class SixMembers {

    static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    final NodeKey olga = TestKeys.of("Olga");
    final NodeKey alice = TestKeys.of("Alice");
    final NodeKey ann = TestKeys.of("Ann");
    final NodeKey bob = TestKeys.of("Bob");
    final NodeKey ben = TestKeys.of("Ben");
    final NodeKey rita = TestKeys.of("Rita");
    final NodeKey carol = TestKeys.of("Carol");

    final Bytes genesis =
            RosterRecords.genesis(olga, "Foxes", "Olga", Bytes.ofHex("07".repeat(16)), AT);
    final Roster founded = Roster.of(new WikiId(genesis.sha256()), List.of(genesis));
    final Roster all =
            add(
                    add(
                            add(
                                    add(
                                            add(founded, olga, alice, "Alice", Role.ADMIN),
                                            olga,
                                            ann,
                                            "Ann",
                                            Role.ADMIN),
                                    alice,
                                    bob,
                                    "Bob",
                                    Role.WRITER),
                            alice,
                            ben,
                            "Ben",
                            Role.WRITER),
                    bob,
                    rita,
                    "Rita",
                    Role.READER);

    static Roster add(Roster roster, NodeKey author, NodeKey peer, String name, Role role) {
        return roster.with(
                List.of(RosterRecords.add(author, roster, peer.id(), name, role, none(), AT)));
    }

    static Optional<Bytes> none() {
        return Optional.empty();
    }

    static void mayNot(Runnable act) {
        var refusal = assertThrows(IllegalArgumentException.class, act::run);
        assertTrue(refusal.getMessage().contains("higher role"), refusal.getMessage());
    }
}
