package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.SuggestedEdit.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Edits of this node that no page takes and that it suggests instead (decision 0037): each is shown
 * once, as a suggestion, and stands in a page once, also when its author may write again and it
 * comes in by itself. On disk; as many as the author suggested. Thread-safe.
 */
public final class SuggestedInstead {

    /** Names of values: by page and last change of the edit. */
    private static final String NAME = "suggested-instead/";

    private static final int HASH_BYTES = 32;

    /**
     * @param leftOut its last change
     * @param own its changes
     * @param suggested what was made of it
     */
    public record Link(PageId page, ChangeHash leftOut, Set<ChangeHash> own, ChangeHash suggested) {

        Named suggestion() {
            return new Named(page, suggested);
        }

        private String name() {
            return SuggestedInstead.name(page, leftOut);
        }

        private Bytes stored() {
            return Bytes.concat(suggested.value(), Heads.of(own).toBytes());
        }

        private static Link of(String name, Bytes stored) {
            int slash = name.indexOf('/', NAME.length());
            return new Link(
                    PageId.parse(name.substring(NAME.length(), slash)),
                    ChangeHash.parse(name.substring(slash + 1)),
                    Set.copyOf(Heads.ofBytes(stored.slice(HASH_BYTES, stored.size())).hashes()),
                    new ChangeHash(stored.slice(0, HASH_BYTES)));
        }
    }

    private final Records records;
    private final SuggestedEdits suggested;

    /** From the disk when somebody asks first. */
    private Optional<Map<String, Link>> read = Optional.empty();

    SuggestedInstead(Records records, SuggestedEdits suggested) {
        this.records = records;
        this.suggested = suggested;
    }

    private static String name(PageId page, ChangeHash leftOut) {
        return NAME + page + "/" + leftOut.value().toHex();
    }

    /** Whether an edit that was left out is suggested. */
    synchronized boolean has(PageId page, ChangeHash leftOut) {
        return read().containsKey(name(page, leftOut));
    }

    /** Durable when this returns. */
    void add(PageId page, OutvotedRun leftOut, ChangeHash suggestion) {
        add(new Link(page, leftOut.last().hash(), leftOut.own(), suggestion));
    }

    private synchronized void add(Link link) {
        records.values(Map.of(link.name(), Optional.of(link.stored())));
        read().put(link.name(), link);
    }

    public synchronized boolean isEmpty() {
        return read().isEmpty();
    }

    /** Those whose suggestion is part of its page. */
    public synchronized List<Link> taken() {
        return read().values().stream()
                .filter(link -> suggested.isTaken(link.suggestion()))
                .toList();
    }

    /** It is not suggested any more, and offered again if no page holds it. Durable. */
    public synchronized void forget(Link link) {
        records.values(Map.of(link.name(), Optional.empty()));
        read().remove(link.name());
    }

    /**
     * The same of what is about to be withdrawn: first, so that after a crash in between it is
     * shown twice, and not never.
     */
    public synchronized void forget(Named suggestion) {
        List.copyOf(read().values()).stream()
                .filter(link -> link.suggestion().equals(suggestion))
                .forEach(this::forget);
    }

    private Map<String, Link> read() {
        if (read.isEmpty()) {
            var links = new TreeMap<String, Link>();
            records.values(NAME).forEach((name, stored) -> links.put(name, Link.of(name, stored)));
            read = Optional.of(links);
        }
        return read.get();
    }
}
