package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.sync.identity.NodeKey;
import enquire.sync.protocol.Shelf;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Somebody who uses the key of a node to write two changes of one number, as no node does. */
final class TwoFaced {

    private final Node node;
    private final NodeKey key;
    private final ActorId actor;

    /**
     * @param folder of all nodes
     * @param number so that it is another actor than those of the node
     */
    TwoFaced(Node node, Path folder, String name, int number) {
        this(node, key(folder, name), number);
    }

    private TwoFaced(Node node, NodeKey key, int number) {
        this(node, key, ActorId.of(key.id(), Bytes.ofHex("%016x".formatted(number))));
    }

    private TwoFaced(Node node, NodeKey key, ActorId actor) {
        this.node = node;
        this.key = key;
        this.actor = actor;
    }

    /** In the name of an actor that the node itself uses. */
    static TwoFaced as(ActorId actor, Node node, Path folder, String name) {
        return new TwoFaced(node, key(folder, name), actor);
    }

    private static NodeKey key(Path folder, String name) {
        return Meetings.identity(folder, name).key();
    }

    /**
     * Changes of this actor on top of others, the last of them signed.
     *
     * @param made all that is its own, the newest last
     */
    record Branch(PageId page, List<Change> before, List<Change> made, Bytes statement) {

        Change last() {
            return made.getLast();
        }

        ChangeHash first() {
            return made.getFirst().hash();
        }
    }

    Branch write(Wiki wiki, PageId page, String text) {
        return onTopOf(wiki, page, wiki.repository().exchange().changes(page), List.of(), text);
    }

    /** On top of what was there before. */
    Branch write(Wiki wiki, PageId page, List<Change> before, String text) {
        return onTopOf(wiki, page, before, List.of(), text);
    }

    /** Goes on after a branch. */
    Branch write(Wiki wiki, Branch branch, String text) {
        return onTopOf(wiki, branch.page(), branch.before(), branch.made(), text);
    }

    private Branch onTopOf(
            Wiki wiki, PageId page, List<Change> before, List<Change> made, String text) {
        var all = new ArrayList<>(before);
        all.addAll(made);
        try (var document = PageDocument.of(all, actor)) {
            var change = TextChange.between(document.text(), text);
            var own = new ArrayList<>(made);
            own.addAll(document.edit(new Edit.Text(change)));
            return new Branch(page, before, own, signed(wiki, page, own.getLast()));
        }
    }

    private Bytes signed(Wiki wiki, PageId page, Change last) {
        var claim =
                new Claim.Revision(
                        wiki.id(),
                        page,
                        actor,
                        1,
                        last.seq(),
                        last.hash(),
                        Instant.EPOCH,
                        Optional.empty(),
                        wiki.roster().roster().heads());
        return StatementCodec.sign(key, List.of(claim)).getFirst().bytes();
    }

    /** The only change of a branch, its first operation numbered one too high, and signed. */
    Branch misnumbered(Wiki wiki, Branch branch) {
        Change honest = branch.last();
        byte[] bytes = honest.chunk().toArray();
        int head = 4 + 4 + 1 + (bytes[9] < 0 ? 2 : 1);
        int startOp =
                head + 1 + ChangeHash.BYTES * honest.dependencies().size() + 1 + ActorId.BYTES + 1;
        assertEquals(honest.startOp(), bytes[startOp]);
        bytes[startOp]++;
        byte[] checksum = Bytes.of(bytes).slice(8, bytes.length).sha256().toArray();
        System.arraycopy(checksum, 0, bytes, 4, 4);
        Change changed = Change.parse(Bytes.of(bytes));
        Bytes statement = signed(wiki, branch.page(), changed);
        return new Branch(branch.page(), branch.before(), List.of(changed), statement);
    }

    /**
     * A change after a branch, signed, whose counts of overwritten operations add up beyond what a
     * {@code long} holds. Nobody looks at them before everything it follows is here.
     */
    Branch overflowing(Wiki wiki, Branch branch) {
        Change last = branch.last();
        var body = new ByteArrayOutputStream();
        body.write(1);
        body.writeBytes(last.hash().value().toArray());
        body.write(ActorId.BYTES);
        body.writeBytes(actor.value().toArray());
        body.write((int) last.seq() + 1);
        body.write((int) last.startOp() + last.operations());
        body.writeBytes(Bytes.ofHex("00" + "00" + "00").toArray()); // No time, message, actors.
        // Two operations: insertions, each "set" and a value of no bytes; counts 1 and 2^63 - 1.
        body.writeBytes(Bytes.ofHex("04" + "3402" + "4202" + "5602" + "700b").toArray());
        body.writeBytes(Bytes.ofHex("0002" + "0201" + "0206").toArray());
        body.writeBytes(Bytes.ofHex("7e01" + "ff".repeat(8) + "7f").toArray());
        Bytes hashed =
                Bytes.concat(
                        Bytes.of(new byte[] {1, (byte) body.size()}), Bytes.of(body.toByteArray()));
        assertEquals(0, body.size() >> 7);
        Bytes checksum = hashed.sha256().slice(0, 4);
        Change made = Change.parse(Bytes.concat(Bytes.ofHex("856f4a83"), checksum, hashed));
        return new Branch(
                branch.page(), branch.before(), List.of(made), signed(wiki, branch.page(), made));
    }

    /** As if this node gave it to that wiki's node. */
    void give(Wiki wiki, Branch branch) {
        var chunks = branch.made().stream().map(Change::chunk).toList();
        new WikiShelf(wiki, node.id())
                .receive(
                        List.of(
                                new Shelf.Arrived(
                                        branch.page(), chunks, List.of(branch.statement()))));
    }

    /** By the hash of their first own change: of two without a vote the first one stays. */
    static List<Branch> ranked(Branch... branches) {
        return List.of(branches).stream().sorted(Comparator.comparing(Branch::first)).toList();
    }
}
