package enquire.editor.page;

import enquire.editor.text.CodePoints;
import enquire.editor.text.TextChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Writes edits into a document, in as few changes as the limits of one change allow. One use, one
 * thread.
 */
final class EditWriter implements AutoCloseable {

    private final Document document;
    private final PageObjects objects;
    private final NativeNames names;
    private final List<Change> made = new ArrayList<>();
    private String text;
    private Optional<String> title;
    private Heads heads;
    private boolean deleted;
    private @Nullable Transaction open;
    private int operations;
    private int valueBytes;

    EditWriter(Document document, PageObjects objects, NativeNames names, String text) {
        this.document = document;
        this.objects = objects;
        this.names = names;
        this.text = text;
        this.title = PageObjects.string(document, ObjectId.ROOT, PageObjects.TITLE);
        this.heads = names.heads(document);
        this.deleted = document.get(ObjectId.ROOT, PageObjects.DELETED).isPresent();
    }

    void write(Edit edit) {
        switch (edit) {
            case Edit.Text(TextChange change) -> write(change);
            case Edit.Rename(Title title) -> rename(title);
            case Edit.AddAlias(Title name) -> putAlias(name.key(), name.value());
            case Edit.PutFile(BlobId file, String manifest) ->
                    put(objects.files(), file.toString(), manifest);
            case Edit.RemoveFile(BlobId file) -> remove(objects.files(), file.toString());
            case Edit.PutMark(String id, String value) -> put(objects.marks(), id, value);
            case Edit.RemoveMark(String id) -> remove(objects.marks(), id);
            case Edit.Delete() -> {
                put(ObjectId.ROOT, PageObjects.DELETED, deletionMark(text));
                deleted = true;
            }
            case Edit.Restore() -> restore();
        }
    }

    /** What stands in {@code deleted} when a page was deleted with this text. */
    static String deletionMark(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().toHex();
    }

    /** Ends the last change. */
    List<Change> finish() {
        commit();
        return List.copyOf(made);
    }

    /** The text as it is after all edits written so far. */
    String text() {
        return text;
    }

    private void write(TextChange change) {
        if (change.isEmpty()) {
            return;
        }
        restore();
        var positions = new CodePoints(text);
        int shift = 0;
        for (TextChange.Replacement replacement : change.replacements()) {
            int from = positions.ofUnits(replacement.from());
            int length = positions.ofUnits(replacement.to()) - from;
            delete(from + shift, length);
            insert(from + shift, replacement.insert());
            shift += replacement.insert().codePointCount(0, replacement.insert().length()) - length;
        }
        text = change.apply(text);
    }

    private void delete(int position, int length) {
        for (int left = length; left > 0; ) {
            Transaction transaction = transaction(1, 0);
            int piece = Math.min(left, ChangeLimits.OPERATIONS_MAX - operations);
            transaction.spliceText(objects.text(), position, piece, "");
            operations += piece;
            left -= piece;
        }
    }

    private void insert(int position, String inserted) {
        int at = position;
        for (int from = 0; from < inserted.length(); ) {
            Transaction transaction = transaction(1, 0);
            int room = ChangeLimits.OPERATIONS_MAX - operations;
            int codePoints = Math.min(inserted.codePointCount(from, inserted.length()), room);
            int to = inserted.offsetByCodePoints(from, codePoints);
            transaction.spliceText(objects.text(), at, 0, inserted.substring(from, to));
            operations += codePoints;
            at += codePoints;
            from = to;
        }
    }

    private void rename(Title now) {
        title.ifPresent(old -> putAlias(TitleKey.of(old), old));
        putAlias(now.key(), now.value());
        put(ObjectId.ROOT, PageObjects.TITLE, now.value());
        title = Optional.of(now.value());
    }

    /** A title from elsewhere may fold to nothing, and Automerge takes no empty key. */
    private void putAlias(TitleKey key, String value) {
        if (!key.value().isEmpty()) {
            put(objects.aliases(), AliasKey.of(key), value);
        }
    }

    private void restore() {
        if (deleted) {
            transaction(1, 0).delete(ObjectId.ROOT, PageObjects.DELETED);
            operations++;
            deleted = false;
        }
    }

    private void put(ObjectId map, String key, String value) {
        int bytes =
                key.getBytes(StandardCharsets.UTF_8).length
                        + value.getBytes(StandardCharsets.UTF_8).length;
        transaction(1, bytes).set(map, key, value);
        operations++;
        valueBytes += bytes;
    }

    private void remove(ObjectId map, String key) {
        transaction(1, 0).delete(map, key);
        operations++;
    }

    /** The transaction to write into, which has room for so much more. */
    private Transaction transaction(int moreOperations, int moreValueBytes) {
        boolean full =
                operations + moreOperations > ChangeLimits.OPERATIONS_MAX
                        || valueBytes + moreValueBytes > ChangeLimits.OWN_VALUE_BYTES_MAX;
        if (full) {
            commit();
        }
        if (open == null) {
            open = document.startTransaction();
        }
        return open;
    }

    private void commit() {
        Transaction transaction = open;
        open = null;
        operations = 0;
        valueBytes = 0;
        if (transaction != null && transaction.commit().isPresent()) {
            byte[] chunk = document.encodeChangesSince(names.of(heads));
            made.add(names.taken(Change.parse(Bytes.of(chunk))));
            heads = names.heads(document);
        }
    }

    /** Takes back what was not committed. */
    @Override
    public void close() {
        if (open != null) {
            open.rollback();
            open = null;
        }
    }
}
