package enquire.editor.page;

import enquire.editor.page.Operation.PageMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first changes of a page, written without Automerge: they give it a title, attachments and a
 * text, and nothing more, so their form is known. Byte for byte what {@link PageDocument#edit}
 * makes of the same edits (held by a test), at a hundredth of its cost and without native memory.
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

    /**
     * @param actor who writes; it has no change in this page yet
     * @param files the manifests of the attachments that the page uses; see {@link Edit.PutFile}
     * @return in order; the heads of the page are the hash of the last one
     * @throws IllegalArgumentException if {@code text} holds half of a character, or a manifest is
     *     too long
     */
    public static List<Change> of(
            ActorId actor, Title title, Map<BlobId, String> files, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("The text holds half of a character.");
        }
        var changes = new FirstChanges(actor);
        changes.put(PageMap.ALIASES, AliasKey.of(title.key()), title.value());
        changes.put(PageMap.ROOT, PageObjects.TITLE, title.value());
        new TreeMap<>(files)
                .forEach((file, manifest) -> changes.put(new Edit.PutFile(file, manifest)));
        changes.insert(text);
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
            // The order in which they are written: alias, title, attachments.
            var title = new Title(values.get(1));
            var files = new HashMap<BlobId, String>();
            for (int i = 2; i < keys.size(); i++) {
                files.put(BlobId.parse(keys.get(i)), values.get(i));
            }
            List<Change> same = of(changes.getFirst().actor(), title, files, text.toString());
            return chunks(same).equals(chunks(changes))
                    ? Optional.of(content(title, files, text.toString()))
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
     * Reads the keys that a change puts and their values, which stand before the text.
     *
     * @return the text that it inserts
     */
    private static String puts(ChangeBody body, List<String> keys, List<String> values) {
        List<String> own =
                RunLengthReader.leading(
                        column(body, ChangeFormat.KEY_STRING),
                        ChangeLimits.OPERATIONS_MAX,
                        reader -> OperationRows.text(reader.sizedBytes("key")));
        List<Long> kinds =
                RunLengthReader.leading(
                        column(body, ChangeFormat.VALUE_KIND),
                        own.size(),
                        ChunkReader::unsignedNumber);
        Bytes content = column(body, ChangeFormat.VALUE);
        var reader = new ChunkReader(content.toArray());
        for (long kind : kinds) {
            long length = Math.min(kind >> ChangeFormat.KIND_BITS, ChangeLimits.STRING_BYTES_MAX);
            values.add(OperationRows.text(reader.bytes((int) length)));
        }
        keys.addAll(own);
        return OperationRows.text(content.slice(reader.at(), content.size()));
    }

    private static Bytes column(ChangeBody body, int spec) {
        return body.columns().stream()
                .filter(column -> column.spec() == spec)
                .map(ChangeBody.Column::data)
                .findFirst()
                .orElse(Bytes.EMPTY);
    }

    private static PageContent content(Title title, Map<BlobId, String> files, String text) {
        var aliases = Map.of(title.key(), title.value());
        return new PageContent(Optional.of(title), text, aliases, files, Map.of(), false);
    }

    private void put(Edit.PutFile edit) {
        put(PageMap.FILES, edit.file().toString(), edit.manifest());
    }

    private void put(PageMap map, String key, String value) {
        int bytes =
                key.getBytes(StandardCharsets.UTF_8).length
                        + value.getBytes(StandardCharsets.UTF_8).length;
        if (open.count() == ChangeLimits.OPERATIONS_MAX
                || open.putBytes() + bytes > ChangeLimits.OWN_VALUE_BYTES_MAX) {
            commit();
        }
        open.put(map, key, value, bytes);
    }

    private void insert(String text) {
        long previous = OperationColumnsWriter.START_OF_TEXT;
        for (int from = 0; from < text.length(); ) {
            if (open.count() == ChangeLimits.OPERATIONS_MAX) {
                commit();
            }
            int room = ChangeLimits.OPERATIONS_MAX - open.count();
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
