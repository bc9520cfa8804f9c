package enquire.editor.page;

import static enquire.editor.page.ChangeLimits.OPERATIONS_MAX;

import enquire.editor.page.Operation.PageMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first changes of a page, written without Automerge: they give it a title, attachments, a text
 * and perhaps a summary ({@link EditSummary}), and nothing more, so their form is known. Byte for
 * byte what {@link PageDocument#edit} makes of the same edits (held by a test), at a hundredth of
 * its cost and without native memory.
 */
public final class FirstChanges {

    private final ActorId actor;
    private final List<Change> made = new ArrayList<>();
    private ChangeHash last = Genesis.HASH;
    private long nextOperation = Genesis.OPERATIONS + 1;
    private OperationColumnsWriter open = new OperationColumnsWriter(nextOperation);

    private FirstChanges(ActorId actor) {
        this.actor = actor;
    }

    /** Without a summary. */
    public static List<Change> of(
            ActorId actor, Title title, Map<BlobId, String> files, String text) {
        return of(actor, title, files, text, List.of());
    }

    /**
     * @param actor who writes; it has no change in this page yet
     * @param files the manifests of the attachments that the page uses; see {@link Edit.PutFile}
     * @param marks are set last, so that a summary ends the whole edit where it takes several
     *     changes; {@link #read} knows at most one, which is a summary
     * @return in order; the heads of the page are the hash of the last one
     * @throws IllegalArgumentException if {@code text} holds half of a character, or a manifest is
     *     too long
     */
    public static List<Change> of(
            ActorId actor,
            Title title,
            Map<BlobId, String> files,
            String text,
            List<Edit.PutMark> marks) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("The text holds half of a character.");
        }
        var changes = new FirstChanges(actor);
        changes.put(PageMap.ALIASES, AliasKey.of(title.key()), title.value());
        changes.put(PageMap.ROOT, PageObjects.TITLE, title.value());
        new TreeMap<>(files)
                .forEach((file, manifest) -> changes.put(new Edit.PutFile(file, manifest)));
        changes.insert(text);
        marks.forEach(mark -> changes.put(PageMap.MARKS, mark.id(), mark.value()));
        changes.commit();
        return List.copyOf(changes.made);
    }

    /**
     * What a page says whose changes are exactly what {@link #of} makes: known without Automerge,
     * and harmless, because nothing is taken on trust: the content is read out of the changes and
     * written again, and must give the same bytes, frame and all. Compressed ones are others.
     *
     * @param changes all that the page has, each after those it depends on
     * @return empty for any other changes
     */
    public static Optional<PageContent> read(List<Change> changes) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        try {
            var values = new ArrayList<String>();
            var keys = new ArrayList<String>();
            var text = new StringBuilder();
            for (Change change : changes) {
                text.append(puts(change.body(), keys, values));
            }
            // The order in which they are written: alias, title, attachments, summary.
            var title = new Title(values.get(1));
            boolean summed = keys.getLast().equals(EditSummary.KEY);
            List<Edit.PutMark> marks =
                    summed
                            ? List.of(new Edit.PutMark(keys.removeLast(), values.getLast()))
                            : List.of();
            var files = new HashMap<BlobId, String>();
            for (int i = 2; i < keys.size(); i++) {
                files.put(BlobId.parse(keys.get(i)), values.get(i));
            }
            ActorId actor = changes.getFirst().actor();
            List<Change> same = of(actor, title, files, text.toString(), marks);
            return chunks(same).equals(chunks(changes))
                    ? Optional.of(content(title, files, text.toString(), marks))
                    : Optional.empty();
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | MalformedChangeException e) {
            return Optional.empty(); // Whatever these are, they are no first changes of ours.
        }
    }

    /** Not the hashes: those are equal too if a change was compressed, and its bytes are not. */
    private static List<Bytes> chunks(List<Change> changes) {
        return changes.stream().map(Change::chunk).toList();
    }

    /**
     * Reads the keys that a change puts and their values: those that stand before the text, and one
     * behind it.
     *
     * @return the text that it inserts
     */
    private static String puts(ChangeBody body, List<String> keys, List<String> values) {
        Bytes keyColumn = column(body, ChangeFormat.KEY_STRING);
        List<String> own = RunLengthReader.leading(keyColumn, OPERATIONS_MAX, FirstChanges::key);
        List<String> all = RunLengthReader.values(keyColumn, OPERATIONS_MAX, FirstChanges::key);
        boolean behind = all.size() > own.size();
        List<Long> kinds =
                RunLengthReader.leading(
                        column(body, ChangeFormat.VALUE_KIND),
                        behind ? OPERATIONS_MAX : own.size(),
                        ChunkReader::unsignedNumber);
        Bytes content = column(body, ChangeFormat.VALUE);
        var reader = new ChunkReader(content.toArray());
        for (int i = 0; i < Math.min(own.size(), kinds.size()); i++) {
            values.add(OperationRows.text(reader.bytes(bytes(kinds.get(i)))));
        }
        keys.addAll(own);
        int end = content.size();
        if (behind) {
            end -= bytes(kinds.get(kinds.size() - 1));
            keys.add(all.getLast());
            values.add(OperationRows.text(content.slice(end, content.size())));
        }
        return OperationRows.text(content.slice(reader.at(), end));
    }

    private static String key(ChunkReader reader) {
        return OperationRows.text(reader.sizedBytes("key"));
    }

    private static int bytes(long kind) {
        return (int) Math.min(kind >> ChangeFormat.KIND_BITS, ChangeLimits.STRING_BYTES_MAX);
    }

    private static Bytes column(ChangeBody body, int spec) {
        return body.columns().stream()
                .filter(column -> column.spec() == spec)
                .map(ChangeBody.Column::data)
                .findFirst()
                .orElse(Bytes.EMPTY);
    }

    private static PageContent content(
            Title title, Map<BlobId, String> files, String text, List<Edit.PutMark> marks) {
        var aliases = Map.of(title.key(), title.value());
        var said = new HashMap<String, String>();
        marks.forEach(mark -> said.put(mark.id(), mark.value()));
        return new PageContent(Optional.of(title), text, aliases, files, said, false);
    }

    private void put(Edit.PutFile edit) {
        put(PageMap.FILES, edit.file().toString(), edit.manifest());
    }

    private void put(PageMap map, String key, String value) {
        int bytes =
                key.getBytes(StandardCharsets.UTF_8).length
                        + value.getBytes(StandardCharsets.UTF_8).length;
        if (open.count() == OPERATIONS_MAX
                || open.putBytes() + bytes > ChangeLimits.OWN_VALUE_BYTES_MAX) {
            commit();
        }
        open.put(map, key, value, bytes);
    }

    private void insert(String text) {
        long previous = OperationColumnsWriter.START_OF_TEXT;
        for (int from = 0; from < text.length(); ) {
            if (open.count() == OPERATIONS_MAX) {
                commit();
            }
            int room = OPERATIONS_MAX - open.count();
            int codePoints = Math.min(text.codePointCount(from, text.length()), room);
            int to = text.offsetByCodePoints(from, codePoints);
            previous = open.insert(previous, text.substring(from, to), codePoints);
            from = to;
        }
    }

    private void commit() {
        var body = new ChunkWriter();
        body.unsignedNumber(1).bytes(last.value());
        body.sizedBytes(actor.value().toArray());
        body.unsignedNumber(made.size() + 1L).unsignedNumber(nextOperation);
        body.signedNumber(0); // The time, which Automerge for Java always writes so.
        body.unsignedNumber(0); // No message.
        body.unsignedNumber(1).sizedBytes(Genesis.ACTOR.toArray());
        List<ChangeBody.Column> columns = open.columns();
        body.unsignedNumber(columns.size());
        for (ChangeBody.Column column : columns) {
            body.unsignedNumber(column.spec()).unsignedNumber(column.data().size());
        }
        columns.forEach(column -> body.bytes(column.data()));
        Change change = Change.parse(Chunk.framed(body.written()));
        made.add(change);
        last = change.hash();
        nextOperation += open.count();
        open = new OperationColumnsWriter(nextOperation);
    }
}
