package enquire.editor.page;

import enquire.editor.text.CodePoints;
import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import org.automerge.ObjectId;
import org.automerge.Patch;
import org.automerge.PatchAction;

/**
 * Automerge's patches of a text, one after the other and counted in code points, as one change
 * counted in UTF-16 units.
 *
 * @param change from the text before to {@code after}
 * @param after the text afterwards
 */
record TextPatches(TextChange change, String after) {

    static TextPatches follow(String before, ObjectId text, List<Patch> patches) {
        var mirror = new StringBuilder(before);
        var position = new CodePoints(mirror);
        var changes = new ArrayList<TextChange>();
        for (Patch patch : patches) {
            if (!patch.getObj().equals(text)) {
                continue;
            }
            switch (patch.getAction()) {
                case PatchAction.SpliceText splice -> {
                    int at = position.toUnits(Math.toIntExact(splice.getIndex()));
                    changes.add(TextChange.replace(mirror.length(), at, at, splice.getText()));
                    mirror.insert(at, splice.getText());
                }
                case PatchAction.DeleteList delete -> {
                    int to =
                            position.toUnits(
                                    Math.toIntExact(delete.getIndex() + delete.getLength()));
                    int from = position.toUnits(Math.toIntExact(delete.getIndex()));
                    changes.add(TextChange.replace(mirror.length(), from, to, ""));
                    mirror.delete(from, to);
                }
                default ->
                        throw new PageDocumentException(
                                "The text was changed in a way that no page uses (%s)."
                                        .formatted(patch.getAction().getClass().getSimpleName()));
            }
        }
        return new TextPatches(composed(changes, before.length()), mirror.toString());
    }

    /** In pairs, then pairs of pairs: one after the other would cost the square of their number. */
    private static TextChange composed(List<TextChange> changes, int lengthBefore) {
        List<TextChange> left = changes;
        while (left.size() > 1) {
            var halved = new ArrayList<TextChange>();
            for (int i = 0; i < left.size(); i += 2) {
                TextChange first = left.get(i);
                halved.add(i + 1 < left.size() ? first.compose(left.get(i + 1)) : first);
            }
            left = halved;
        }
        return left.isEmpty() ? TextChange.unchanged(lengthBefore) : left.getFirst();
    }
}
