package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.roster.Roster;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of a roster decides which changes are accepted. Pure.
 *
 * @param writers now
 * @param voided digest of the records that do not count: while none comes to count, or not to, a
 *     statement of a current writer counts as it did
 */
record Judges(Set<PeerId> writers, Bytes voided) {

    /** The value that holds the writers' keys. */
    private static final String WRITERS = "judged-writers";

    private static final String VOIDED = "judged-voided";

    Judges {
        writers = Set.copyOf(writers);
    }

    static Judges of(Roster roster) {
        var writers = new HashSet<PeerId>();
        for (Roster.Member member : roster.members()) {
            if (member.role().writes()) {
                writers.add(member.peer());
            }
        }
        return new Judges(writers, Bytes.concat(roster.voided().toArray(Bytes[]::new)).sha256());
    }

    /** Whether these others may all write still. */
    boolean include(Judges others) {
        return writers.containsAll(others.writers);
    }

    /**
     * @param now stands in for what is missing
     * @return empty if nothing was stored yet
     */
    static Optional<Judges> stored(Map<String, Bytes> values, Judges now) {
        return Optional.ofNullable(values.get(WRITERS))
                .filter(keys -> keys.size() % PeerId.BYTES == 0)
                .map(keys -> new Judges(writers(keys), values.getOrDefault(VOIDED, now.voided())));
    }

    Map<String, Optional<Bytes>> values() {
        var keys = new ByteArrayOutputStream();
        for (PeerId writer : writers) {
            keys.writeBytes(writer.value().toArray());
        }
        return Map.of(
                WRITERS, Optional.of(Bytes.of(keys.toByteArray())), VOIDED, Optional.of(voided));
    }

    private static Set<PeerId> writers(Bytes keys) {
        var writers = new HashSet<PeerId>();
        for (int at = 0; at < keys.size(); at += PeerId.BYTES) {
            writers.add(new PeerId(keys.slice(at, at + PeerId.BYTES)));
        }
        return writers;
    }
}
