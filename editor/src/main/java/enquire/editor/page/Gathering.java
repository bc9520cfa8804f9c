package enquire.editor.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.automerge.Document;
import org.automerge.ObjectId;

/**
 * Makes few heads of many. An own change follows all heads of its page, and may follow no more than
 * {@link ChangeLimits#DEPENDENCIES_MAX}; a writer can make a page have any number of them. So a
 * change that does nothing is made on top of as many as it may follow, in a copy of the document as
 * it was there, which takes up to half a second (measured). Pure but for the document.
 */
final class Gathering {

    /** A mark of this name is set and removed again: a change must do something. */
    private static final String MARK = "gathered";

    private Gathering() {}

    /**
     * Makes as many changes as it takes; none on a page of few heads.
     *
     * @param actor whose document it is
     * @return what document and {@code known} have taken in; may be added to
     */
    static List<Change> gather(
            Document document,
            PageObjects objects,
            NativeNames names,
            KnownChanges known,
            ActorId actor) {
        var made = new ArrayList<Change>();
        List<ChangeHash> heads = names.heads(document).hashes();
        while (heads.size() > ChangeLimits.DEPENDENCIES_MAX) {
            Change next = next(document, objects, names, known, heads, actor);
            known.add(next);
            made.add(next);
            heads = names.heads(document).hashes();
        }
        return made;
    }

    private static Change next(
            Document document,
            PageObjects objects,
            NativeNames names,
            KnownChanges known,
            List<ChangeHash> heads,
            ActorId actor) {
        Heads gathered = Heads.of(gathered(heads, known, actor));
        Document copy = document.fork(names.of(gathered), actor.value().toArray());
        try {
            try (var transaction = copy.startTransaction()) {
                ObjectId marks = objects.marks();
                transaction.set(marks, MARK, MARK);
                transaction.delete(marks, MARK);
                transaction.commit();
            }
            byte[] chunk = copy.encodeChangesSince(names.of(gathered));
            Change made = names.taken(Change.parse(Bytes.of(chunk)));
            document.applyEncodedChanges(names.concatenated(Bytes.EMPTY, List.of(made)));
            Intake.requireHeads(
                    document, names, KnownChanges.headsAfter(Heads.of(heads), List.of(made)));
            return made;
        } finally {
            copy.free();
        }
    }

    /**
     * The author's own work is among them, since a change goes on where its author's last ended.
     */
    private static List<ChangeHash> gathered(
            List<ChangeHash> heads, KnownChanges known, ActorId actor) {
        var gathered = new ArrayList<ChangeHash>(ChangeLimits.DEPENDENCIES_MAX);
        if (known.lastSeq(actor) > 0) {
            heads.stream()
                    .filter(head -> {
                        Map<ActorId, Long> clock =
                                known.clocks()
                                        .at(List.of(head), hash -> known.node(hash).orElseThrow());
                        return clock.getOrDefault(actor, 0L) == known.lastSeq(actor);
                    })
                    .findFirst()
                    .ifPresent(gathered::add);
        }
        heads.stream()
                .filter(head -> !gathered.contains(head))
                .limit(ChangeLimits.DEPENDENCIES_MAX - gathered.size())
                .toList()
                .forEach(gathered::add);
        return gathered;
    }
}
