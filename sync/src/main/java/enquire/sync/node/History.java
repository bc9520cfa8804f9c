package enquire.sync.node;

import enquire.editor.page.ActorId;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.Replay;
import enquire.storage.PageView;
import enquire.storage.Past;
import enquire.storage.Repository;
import enquire.storage.Statement;
import enquire.storage.Version;
import enquire.sync.history.EditSession;
import enquire.sync.history.EditSize;
import enquire.sync.history.EditStep;
import enquire.sync.history.PageHistory;
import enquire.sync.history.Typing;
import enquire.sync.statement.StatementCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The histories of pages: who made each change is in the change, when is said by signed revisions.
 * Reading one takes no Automerge. Thread-safe.
 */
final class History {

    /** The most rows of one answer: each asks what a step did to the whole text. */
    static final int ROWS_MAX = 50;

    /**
     * Histories that are kept, in bytes: of a hundred pages of 20,000 characters. A larger one than
     * all of it is kept alone, while nobody asks for another. (A guess.)
     */
    private static final long KEPT_BYTES_MAX = 24L << 20;

    /**
     * @param sequence of the page, when it was read
     */
    private record Kept(long sequence, PageHistory history) {}

    /**
     * What was looked at last while it was typed: of one page, beside what is kept of others.
     *
     * @param folded what it rests on
     */
    private record Typed(PageHistory folded, Version version, PageHistory history) {}

    private final Repository repository;
    private final Map<PageId, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;
    private volatile Optional<Typed> typed = Optional.empty();

    History(Repository repository) {
        this.repository = repository;
    }

    /**
     * The newest edits included, also what is typed right now; empty if there is no such page.
     * Nothing waits for that typing to become a change, which may load Automerge.
     */
    Optional<PageHistory> of(PageId page) {
        return repository
                .page(page)
                .map(view -> {
                    PageHistory folded = folded(view);
                    if (view.version().journalPosition() == 0
                            || !folded.isOf(view.version().heads())) {
                        return folded;
                    }
                    return typed(view, folded);
                });
    }

    /** Counts all sessions anew, so it is kept until the next key. */
    private PageHistory typed(PageView view, PageHistory folded) {
        Optional<Typed> before =
                typed.filter(
                        each -> each.folded() == folded && each.version().equals(view.version()));
        if (before.isPresent()) {
            return before.get().history();
        }
        PageHistory history =
                folded.with(
                        new Typing(
                                view.changedBy(), view.changedAt(), view.version(), view.text()));
        typed = Optional.of(new Typed(folded, view.version(), history));
        return history;
    }

    private PageHistory folded(PageView view) {
        synchronized (kept) {
            Kept known = kept.get(view.page());
            if (known != null && known.sequence() == view.sequence()) {
                return known.history();
            }
        }
        PageHistory history = read(view.page());
        // What came since the view was read makes it old, never the reverse.
        keep(view.page(), new Kept(view.sequence(), history));
        return history;
    }

    private void keep(PageId page, Kept history) {
        synchronized (kept) {
            Kept before = kept.remove(page);
            keptBytes -= before == null ? 0 : before.history().bytesEstimate();
            kept.put(page, history);
            keptBytes += history.history().bytesEstimate();
            Iterator<Kept> eldest = kept.values().iterator();
            while (keptBytes > KEPT_BYTES_MAX && kept.size() > 1) {
                keptBytes -= eldest.next().history().bytesEstimate();
                eldest.remove();
            }
        }
    }

    private PageHistory read(PageId page) {
        Past past = repository.archive().past(page);
        Replay changes = past.changes();
        Map<ActorId, TreeMap<Long, Instant>> signed = new HashMap<>();
        for (Statement statement : repository.exchange().statements(page)) {
            StatementCodec.revision(statement.bytes())
                    .ifPresent(each ->
                            signed.computeIfAbsent(each.actor(), none -> new TreeMap<>())
                                    .put(each.seq(), each.at()));
        }
        List<TreeMap<Long, Instant>> ofActors =
                changes.actors().stream()
                        .map(actor -> signed.getOrDefault(actor, new TreeMap<>()))
                        .toList();
        long[] times = new long[past.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = at(changes.seq(i), past.atMillis(i), ofActors.get(changes.actor(i)));
        }
        return PageHistory.of(changes, times);
    }

    /**
     * When it was made here, or came, but not after its author says that the stretch of typing was
     * over: an own suggestion comes back when a writer took it in.
     *
     * @param signed when each change that was signed was made, by its number; of one actor
     */
    private static long at(long seq, long here, TreeMap<Long, Instant> signed) {
        Map.Entry<Long, Instant> covering = signed.ceilingEntry(seq);
        if (covering == null) {
            return here;
        }
        long told = covering.getValue().toEpochMilli();
        return covering.getKey() == seq ? told : Math.min(told, here);
    }

    /** Steps, the newest session first, and of each the newest step. */
    List<HistoryEntry> entries(PageId page, int offset, int limit) {
        Optional<PageHistory> found = of(page);
        if (found.isEmpty()) {
            return List.of();
        }
        PageHistory history = found.get();
        long from = Math.max(0, offset);
        long to = from + Math.clamp(limit, 0, ROWS_MAX);
        var entries = new ArrayList<HistoryEntry>();
        long at = 0;
        for (EditSession session : history.sessions()) {
            if (at >= to) {
                break;
            }
            List<EditStep> steps = history.steps(session);
            long before = at;
            at += steps.size();
            if (at > from) {
                List<EditStep> wanted =
                        steps.subList(
                                (int) Math.max(0, from - before),
                                (int) Math.min(steps.size(), to - before));
                List<EditSize> sizes = history.sizesOfSteps(wanted);
                for (int i = 0; i < wanted.size(); i++) {
                    entries.add(entry(history, wanted.get(i), sizes.get(i)));
                }
            }
        }
        return entries;
    }

    private static HistoryEntry entry(PageHistory history, EditStep step, EditSize size) {
        return new HistoryEntry(
                step.version(),
                step.author(),
                step.at(),
                size.added(),
                size.removed(),
                history.acts(step));
    }

    /**
     * When the last change of each revision that is held was made, by its author's clock; also of
     * what is no part of the page.
     */
    Map<ChangeHash, Instant> times(PageId page) {
        var times = new HashMap<ChangeHash, Instant>();
        for (Statement statement : repository.exchange().statements(page)) {
            StatementCodec.revision(statement.bytes())
                    .ifPresent(each -> times.putIfAbsent(each.hash(), each.at()));
        }
        return times;
    }
}
