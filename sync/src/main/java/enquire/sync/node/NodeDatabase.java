package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.NodeRecords;
import enquire.sync.backup.Restoration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a node remembers beside its wikis: its name, their short names, where peers were found.
 * Durable when a method returns. Thread-safe.
 */
final class NodeDatabase implements AutoCloseable {

    private static final String NAME = "name";
    private static final String FILE_BYTES_MAX = "file-bytes-max";
    private static final String SLUG = "slug/";
    private static final String TOLD = "told/";
    private static final String ADDRESSES = "addresses/";
    private static final String ADDED = "added/";
    private static final String TRIED = "tried/";
    private static final String ADVERTISED = "advertised";
    private static final String NOT_NEARBY = "nearby";
    private static final String ALWAYS_ON = "offers/always-on";
    private static final String OFFERED_BYTES = "offers/bytes";
    private static final String BACKUP_PLAN = "backup/plan";
    private static final String BACKED_UP = "backup/made";
    private static final String EVER_ADVERTISED = "advertised/ever";

    /** Addresses that were once said to lead here: several moves of a household (a guess). */
    private static final int EVER_ADVERTISED_MAX = 32;

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
        return lines(ADDRESSES + peer);
    }

    /** Puts these before what is known. */
    void addAddresses(PeerId peer, List<String> addresses) {
        List<String> kept = before(addresses, addresses(peer), ADDRESSES_MAX);
        if (!kept.equals(addresses(peer))) {
            lines(ADDRESSES + peer, kept);
        }
    }

    /** Where a peer may be found, as a person of this node said. */
    List<String> added(PeerId peer) {
        return lines(ADDED + peer);
    }

    void added(PeerId peer, List<String> addresses) {
        lines(ADDED + peer, addresses);
    }

    /** What came of dialling a peer, a line for each address. */
    List<String> tried(PeerId peer) {
        return lines(TRIED + peer);
    }

    void tried(PeerId peer, List<String> attempts) {
        lines(TRIED + peer, attempts);
    }

    /** Where this node can be reached, as its person says. */
    List<String> advertised() {
        return lines(ADVERTISED);
    }

    void advertised(List<String> addresses) {
        lines(EVER_ADVERTISED, before(addresses, everAdvertised(), EVER_ADVERTISED_MAX));
        lines(ADVERTISED, addresses);
    }

    /** The same, and what was said before. */
    List<String> everAdvertised() {
        return lines(EVER_ADVERTISED);
    }

    /** Whether it speaks on local networks: unless its person said no. */
    boolean nearby() {
        return records.value(NOT_NEARBY).isEmpty();
    }

    void nearby(boolean yes) {
        records.values(
                Map.of(NOT_NEARBY, yes ? Optional.<Bytes>empty() : Optional.of(bytes("no"))));
    }

    /** Whether its person said that this computer runs all the time. */
    boolean alwaysOn() {
        return records.value(ALWAYS_ON).isPresent();
    }

    void alwaysOn(boolean yes) {
        records.values(
                Map.of(ALWAYS_ON, yes ? Optional.of(bytes("yes")) : Optional.<Bytes>empty()));
    }

    /** Room that is offered to others, in bytes. */
    long offeredBytes() {
        return records.value(OFFERED_BYTES).map(stored -> Long.parseLong(text(stored))).orElse(0L);
    }

    void offeredBytes(long offered) {
        records.values(Map.of(OFFERED_BYTES, Optional.of(bytes(Long.toString(offered)))));
    }

    private static List<String> before(List<String> first, List<String> then, int most) {
        return Stream.concat(first.stream(), then.stream()).distinct().limit(most).toList();
    }

    private List<String> lines(String key) {
        return records.value(key)
                .map(stored -> List.of(text(stored).split("\n")))
                .orElse(List.of());
    }

    private void lines(String key, List<String> lines) {
        Optional<Bytes> value =
                lines.isEmpty() ? Optional.empty() : Optional.of(bytes(String.join("\n", lines)));
        records.values(Map.of(key, value));
    }

    /** The most that attachments may take, in bytes, if somebody chose that. */
    Optional<Long> fileBytesMax() {
        return records.value(FILE_BYTES_MAX).map(stored -> Long.parseLong(text(stored)));
    }

    void fileBytesMax(long bytes) {
        records.values(Map.of(FILE_BYTES_MAX, Optional.of(bytes(Long.toString(bytes)))));
    }

    /** Backups that the node makes by itself. */
    Optional<BackupPlan> backupPlan() {
        return BackupPlan.of(lines(BACKUP_PLAN));
    }

    void backupPlan(Optional<BackupPlan> plan) {
        lines(BACKUP_PLAN, plan.map(BackupPlan::lines).orElse(List.of()));
    }

    /** When the last one of them was made. */
    Optional<Instant> backedUp() {
        return records.value(BACKED_UP).map(stored -> Instant.parse(text(stored)));
    }

    void backedUp(Instant at) {
        records.values(Map.of(BACKED_UP, Optional.of(bytes(at.toString()))));
    }

    /** What {@link ComputerMark} keeps. */
    List<String> computer() {
        return lines(Restoration.COMPUTER);
    }

    void computer(List<String> lines) {
        lines(Restoration.COMPUTER, lines);
    }

    /** Copies all of it, for a backup. */
    void copyTo(Path target) {
        records.copyTo(target);
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
