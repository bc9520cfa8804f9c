package enquire.sync.node;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.Repository;
import enquire.storage.Statement;
import enquire.storage.Version;
import enquire.sync.cbor.MalformedException;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The signed revisions of pages, as people read them. What a revision added and removed is found by
 * comparing the text before its burst with the text after it; that loads Automerge, so it is done
 * only for the rows that are asked for, and remembered. Thread-safe.
 */
final class History {

    /** The most rows of one answer: each may load a version of the page (30 to 60 ms, measured). */
    static final int ROWS_MAX = 50;

    /** Sizes remembered: a few kilobytes for each hundred. */
    private static final int SIZES_MAX = 10_000;

    private record Size(int added, int removed) {}

    private final Repository repository;
    private final Map<List<Bytes>, Size> sizes =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<List<Bytes>, Size> eldest) {
                    return size() > SIZES_MAX;
                }
            };

    History(Repository repository) {
        this.repository = repository;
    }

    /** Newest first. */
    List<Wiki.HistoryEntry> of(PageId page, int offset, int limit) {
        List<Claim.Revision> revisions = revisions(page);
        int from = Math.min(Math.max(0, offset), revisions.size());
        int to = Math.min(revisions.size(), from + Math.min(Math.max(0, limit), ROWS_MAX));
        if (from == to) {
            return List.of();
        }
        Map<ActorId, Map<Long, Change>> changes = changesByActor(page);
        var entries = new ArrayList<Wiki.HistoryEntry>();
        for (Claim.Revision revision : revisions.subList(from, to)) {
            Size size = size(page, revision, before(revision, changes));
            entries.add(
                    new Wiki.HistoryEntry(
                            new Version(Heads.of(List.of(revision.hash())), 0),
                            revision.signer(),
                            revision.at(),
                            revision.summary(),
                            size.added(),
                            size.removed()));
        }
        return entries;
    }

    /** Those whose changes are part of the page; of one burst only the last. */
    private List<Claim.Revision> revisions(PageId page) {
        var byHash = new HashMap<ChangeHash, Claim.Revision>();
        for (Statement statement : repository.exchange().statements(page)) {
            revision(statement)
                    .filter(each -> repository.exchange().accepts(page, List.of(each.hash())))
                    .ifPresent(each -> byHash.merge(each.hash(), each, (a, b) -> a));
        }
        var revisions = new ArrayList<>(byHash.values());
        revisions.sort(
                Comparator.comparing(Claim.Revision::at)
                        .thenComparing(Claim.Revision::seq)
                        .thenComparing(Claim.Revision::hash)
                        .reversed());
        return revisions;
    }

    /**
     * When the last change of each revision that is held was made, by its author's clock; also of
     * what is no part of the page.
     */
    Map<ChangeHash, Instant> times(PageId page) {
        var times = new HashMap<ChangeHash, Instant>();
        for (Statement statement : repository.exchange().statements(page)) {
            revision(statement).ifPresent(each -> times.putIfAbsent(each.hash(), each.at()));
        }
        return times;
    }

    private static Optional<Claim.Revision> revision(Statement statement) {
        try {
            return StatementCodec.decode(statement.bytes()).claim() instanceof Claim.Revision read
                    ? Optional.of(read)
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private Map<ActorId, Map<Long, Change>> changesByActor(PageId page) {
        var changes = new HashMap<ActorId, Map<Long, Change>>();
        for (Change change : repository.exchange().changes(page)) {
            changes.computeIfAbsent(change.actor(), actor -> new HashMap<>())
                    .put(change.seq(), change);
        }
        return changes;
    }

    /** What the first change of the burst was made on. */
    private static Heads before(Claim.Revision revision, Map<ActorId, Map<Long, Change>> changes) {
        return Optional.ofNullable(changes.get(revision.actor()))
                .map(bySeq -> bySeq.get(revision.burst()))
                .map(first -> Heads.of(first.dependencies()))
                .orElse(Heads.NONE);
    }

    private Size size(PageId page, Claim.Revision revision, Heads before) {
        List<Bytes> key = List.of(page.toBytes(), revision.hash().value(), before.toBytes());
        synchronized (sizes) {
            Size known = sizes.get(key);
            if (known != null) {
                return known;
            }
        }
        String old = text(page, before);
        String now = text(page, Heads.of(List.of(revision.hash())));
        int added = 0;
        int removed = 0;
        for (var replacement : TextChange.between(old, now).replacements()) {
            added += replacement.insert().length();
            removed += replacement.to() - replacement.from();
        }
        var size = new Size(added, removed);
        synchronized (sizes) {
            sizes.put(key, size);
        }
        return size;
    }

    private String text(PageId page, Heads heads) {
        return heads.isEmpty() ? "" : repository.textAt(page, new Version(heads, 0)).orElse("");
    }
}
