package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Records;
import enquire.storage.StorageException;
import enquire.storage.Version;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import enquire.sync.node.Merges.Merge;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges on disk, one value for each. What is added is written together. One thread at a time. */
final class MergeRecords {

    private static final Logger LOG = LoggerFactory.getLogger(MergeRecords.class);

    /** And the number, in as many digits as any has: they sort by it. */
    private static final String PREFIX = "merges/";

    private static final String NAME = PREFIX + "%019d";

    /** Authors of one merge that are kept; of more, nobody reads the names. A guess. */
    private static final int AUTHORS_MAX = 64;

    private final Records records;
    private final Map<String, Optional<Bytes>> unsaved = new HashMap<>();

    MergeRecords(Records records) {
        this.records = records;
    }

    /** By number. What cannot be read is left out, and deleted with the next save. */
    List<Merge> all() {
        return records.values(PREFIX).entrySet().stream().flatMap(this::read).toList();
    }

    void add(Merge merge) {
        unsaved.put(name(merge), Optional.of(written(merge)));
    }

    /** Removes it with the next save. */
    void forget(Merge merge) {
        unsaved.put(name(merge), Optional.empty());
    }

    /**
     * Done on disk when it returns.
     *
     * @throws StorageException if the disk does not take it; then nothing was removed
     */
    void remove(Collection<Merge> merges) {
        var gone = new HashMap<String, Optional<Bytes>>();
        merges.forEach(merge -> gone.put(name(merge), Optional.empty()));
        if (!gone.isEmpty()) {
            records.values(gone);
            unsaved.keySet().removeAll(gone.keySet());
        }
    }

    /** What was added or forgotten is so on disk when it returns. */
    void save() {
        if (!unsaved.isEmpty()) {
            records.values(unsaved);
            unsaved.clear();
        }
    }

    private static String name(Merge merge) {
        return NAME.formatted(merge.number());
    }

    private static Bytes written(Merge merge) {
        var cbor =
                new CborWriter()
                        .map(4)
                        .key("page")
                        .text(merge.page().toString())
                        .key("at")
                        .number(merge.at().toEpochMilli())
                        .key("before")
                        .text(merge.before().token());
        List<PeerId> authors = merge.edits().keySet().stream().limit(AUTHORS_MAX).toList();
        return cbor.key("edits")
                .list(
                        authors,
                        author ->
                                cbor.map(2)
                                        .key("author")
                                        .text(author.toString())
                                        .key("count")
                                        .number(merge.edits().get(author))
                                        .end())
                .end()
                .toBytes();
    }

    private Stream<Merge> read(Map.Entry<String, Bytes> record) {
        try {
            long number = Long.parseLong(record.getKey().substring(PREFIX.length()));
            Merge merge = CborReader.read(record.getValue(), cbor -> read(number, cbor));
            return Stream.of(merge);
        } catch (MalformedException | IllegalArgumentException e) {
            LOG.warn("What came in once is not told: {} cannot be read ({})", record.getKey(), e);
            unsaved.put(record.getKey(), Optional.empty());
            return Stream.empty();
        }
    }

    private static Merge read(long number, CborReader cbor) {
        cbor.startMap();
        PageId page = PageId.parse(cbor.key("page").text(64));
        Instant at = Instant.ofEpochMilli(cbor.key("at").number(0, Long.MAX_VALUE));
        Version before =
                Version.parse(cbor.key("before").text(Version.TOKEN_CHARS_MAX))
                        .orElseThrow(() -> new IllegalArgumentException("no version"));
        Map<PeerId, Integer> edits = new LinkedHashMap<>();
        cbor.key("edits")
                .list(
                        AUTHORS_MAX,
                        item -> {
                            item.startMap();
                            PeerId author = PeerId.parse(item.key("author").text(128));
                            edits.put(author, (int) item.key("count").number(1, Integer.MAX_VALUE));
                            item.endMap();
                            return author;
                        });
        cbor.endMap();
        return new Merge(number, page, at, before, edits);
    }
}
