package enquire.editor.page;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bodies of changes with the right checksum, on a page with a history; nothing native is near. */
public final class ScreeningFuzz {

    private static final List<Change> HISTORY =
            FirstChanges.of(
                    ActorId.of(
                            new PeerId(Bytes.of(new byte[PeerId.BYTES])),
                            Bytes.of(new byte[ActorId.SALT_BYTES])),
                    new Title("Home"),
                    Map.of(),
                    "one two three");

    private ScreeningFuzz() {}

    /** Bodies that may follow the history: typing, a deletion of text, a rename. */
    public static List<byte[]> honest() {
        var actor =
                ActorId.of(
                        new PeerId(Bytes.of(new byte[PeerId.BYTES])),
                        Bytes.of(new byte[] {1, 1, 1, 1, 1, 1, 1, 1}));
        try (PageDocument page = PageDocument.of(HISTORY, actor)) {
            var made = new ArrayList<Change>();
            made.addAll(page.edit(new Edit.Text(TextChange.replace(13, 4, 7, "zwei 👍"))));
            made.addAll(page.edit(new Edit.Rename(new Title("Haus")), new Edit.PutMark("a", "b")));
            made.addAll(page.edit(new Edit.Delete()));
            return made.stream().map(ScreeningFuzz::body).toList();
        }
    }

    private static byte[] body(Change change) {
        byte[] raw = change.chunk().toArray();
        return Chunk.read(raw, new ChunkReader(raw)).body().toArray();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Change change = Change.parse(Chunk.framed(Bytes.of(input)));
            var known = new KnownChanges();
            HISTORY.forEach(known::add);
            ScreenedChanges screened = new ChangeScreening(known).screen(List.of(change));
            for (String why : screened.refused().values()) {
                if (why.startsWith(ChangeScreening.MISTAKE)) {
                    throw new IllegalStateException(why);
                }
            }
            screened.fit().forEach(known::add);
        } catch (MalformedChangeException e) {
            return; // What it is for.
        }
    }
}
