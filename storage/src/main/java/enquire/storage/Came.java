package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Exchange.Arriving;
import enquire.storage.database.PageUpdate.Vouched;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a peer sent for one page. */
record Came(
        PageId page,
        List<Change> changes,
        Vouched vouched,
        Instant at,
        Optional<PeerId> by,
        Optional<PeerId> deliverer) {

    Came(Arriving arriving, Set<Bytes> replacedIds) {
        this(
                arriving.page(),
                arriving.changes(),
                new Vouched(arriving.statements(), replacedIds),
                arriving.changedAt().truncatedTo(ChronoUnit.MILLIS),
                arriving.changedBy(),
                arriving.deliverer());
    }

    /**
     * The same without what was taken out for good. What nobody knows to be what is left of a
     * change is not there.
     */
    Came without(Map<ChangeHash, TakenOut> named) {
        List<Change> admitted =
                changes.stream()
                        .flatMap(change -> TakenOut.admitted(change, named).stream())
                        .toList();
        return new Came(page, admitted, vouched, at, by, deliverer);
    }

    /** What is not there of these. */
    Set<ChangeHash> lackedBy(Came admitted) {
        var lacking = changes.stream().map(Change::hash).collect(Collectors.toSet());
        admitted.changes().forEach(change -> lacking.remove(change.hash()));
        return lacking;
    }

    /**
     * What was wrong with those of these that were refused. One that had waited came from somebody
     * else, perhaps, and whoever brings what it follows is not to blame for it.
     */
    Map<ChangeHash, String> among(Map<ChangeHash, String> refused) {
        var mine = new LinkedHashMap<>(refused);
        mine.keySet().retainAll(changes.stream().map(Change::hash).toList());
        return mine;
    }
}
