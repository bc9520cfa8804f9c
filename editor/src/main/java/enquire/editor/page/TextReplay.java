package enquire.editor.page;

import enquire.editor.page.Operation.Reference;
import enquire.editor.text.TextChange;
import enquire.editor.text.TextChange.Replacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What some changes did to the text of a page, found without Automerge: for changes that the page
 * does not hold. Characters stand in the order that Automerge gives them: each behind the one it
 * was typed after, and of several typed there the one with the higher number first, then the one of
 * the larger actor. One use, one thread.
 */
public final class TextReplay {

    /**
     * @param before the text without these changes
     * @param change what they make of it
     */
    public record Part(String before, TextChange change) {}

    private record Id(long counter, ActorId actor) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            int byCounter = Long.compare(counter, other.counter);
            return byCounter != 0 ? byCounter : actor.value().compareTo(other.actor.value());
        }
    }

    /** One character, in a list of all that ever were. */
    private static final class Element {
        private final Id id;
        private final String character;
        private final boolean ofPart;
        private boolean deletedBefore;
        private boolean deletedByPart;
        private @Nullable Element next;

        Element(Id id, String character, boolean ofPart) {
            this.id = id;
            this.character = character;
            this.ofPart = ofPart;
        }
    }

    private final Element beginning = new Element(new Id(0, nobody()), "", false);
    private final Map<Id, Element> elements = new HashMap<>();

    private TextReplay() {}

    /**
     * @param changes screened, with all their ancestors but the genesis; no two of one number; each
     *     after those it depends on
     * @param part of them, whose doing is asked for
     */
    public static Part part(Collection<Change> changes, Set<ChangeHash> part) {
        var replay = new TextReplay();
        changes.forEach(change -> replay.take(change, part.contains(change.hash())));
        return replay.difference();
    }

    private void take(Change change, boolean ofPart) {
        ChangeBody body = change.body();
        List<Operation> operations = OperationReader.read(body);
        List<OperationRows.Row> rows = OperationRows.read(body);
        for (int i = 0; i < operations.size(); i++) {
            switch (operations.get(i)) {
                case Operation.Insert(Reference after) ->
                        insert(
                                element(body, after),
                                new Element(
                                        new Id(body.startOp() + i, body.actor()),
                                        OperationRows.text(rows.get(i).value()),
                                        ofPart));
                case Operation.Delete(Reference character) -> {
                    Element deleted = element(body, character);
                    deleted.deletedByPart |= ofPart;
                    deleted.deletedBefore |= !ofPart;
                }
                case Operation.Write write -> {}
            }
        }
    }

    /** What follows a later one that was typed at the same place has a higher number still. */
    private void insert(Element after, Element inserted) {
        Element at = after;
        while (at.next != null && at.next.id.compareTo(inserted.id) > 0) {
            at = at.next;
        }
        inserted.next = at.next;
        at.next = inserted;
        elements.put(inserted.id, inserted);
    }

    private Element element(ChangeBody body, Reference reference) {
        if (reference.equals(Reference.BEGINNING)) {
            return beginning;
        }
        ActorId actor =
                reference.actor() == 0
                        ? body.actor()
                        : new ActorId(body.otherActors().get(reference.actor() - 1));
        Element element = elements.get(new Id(reference.counter(), actor));
        if (element == null) {
            throw new IllegalArgumentException("an ancestor is missing, or it was not screened");
        }
        return element;
    }

    private Part difference() {
        var before = new StringBuilder();
        var replacements = new ArrayList<Replacement>();
        var inserted = new StringBuilder();
        int from = 0;
        for (Element at = beginning.next; at != null; at = at.next) {
            boolean was = !at.ofPart && !at.deletedBefore;
            boolean is = !at.deletedBefore && !at.deletedByPart;
            if (was && is) {
                note(replacements, from, before.length(), inserted);
                before.append(at.character);
                from = before.length();
            } else if (was) {
                before.append(at.character);
            } else if (is) {
                inserted.append(at.character);
            }
        }
        note(replacements, from, before.length(), inserted);
        return new Part(before.toString(), TextChange.of(before.length(), replacements));
    }

    private static void note(
            List<Replacement> replacements, int from, int to, StringBuilder inserted) {
        if (from < to || !inserted.isEmpty()) {
            replacements.add(new Replacement(from, to, inserted.toString()));
            inserted.setLength(0);
        }
    }

    private static ActorId nobody() {
        return new ActorId(Bytes.of(new byte[ActorId.BYTES]));
    }
}
