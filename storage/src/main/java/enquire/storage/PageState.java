package enquire.storage;

import enquire.editor.page.Heads;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page in memory: what it says, the typing that is in no change yet, its line, and, while it is
 * edited or merged, its native document. It may be ahead of the disk by what its incarnation has
 * queued. Only inside a lend of {@link Pages}, which holds its lock.
 */
final class PageState {

    /** Tabs whose last number is kept in memory; others are read from the journal. (A guess.) */
    private static final int TABS_MAX = 1_024;

    /** A guess at what this takes beside what it holds. */
    private static final int STATE_BYTES = 1_024;

    final PageId page;
    final ReentrantLock lock = new ReentrantLock();
    final Incarnation incarnation = new Incarnation();

    /** Pieces of work that are queued and not committed. */
    final AtomicInteger inFlight = new AtomicInteger();

    private final Map<String, Long> tabNumbers = new LinkedHashMap<>(16, 0.75f, true);

    private @Nullable PageNow now;
    private @Nullable TextChange pending;
    private volatile @Nullable LineLog line;
    private @Nullable ChangeGraph graph;
    private @Nullable PageDocument document;
    private CompletableFuture<?> lastWrite = CompletableFuture.completedFuture(null);

    private @Nullable Heads lastOperationAt;
    private long lastOperation;

    private boolean touched;
    private long merges;

    /** Whether this object was taken out of {@link Pages}: look the page up again. */
    boolean retired;

    /** When it was last lent, in nanoseconds of {@link System#nanoTime}. */
    volatile long usedAtNanos;

    /** What {@link Pages} has counted for it. */
    long heapBytes;

    long nativeBytes;

    PageState(PageId page) {
        this.page = page;
    }

    boolean isLoaded() {
        return now != null;
    }

    /**
     * @param pendingChange typing in {@code loaded} that is in no change yet
     */
    void load(PageNow loaded, Optional<TextChange> pendingChange, Optional<LineLog> loadedLine) {
        now = loaded;
        pending = pendingChange.orElse(null);
        line = loadedLine.orElse(null);
    }

    PageNow now() {
        if (now == null) {
            throw new IllegalStateException("a page is loaded before it is used");
        }
        return now;
    }

    /** Typing that is in no change yet, as one change of the text. */
    Optional<TextChange> pending() {
        return Optional.ofNullable(pending);
    }

    void typed(PageNow next, TextChange step) {
        pending = pending == null ? step : pending.compose(step);
        now = next;
    }

    /** The document holds everything that was typed. */
    void merged(PageNow next) {
        pending = null;
        now = next;
    }

    /** How often others' changes entered or left the page since it is in memory. */
    long merges() {
        return merges;
    }

    void countMerge() {
        merges++;
    }

    /** Any thread. */
    Optional<LineLog> line() {
        return Optional.ofNullable(line);
    }

    void line(LineLog begun) {
        line = begun;
    }

    Optional<ChangeGraph> graph() {
        return Optional.ofNullable(graph);
    }

    void graph(ChangeGraph loaded) {
        graph = loaded;
    }

    Optional<PageDocument> document() {
        return Optional.ofNullable(document);
    }

    void document(PageDocument loaded) {
        document = loaded;
    }

    void freeDocument() {
        if (document != null) {
            document.close();
            document = null;
        }
    }

    CompletableFuture<?> lastWrite() {
        return lastWrite;
    }

    /** Everything that was touched is in {@code write}. */
    void lastWrite(CompletableFuture<?> write) {
        lastWrite = write;
        touched = false;
    }

    /** Completes once nothing that was queued can reach the disk any more; never fails. */
    CompletableFuture<?> writesSettled() {
        return lastWrite.handle((done, failure) -> null);
    }

    /** Before anything here or in the document becomes what the disk does not say. */
    void touch() {
        touched = true;
    }

    /** Whether something here was touched by this borrower and is not queued for the disk. */
    boolean touched() {
        return touched;
    }

    /** Its borrower has come to an end. */
    void givenBack() {
        usedAtNanos = System.nanoTime();
        touched = false;
    }

    OptionalLong tabNumber(String tab) {
        Long number = tabNumbers.get(tab);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    void tabNumber(String tab, long number) {
        tabNumbers.put(tab, number);
        var oldest = tabNumbers.keySet().iterator();
        if (tabNumbers.size() > TABS_MAX) {
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * The number of the last operation, which is counted once for each version.
     *
     * @param count counts it
     */
    long lastOperation(ToLongFunction<Heads> count) {
        Heads heads = now().heads();
        if (!heads.equals(lastOperationAt)) {
            lastOperation = count.applyAsLong(heads);
            lastOperationAt = heads;
        }
        return lastOperation;
    }

    /** About how many bytes this takes on the Java heap. */
    long heapEstimate() {
        return STATE_BYTES
                + (now == null ? 0 : HeapBytes.of(now.text(), now.aliases(), now.files()))
                + (pending == null ? 0 : HeapBytes.of(pending))
                + (graph == null ? 0 : graph.bytes())
                + (document == null ? 0 : document.heapBytesEstimate())
                + line().map(LineLog::bytes).orElse(0L)
                + HeapBytes.ENTRY * tabNumbers.size();
    }

    long nativeEstimate() {
        return document == null ? 0 : document.nativeBytesEstimate();
    }
}
