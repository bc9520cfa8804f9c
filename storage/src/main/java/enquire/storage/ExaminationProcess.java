package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageDocumentException;
import enquire.editor.page.Trial;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that {@link ChildExaminer} starts: does to a page what the node would do, and ends
 * with what came of it, unless the native library ends it before. One thread.
 */
final class ExaminationProcess {

    static final int FIT = 0;

    /** A number that neither Java (1) nor a shell (2, 126 and above) nor Windows (3) ends with. */
    static final int UNFIT = 4;

    private ExaminationProcess() {}

    /**
     * @param arguments a file with two lists of changes: their number, then each with its length
     */
    public static void main(String[] arguments) throws IOException {
        List<Change> base;
        List<Change> suspects;
        try (var in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(Path.of(arguments[0]))))) {
            base = read(in);
            suspects = read(in);
        }
        System.exit(isFit(base, suspects) ? FIT : UNFIT);
    }

    private static List<Change> read(DataInputStream in) throws IOException {
        int count = in.readInt();
        var changes = new ArrayList<Change>();
        for (int i = 0; i < count; i++) {
            changes.add(Change.parse(Bytes.of(in.readNBytes(in.readInt()))));
        }
        return changes;
    }

    private static boolean isFit(List<Change> base, List<Change> suspects) {
        var actor = new ActorId(Bytes.of(new byte[ActorId.BYTES]));
        try (PageDocument page = PageDocument.of(base, actor)) {
            try (Trial trial = page.trial(suspects)) {
                trial.run();
            }
            page.apply(suspects);
            page.content();
            return true;
        } catch (PageDocumentException e) {
            System.out.println(e);
            return false;
        }
    }
}
