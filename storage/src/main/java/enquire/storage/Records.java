package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.database.RecordTable;
import enquire.storage.database.WikiDatabase;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * What a node keeps beside the pages of a wiki: signed roster records, how far it is with each
 * peer, settings. Every write is durable when it returns. Thread-safe.
 */
public final class Records {

    private final WikiDatabase database;
    private final Writer writer;
    private final Carrying carrying;

    Records(WikiDatabase database, Writer writer) {
        this.database = database;
        this.writer = writer;
        this.carrying = new Carrying(database, writer);
    }

    /** How much of the wiki is here, and what others hold. */
    public Carrying carrying() {
        return carrying;
    }

    /**
     * How far we are with a peer.
     *
     * @param index id of the peer's store
     * @param sequence up to which we hold everything of it, or know it as owed
     * @param owed pages that it announced and we do not hold yet
     */
    public record Progress(Bytes index, long sequence, Set<PageId> owed) {

        /** The same, and one more page is to come. */
        public Progress owing(PageId page) {
            var more = new HashSet<>(owed);
            more.add(page);
            return new Progress(index, sequence, more);
        }
    }

    /**
     * How far a peer is with us, as it said.
     *
     * @param index id of our store that it spoke of
     * @param sequence up to which it was told everything and has settled it
     * @param lacking pages among these that it does not hold as they were then
     * @param whole whether it holds all others up to there; if not, nothing is known of any page
     */
    public record Receipt(Bytes index, long sequence, Set<PageId> lacking, boolean whole) {
        public Receipt {
            lacking = Set.copyOf(lacking);
        }
    }

    /** As signed, in the order they came. */
    public List<Bytes> roster() {
        return database.read(RecordTable::roster);
    }

    /** Ignores those that are there. */
    public void addRoster(Collection<Bytes> records) {
        changeRoster(records, List.of());
    }

    /** Adds some and takes others out; all or nothing. */
    public void changeRoster(Collection<Bytes> added, Collection<Bytes> removed) {
        List<Bytes> taken = List.copyOf(added);
        List<Bytes> gone = List.copyOf(removed);
        write(handle -> {
            RecordTable.removeRoster(handle, gone);
            RecordTable.addRoster(handle, taken);
        });
    }

    public Optional<Progress> progress(PeerId peer) {
        return database.read(handle -> RecordTable.progress(handle, peer));
    }

    public void progress(PeerId peer, Progress progress) {
        write(handle -> RecordTable.putProgress(handle, peer, progress));
    }

    public Optional<Receipt> receipt(PeerId peer) {
        return Optional.ofNullable(receipts().get(peer));
    }

    /** Of each peer that ever said how far it is. */
    public Map<PeerId, Receipt> receipts() {
        return database.read(RecordTable::receipts);
    }

    public void receipt(PeerId peer, Receipt receipt) {
        write(handle -> RecordTable.putReceipt(handle, peer, receipt));
    }

    /**
     * As {@link #receipt}, of one that covers everything that was here.
     *
     * @param change number of the newest change of then, read before the sequence
     */
    public void receipt(PeerId peer, Receipt receipt, long change) {
        write(handle -> {
            RecordTable.putReceipt(handle, peer, receipt);
            RecordTable.putConfirmed(handle, peer, receipt.sequence(), change);
        });
    }

    /**
     * The number of the newest change that a peer has confirmed with all before it; empty if that
     * is not known, because when it confirmed this there was more already.
     */
    public Optional<Long> confirmedChange(PeerId peer, Receipt receipt) {
        return database.read(handle -> RecordTable.confirmed(handle, peer, receipt.sequence()));
    }

    /**
     * Small named values (invites given out, addresses of peers, ...), by a prefix of their name.
     */
    public Map<String, Bytes> values(String prefix) {
        return database.read(handle -> RecordTable.values(handle, prefix));
    }

    /** Only their names: values may be long. */
    public Set<String> names(String prefix) {
        return database.read(handle -> RecordTable.names(handle, prefix));
    }

    /** One of them. */
    public Optional<Bytes> value(String name) {
        return database.read(handle -> RecordTable.value(handle, name));
    }

    /** Stores, or with an empty value removes; all or nothing. */
    public void values(Map<String, Optional<Bytes>> values) {
        Map<String, Optional<Bytes>> taken = Map.copyOf(values);
        write(handle -> RecordTable.putValues(handle, taken));
    }

    /** Durable when this returns. */
    void write(Consumer<Handle> work) {
        Commits.await(
                writer.submit(
                        new Incarnation(),
                        (handle, ledger) -> {
                            work.accept(handle);
                            return () -> {};
                        }));
    }
}
