package enquire.sync.node;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The attachments of one wiki that are here, by whether they may make room now. Not thread-safe.
 */
final class FilesHere {

    /** Why one stays for now. */
    enum Stays {
        /** It was opened, was added here, or was given to a peer a short while ago. */
        IN_USE,
        /** Others were asked to keep it a short while ago, and did not promise. */
        NOT_PROMISED,
        /** Too few are here who hold it and count, or it would not come back. */
        UNKEPT
    }

    private final List<FileDrops.Candidate> candidates = new ArrayList<>();
    private final Map<Stays, Long> staying = new EnumMap<>(Stays.class);

    void goes(FileDrops.Candidate candidate) {
        candidates.add(candidate);
    }

    void stays(Stays why, long bytes) {
        staying.merge(why, bytes, Long::sum);
    }

    /** Those that may go, in no order. */
    List<FileDrops.Candidate> candidates() {
        return candidates;
    }

    long bytesGoing() {
        return candidates.stream().mapToLong(FileDrops.Candidate::bytes).sum();
    }

    long bytesStaying(Stays why) {
        return staying.getOrDefault(why, 0L);
    }
}
