package enquire.editor.page;

import java.util.List;
import org.automerge.Document;

/**
 * Changes from elsewhere, tried on a copy of a page before the page takes them: Automerge can take
 * a change and then fail to write the next own edit, or to read back what it saved (design, section
 * 8). The copy is apart from the page, so the page may be used meanwhile. One thread; must be
 * closed.
 */
public final class Trial implements AutoCloseable {

    private final Document copy;
    private final PageObjects objects;
    private final NativeNames names;
    private final List<Change> changes;
    private final Heads expected;
    private boolean closed;

    /** Owns {@code copy} from here on. */
    Trial(
            Document copy,
            PageObjects objects,
            NativeNames names,
            Heads before,
            List<Change> changes) {
        this.copy = copy;
        this.objects = objects;
        this.names = new NativeNames(names); // The page may be used meanwhile.
        this.changes = changes;
        this.expected = KnownChanges.headsAfter(before, changes);
    }

    /** What is tried, each after those it depends on. */
    public List<Change> changes() {
        return changes;
    }

    /**
     * Takes the changes in, writes into the page, saves all of it and loads that back. Once.
     *
     * @throws PageDocumentException if the page could not go on with these changes. (If the native
     *     library gives up instead, the whole process ends.)
     */
    public void run() {
        try {
            copy.applyEncodedChanges(names.concatenated(Bytes.EMPTY, changes));
            Intake.requireHeads(copy, names, expected);
            write();
            Heads heads = names.heads(copy);
            PageContent content = content(copy);
            Document back = Document.load(copy.save());
            try {
                Intake.requireHeads(back, names, heads);
                if (!content(back).equals(content)) {
                    throw new PageDocumentException("What was saved reads otherwise.");
                }
            } finally {
                back.free();
            }
        } catch (PageDocumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PageDocumentException("Automerge cannot go on with these changes.", e);
        }
    }

    /** An own edit behind everything, as the next one would be. */
    private void write() {
        long end = copy.length(objects.text());
        try (var transaction = copy.startTransaction()) {
            transaction.spliceText(objects.text(), end, 0, "x");
            transaction.commit();
        }
    }

    private PageContent content(Document document) {
        String text = document.text(objects.text()).orElse("");
        Intake.requireLength(text, document.length(objects.text()));
        return objects.content(document, text);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            copy.free();
        }
    }
}
