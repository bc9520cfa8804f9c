package enquire.editor.text;

import java.util.List;

/** Two changes, one after the other, as one: walks along the text that lies between them. */
final class Composition {

    private final SectionCursor first;
    private final SectionCursor next;
    private final SectionList composed = new SectionList();

    /**
     * Whether a replacement reaches from the last step into this one. Its pieces are one section.
     */
    private boolean within;

    private Composition(List<Section> first, List<Section> next) {
        this.first = new SectionCursor(first);
        this.next = new SectionCursor(next);
    }

    /**
     * @param next starts with the length that {@code first} ends with
     */
    static List<Section> of(List<Section> first, List<Section> next) {
        return new Composition(first, next).run();
    }

    private List<Section> run() {
        while (!first.done() || !next.done()) {
            if (first.onlyDeletes()) {
                composed.replace(first.before(), "", within);
                first.next();
            } else if (next.onlyInserts()) {
                composed.replace(0, next.insert(), within);
                next.next();
            } else {
                overlap();
            }
        }
        return composed.toList();
    }

    /** Both sections cover the next units of the text between the changes. */
    private void overlap() {
        int length = Math.min(first.leftAfter(), next.leftBefore());
        int begunBefore = composed.count();
        if (first.keeps() && next.keeps()) {
            composed.keep(length);
        } else {
            // Whatever is deleted or inserted as a whole counts with the first piece only.
            int deleted = first.keeps() ? length : first.atStart() ? first.before() : 0;
            String inserted =
                    next.keeps() ? first.insertPart(length) : next.atStart() ? next.insert() : "";
            composed.replace(deleted, inserted, within);
        }
        boolean goesOn =
                first.replaces() && first.leftAfter() > length
                        || next.replaces() && next.leftBefore() > length;
        within = goesOn && (within || composed.count() > begunBefore);
        first.forwardAfter(length);
        next.forwardBefore(length);
    }
}
