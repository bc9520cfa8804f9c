package enquire.editor.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bodies of the changes of a new page, each with its length in front and given the right checksum.
 * What is read without a trial must pass the screening, and be what we write ourselves.
 */
public final class FirstChangesFuzz {

    private FirstChangesFuzz() {}

    /**
     * The bodies of what we write for a page with an attachment, one of two changes, and one with a
     * summary.
     */
    public static List<byte[]> honest() {
        var actor =
                ActorId.of(
                        new PeerId(Bytes.of(new byte[PeerId.BYTES])),
                        Bytes.of(new byte[ActorId.SALT_BYTES]));
        var file = new BlobId(Bytes.ofHex("55".repeat(BlobId.BYTES)));
        return List.of(
                input(FirstChanges.of(actor, new Title("Home"), Map.of(file, "{}"), "räv 👍🏽")),
                input(FirstChanges.of(actor, new Title("Long"), Map.of(), "x".repeat(20_000))),
                input(
                        FirstChanges.of(
                                actor,
                                new Title("Old"),
                                Map.of(file, "{}"),
                                "räv",
                                List.of(EditSummary.mark("Carol, 2011-03-04: typo")))));
    }

    private static byte[] input(List<Change> changes) {
        var input = new ChunkWriter();
        for (Change change : changes) {
            byte[] raw = change.chunk().toArray();
            input.sizedBytes(Chunk.read(raw, new ChunkReader(raw)).body().toArray());
        }
        return input.written().toArray();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        var changes = new ArrayList<Change>();
        try {
            var reader = new ChunkReader(input);
            while (reader.left() > 0) {
                changes.add(Change.parse(Chunk.framed(reader.sizedBytes("body"))));
            }
        } catch (MalformedChangeException e) {
            return; // What it is for.
        }
        FirstChanges.read(changes).ifPresent(content -> requireOurs(changes, content));
    }

    private static void requireOurs(List<Change> changes, PageContent content) {
        List<Change> fit = new ChangeScreening(new KnownChanges()).screen(changes).fit();
        if (!fit.equals(changes)) {
            throw new IllegalStateException("It was read, and does not pass the screening.");
        }
        List<Change> ours =
                FirstChanges.of(
                        changes.getFirst().actor(),
                        content.title().orElseThrow(),
                        content.files(),
                        content.text(),
                        content.marks().entrySet().stream()
                                .map(mark -> new Edit.PutMark(mark.getKey(), mark.getValue()))
                                .toList());
        if (!ours.equals(changes)) {
            throw new IllegalStateException("It was read as something else than it says.");
        }
    }
}
