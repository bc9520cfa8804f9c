package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.NodeRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node remembers beside its wikis: its name, their short names, where peers were found.
 * Durable when a method returns. Thread-safe.
 */
final class NodeDatabase implements AutoCloseable {

    private static final String NAME = "name";
    private static final String SLUG = "slug/";
    private static final String TOLD = "told/";
    private static final String ADDRESSES = "addresses/";

    /** Addresses kept for one peer: an invite holds 8, and as many from elsewhere. */
    private static final int ADDRESSES_MAX = 16;

    private final NodeRecords records;

    NodeDatabase(NodeRecords records) {
        this.records = records;
    }

    Optional<String> name() {
        return records.value(NAME).map(NodeDatabase::text);
    }

    void name(String name) {
        records.values(Map.of(NAME, Optional.of(bytes(name))));
    }

    /** What a peer called itself when it was met last. */
    Optional<String> told(PeerId peer) {
        return records.value(TOLD + peer).map(NodeDatabase::text);
    }

    void told(PeerId peer, String name) {
        records.values(Map.of(TOLD + peer, Optional.of(bytes(name))));
    }

    Optional<String> slug(WikiId wiki) {
        return records.value(SLUG + wiki).map(NodeDatabase::text);
    }

    void slug(WikiId wiki, String slug) {
        records.values(Map.of(SLUG + wiki, Optional.of(bytes(slug))));
    }

    /** Where a peer may be found, the most recent first. */
    List<String> addresses(PeerId peer) {
        return records.value(ADDRESSES + peer)
                .map(stored -> List.of(text(stored).split("\n")))
                .orElse(List.of());
    }

    /** Puts these before what is known. */
    void addAddresses(PeerId peer, List<String> addresses) {
        var all = new LinkedHashMap<String, Boolean>();
        addresses.forEach(address -> all.put(address, true));
        addresses(peer).forEach(address -> all.putIfAbsent(address, true));
        var kept = new ArrayList<>(all.keySet()).subList(0, Math.min(all.size(), ADDRESSES_MAX));
        if (!kept.isEmpty() && !kept.equals(addresses(peer))) {
            records.values(Map.of(ADDRESSES + peer, Optional.of(bytes(String.join("\n", kept)))));
        }
    }

    @Override
    public void close() {
        records.close();
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
