package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.storage.Repository;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells connected peers which attachments this node holds, when that changes. What a peer has not
 * heard when it is met, its session tells. One thread at a time but for what is said otherwise.
 */
final class FileTelling {

    /** Parts at most so often: one changes with each piece that arrives. */
    private static final Duration PARTS_PAUSE = Duration.ofSeconds(2);

    /** Whole files at most so often: looking through 10,000 takes some 50 ms (a guess). */
    static final Duration FILES_PAUSE = Duration.ofMillis(250);

    private final Repository repository;
    private Set<BlobId> told = new HashSet<>();
    private final Map<BlobId, Bytes> partsTold = new HashMap<>();
    private final Set<PeerConnection> metBefore = new HashSet<>();
    private long partsToldAtNanos = System.nanoTime();
    private long filesToldAtNanos = System.nanoTime();
    private volatile boolean changed = true;
    private volatile boolean alone = true;

    FileTelling(Repository repository) {
        this.repository = repository;
    }

    /** What pages use and this node holds, by id. Thread-safe. */
    List<Message.Held> held() {
        var held = new ArrayList<Message.Held>();
        repository
                .attachments()
                .held()
                .forEach((blob, bytes) -> held.add(new Message.Held(blob, bytes)));
        return held;
    }

    /** Pages changed, or something arrived or went. Thread-safe. */
    void changed() {
        changed = true;
    }

    /** Whether there may be something to tell soon. */
    boolean due() {
        return changed && !alone;
    }

    /** Whatever is held at the start sessions tell. */
    void begin() {
        held().forEach(each -> told.add(each.blob()));
    }

    /**
     * @param to those who understand it
     */
    void tell(WikiId wiki, List<PeerConnection> to, Collection<PieceDownload> downloads) {
        alone = to.isEmpty();
        if (alone) {
            return; // Whoever comes later is told by the session.
        }
        tellNewcomers(wiki, to, downloads);
        long now = System.nanoTime();
        List<Message.Held> fresh = List.of();
        List<BlobId> gone = List.of();
        if (changed && now - filesToldAtNanos >= FILES_PAUSE.toNanos()) {
            changed = false;
            filesToldAtNanos = now;
            List<Message.Held> held = held();
            var ids = new HashSet<BlobId>();
            held.forEach(each -> ids.add(each.blob()));
            fresh = held.stream().filter(each -> !told.contains(each.blob())).toList();
            gone = told.stream().filter(each -> !ids.contains(each)).toList();
            told = ids;
        }
        var parts = new ArrayList<Message.Part>();
        if (now - partsToldAtNanos >= PARTS_PAUSE.toNanos()) {
            partsToldAtNanos = now;
            parts.addAll(partsThatGrew(downloads));
        }
        for (int from = 0;
                from < Math.max(fresh.size(), gone.size()) || from == 0 && !parts.isEmpty();
                from += Limits.PAGES) {
            var have =
                    new Message.Have(
                            wiki,
                            part(fresh, from),
                            from == 0 ? parts : List.of(),
                            part(gone, from),
                            false);
            to.forEach(each -> each.ask(new Input.Tell(have)));
        }
    }

    /** Whoever comes later hears of all parts, also of those that do not grow any more. */
    private void tellNewcomers(
            WikiId wiki, List<PeerConnection> to, Collection<PieceDownload> downloads) {
        metBefore.retainAll(to);
        List<PeerConnection> newcomers =
                to.stream().filter(each -> each.isSharing(wiki) && metBefore.add(each)).toList();
        if (newcomers.isEmpty()) {
            return;
        }
        List<Message.Part> parts =
                downloads.stream()
                        .flatMap(each -> each.told().stream())
                        .limit(Limits.PARTS)
                        .toList();
        if (!parts.isEmpty()) {
            var have = new Message.Have(wiki, List.of(), parts, List.of(), false);
            newcomers.forEach(each -> each.ask(new Input.Tell(have)));
        }
    }

    private List<Message.Part> partsThatGrew(Collection<PieceDownload> downloads) {
        var parts = new ArrayList<Message.Part>();
        var now = new HashMap<BlobId, Bytes>();
        for (PieceDownload download : downloads) {
            download.told()
                    .ifPresent(part -> {
                        Bytes before = partsTold.getOrDefault(part.blob(), Bytes.EMPTY);
                        boolean tells =
                                parts.size() < Limits.PARTS && !part.pieces().equals(before);
                        if (tells) {
                            parts.add(part);
                        }
                        now.put(part.blob(), tells ? part.pieces() : before);
                    });
        }
        partsTold.clear();
        partsTold.putAll(now);
        return parts;
    }

    private static <T> List<T> part(List<T> all, int from) {
        int end = Math.min(all.size(), from + Limits.PAGES);
        return from >= end ? List.of() : List.copyOf(all.subList(from, end));
    }
}
