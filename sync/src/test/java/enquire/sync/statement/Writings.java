package enquire.sync.statement;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A wiki of Olga with a recovery key, where Alice and Bob write and Rita reads, and changes that
 * they could make.
 */
final class Writings {

    static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    static final NodeKey OLGA = TestKeys.of("Olga");
    static final NodeKey ALICE = TestKeys.of("Alice");
    static final NodeKey BOB = TestKeys.of("Bob");
    static final NodeKey RITA = TestKeys.of("Rita");

    /** Somebody's other computer, in nobody's roster yet. */
    static final NodeKey LAPTOP = TestKeys.of("laptop");

    /** The recovery key of {@link #ROSTER}. */
    static final NodeKey PAPER = TestKeys.of("paper");

    static final Roster ROSTER = roster();
    static final WikiId WIKI = ROSTER.wiki();
    static final PageId PAGE = new PageId(new UUID(1, 2));
    static final ChangeHash GENESIS = Genesis.HASH;

    private Writings() {}

    static ActorId actor(NodeKey author) {
        return actor(author, 0);
    }

    static ActorId actor(NodeKey author, int start) {
        return ActorId.of(author.id(), Bytes.ofHex("%016x".formatted(start)));
    }

    /**
     * The raw bytes of a change without operations: the rule looks at nothing else. Its label makes
     * it another one, as the number of its first operation.
     */
    static Change change(NodeKey author, long seq, String label, ChangeHash... dependencies) {
        return change(actor(author), seq, label, dependencies);
    }

    static Change change(ActorId actor, long seq, String label, ChangeHash... dependencies) {
        var body = new ByteArrayOutputStream();
        body.write(dependencies.length);
        Arrays.stream(dependencies)
                .sorted()
                .forEach(hash -> body.writeBytes(hash.value().toArray()));
        body.write(ActorId.BYTES);
        body.writeBytes(actor.value().toArray());
        number(body, seq);
        number(body, 1 + (label.hashCode() & 0xfffffff));
        // No time, message, other actors or columns.
        body.writeBytes(new byte[4]);
        var hashed = new ByteArrayOutputStream();
        hashed.write(1);
        number(hashed, body.size());
        hashed.writeBytes(body.toByteArray());
        Bytes content = Bytes.of(hashed.toByteArray());
        return Change.parse(
                Bytes.concat(Bytes.ofHex("856f4a83"), content.sha256().slice(0, 4), content));
    }

    /** Unsigned LEB128. */
    private static void number(ByteArrayOutputStream out, long value) {
        long left = value;
        for (; left >= 0x80; left >>>= 7) {
            out.write((int) (left & 0x7f | 0x80));
        }
        out.write((int) left);
    }

    static Claim.Revision revision(Change change) {
        return revision(PAGE, change, ROSTER.heads());
    }

    static Claim.Revision revision(PageId page, Change change, List<Bytes> rosterHeads) {
        return new Claim.Revision(
                WIKI,
                page,
                change.actor(),
                1,
                change.seq(),
                change.hash(),
                AT,
                Optional.empty(),
                rosterHeads);
    }

    static SignedStatement sign(NodeKey key, Claim claim) {
        return StatementCodec.sign(key, List.of(claim)).getFirst();
    }

    private static Roster roster() {
        Bytes genesis =
                RosterRecords.genesis(
                        OLGA,
                        "Foxes",
                        "Olga",
                        Bytes.ofHex("07".repeat(16)),
                        Optional.of(PAPER.id()),
                        AT);
        var roster = Roster.of(RosterRecords.wikiOf(genesis), List.of(genesis));
        roster = add(roster, ALICE, "Alice", Role.WRITER);
        roster = add(roster, BOB, "Bob", Role.WRITER);
        return add(roster, RITA, "Rita", Role.READER);
    }

    private static Roster add(Roster roster, NodeKey key, String name, Role role) {
        return roster.with(
                List.of(
                        RosterRecords.add(
                                OLGA, roster, key.id(), name, role, Optional.empty(), AT)));
    }
}
