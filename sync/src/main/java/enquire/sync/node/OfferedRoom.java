package enquire.sync.node;

import enquire.sync.identity.Offers;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How much of the room that this computer offers is left, of all its wikis together: what it took
 * for the sake of others counts. Thread-safe.
 */
record OfferedRoom(Supplier<Optional<Offers>> own, Supplier<List<Wiki>> wikis) {

    /** In bytes; less than nothing if what was taken has grown since. */
    long left() {
        long offered = own.get().map(Offers::storageBytes).orElse(0L);
        return offered == 0
                ? 0
                : offered
                        - wikis.get().stream()
                                .mapToLong(wiki -> wiki.files().taking().bytes())
                                .sum();
    }
}
