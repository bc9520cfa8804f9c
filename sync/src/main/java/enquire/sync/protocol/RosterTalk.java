package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Roster records on one connection: each passes it once, in one direction. One thread at a time.
 */
final class RosterTalk {

    /** Bytes around one record (arithmetic, rounded up). */
    private static final int RECORD_OVERHEAD_BYTES = 8;

    /** Records of a roster; it has at most 4,096. */
    private final Map<WikiId, Set<Bytes>> known = new HashMap<>();

    /** Both sides may have held the same records when they greeted each other. */
    void compare(Shelf shelf, Message.Greeting mine, Message.Greeting theirs) {
        Optional<Bytes> digest = mine.fingerprint().map(Message.Fingerprint::roster);
        if (digest.isPresent()
                && digest.equals(theirs.fingerprint().map(Message.Fingerprint::roster))) {
            equal(shelf, digest.get());
        }
    }

    private void equal(Shelf shelf, Bytes digest) {
        var records = new HashSet<>(shelf.roster());
        // Asked afterwards: a roster only grows, so what was read before is no more than was said.
        // One that has grown since is sent whole, or the news of a moment would never pass.
        if (shelf.fingerprint().roster().equals(digest)) {
            known.put(shelf.wiki(), records);
        }
    }

    /** Sends those records that did not pass this connection in either direction. */
    void send(Shelf shelf, List<Output> out) {
        send(shelf.wiki(), shelf.roster(), out);
    }

    /** The same of records of a wiki that the other side is no member of any more. */
    void send(WikiId wiki, List<Bytes> records, List<Output> out) {
        Set<Bytes> passed = known.computeIfAbsent(wiki, unknown -> new HashSet<>());
        var batch = new ArrayList<Bytes>();
        int bytes = 0;
        for (Bytes record : records) {
            if (!passed.add(record)) {
                continue;
            }
            int cost = record.size() + RECORD_OVERHEAD_BYTES;
            if (bytes + cost > Limits.PACKED_BYTES || batch.size() == Limits.ROSTER_RECORDS) {
                out.add(new Output.Send(new Message.Roster(wiki, List.copyOf(batch))));
                batch.clear();
                bytes = 0;
            }
            batch.add(record);
            bytes += cost;
        }
        if (!batch.isEmpty()) {
            out.add(new Output.Send(new Message.Roster(wiki, List.copyOf(batch))));
        }
    }

    /**
     * Sends those of these records that did not pass, in the one message that somebody may send who
     * is taken for a former member; nothing if that is too small for them.
     */
    void answer(WikiId wiki, List<Bytes> records, List<Output> out) {
        var fresh = new ArrayList<>(records);
        fresh.removeAll(known.getOrDefault(wiki, Set.of()));
        int bytes = fresh.stream().mapToInt(each -> each.size() + RECORD_OVERHEAD_BYTES).sum();
        if (!fresh.isEmpty() && bytes <= Limits.ANSWER_PACKED_BYTES) {
            send(wiki, fresh, out);
        }
    }

    void receive(Message.Roster roster, Shelf shelf) {
        // Malformed ones throw, and nothing is kept of them.
        shelf.addRoster(roster.records());
        // Of strangers' records there may be any number: remembered is what the roster has taken.
        Set<Bytes> passed = new HashSet<>(roster.records());
        passed.retainAll(new HashSet<>(shelf.roster()));
        known.computeIfAbsent(roster.wiki(), wiki -> new HashSet<>()).addAll(passed);
    }
}
