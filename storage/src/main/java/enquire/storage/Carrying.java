package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.Records.Progress;
import enquire.storage.database.ElsewhereTable;
import enquire.storage.database.PageRow;
import enquire.storage.database.PageTable;
import enquire.storage.database.RecordTable;
import enquire.storage.database.ToldTable;
import enquire.storage.database.WikiDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * How much of its wiki this computer carries, and the titles of pages that only others hold.
 * Nothing that is here is ever dropped. Every write is durable when it returns. Thread-safe.
 */
public final class Carrying {

    /**
     * Titles that are kept of one peer: six times the pages of the largest wiki that is measured (a
     * guess), some 10 MB on the disk (arithmetic).
     */
    public static final int TITLES_MAX = 65_536;

    /**
     * Pages that somebody opened and nobody gave yet: more than a person opens while somebody is
     * away (a guess).
     */
    public static final int OPENED_MAX = 4_096;

    private static final String MODE = "carry";
    private static final String PARTLY = "in part:";
    private static final Bytes OPENED = Bytes.of(new byte[] {1});

    /** Of a peer: it has listed everything, and nothing of that became void since. */
    private static final Bytes LISTED = Bytes.of(new byte[] {2});

    /** It is to list everything. Earlier builds wrote the same, also when it had. */
    private static final Bytes LIST_DUE = OPENED;

    /** How much. */
    public enum Mode {
        /** Every page. */
        ALL,
        /** All titles, and the pages that somebody opened here or wrote here. */
        OPENED
    }

    /**
     * A page that is on other computers.
     *
     * @param title as one of them told it
     */
    public record Told(PageId page, Title title) {}

    /**
     * What a peer calls a page.
     *
     * @param others titles by which links find it as well
     */
    public record Called(Title title, List<Title> others) {
        public Called {
            others = List.copyOf(others);
        }
    }

    private final WikiDatabase database;
    private final Writer writer;
    private final Set<PeerId> partly = ConcurrentHashMap.newKeySet();
    private volatile Mode mode;

    /** Grows whenever somebody listed something, or what was listed became void. */
    private final AtomicLong lists = new AtomicLong();

    /** Over which connection a peer began last to list everything; used by the writer alone. */
    private final Map<PeerId, Object> listing = new HashMap<>();

    Carrying(WikiDatabase database, Writer writer) {
        this.database = database;
        this.writer = writer;
        this.mode =
                database.read(handle -> RecordTable.values(handle, MODE)).containsKey(MODE)
                        ? Mode.OPENED
                        : Mode.ALL;
        database.read(handle -> RecordTable.values(handle, PARTLY))
                .keySet()
                .forEach(name -> partly.add(PeerId.parse(name.substring(PARTLY.length()))));
    }

    public Mode mode() {
        return mode;
    }

    /** For connections that are made from now on. */
    public synchronized void mode(Mode chosen) {
        Optional<Bytes> value = chosen == Mode.OPENED ? Optional.of(OPENED) : Optional.empty();
        write(handle -> RecordTable.putValues(handle, Map.of(MODE, value)));
        mode = chosen;
    }

    /** Whether a page is kept here: something of it is, or somebody opened it. */
    public boolean follows(PageId page) {
        return database.read(handle ->
                PageTable.row(handle, page).isPresent() || ToldTable.isOpened(handle, page));
    }

    /**
     * Keeps a page from now on, and has it asked for of all who ever listed what they hold. Of
     * {@link #OPENED_MAX} that did not come, another is forgotten until it is opened again.
     */
    public void open(PageId page) {
        write(handle -> ToldTable.open(handle, page, OPENED_MAX));
    }

    /** Of what heads and statements a page is here; equal on two nodes that hold the same of it. */
    public Bytes digest(PageId page) {
        return database.read(handle -> PageTable.digest(handle, page));
    }

    /** The title of a live page that is here. */
    public Optional<Title> ownTitle(PageId page) {
        return database.read(handle -> PageTable.row(handle, page))
                .filter(row -> row.state() == PageRow.State.LIVE)
                .map(PageRow::title);
    }

    /**
     * By which titles links find a page that is here, beside its own: those it had, then what its
     * text says it is also called; as keys, which find it as well.
     */
    public List<Title> otherTitles(PageId page, int limit) {
        return database.read(handle -> ToldTable.otherTitles(handle, page, limit));
    }

    // ---- what peers list

    /** Whether a peer carries every page, as far as it has said. */
    public boolean isWhole(PeerId peer) {
        return !partly.contains(peer);
    }

    /** What a peer that now carries all had listed is forgotten. */
    public void peerCarriesAll(PeerId peer, boolean all) {
        if (isWhole(peer) != all) {
            Optional<Bytes> value = all ? Optional.empty() : Optional.of(LIST_DUE);
            write(handle -> {
                RecordTable.putValues(handle, Map.of(PARTLY + peer, value));
                ElsewhereTable.forget(handle, peer);
            });
            lists.incrementAndGet();
            if (all) {
                partly.remove(peer);
            } else {
                partly.add(peer);
            }
        }
    }

    /**
     * Whether a peer that carries part of the wiki is to list all that it holds: that never came
     * whole, or became void. Then less may be claimed of it than it holds.
     */
    public boolean isListDue(PeerId peer) {
        return !isWhole(peer)
                && !database.read(handle -> RecordTable.values(handle, PARTLY + peer))
                        .containsValue(LISTED);
    }

    /** How far a peer has listed what it holds, while this computer does not carry all. */
    public Optional<Progress> listed(PeerId peer) {
        return database.read(handle -> ToldTable.listed(handle, peer));
    }

    public void listed(PeerId peer, Progress progress) {
        write(handle -> ToldTable.putListed(handle, peer, progress));
    }

    /**
     * What a peer calls pages that it holds. Beyond {@link #TITLES_MAX} none is kept, and as many
     * further titles.
     *
     * @param pages empty for a page that is deleted there
     */
    public void told(PeerId peer, Map<PageId, Optional<Called>> pages) {
        write(handle -> ToldTable.tell(handle, peer, pages, TITLES_MAX));
    }

    /**
     * Which versions of pages a peer holds that carries part of the wiki. Beyond {@link
     * #TITLES_MAX} none is kept.
     *
     * @param pages no heads for a page of which that is not known
     * @param anew whether it begins to list everything, so that what it listed before is void
     * @param whole whether that comes to its end
     * @param connection over which it does: if it began once more over another one, that one's end
     *     counts
     */
    public void lists(
            PeerId peer, Map<PageId, Heads> pages, boolean anew, boolean whole, Object connection) {
        write(handle -> {
            if (anew) {
                ElsewhereTable.forget(handle, peer);
                putList(handle, peer, LIST_DUE);
                listing.put(peer, connection);
            }
            ElsewhereTable.list(handle, peer, pages, TITLES_MAX);
            if (whole && listing.get(peer) == connection) {
                putList(handle, peer, LISTED);
            }
        });
        lists.incrementAndGet();
    }

    private static void putList(Handle handle, PeerId peer, Bytes state) {
        if (RecordTable.values(handle, PARTLY).containsKey(PARTLY + peer)) {
            RecordTable.putValues(handle, Map.of(PARTLY + peer, Optional.of(state)));
        }
    }

    /** Another number whenever {@link #holders} may be others, but for pages that changed here. */
    public long lists() {
        return lists.get();
    }

    /** Who carries part of the wiki and listed the very version of a page that is here. */
    public Set<PeerId> holders(PageId page) {
        return database.read(handle -> ElsewhereTable.holders(handle, page));
    }

    /** The same of all pages; those of which there is nobody are left out. */
    public Map<PageId, Set<PeerId>> holders() {
        return partly.isEmpty() ? Map.of() : database.read(ElsewhereTable::holders);
    }

    // ---- pages that few computers have

    /**
     * A page that is not here.
     *
     * @param on the computers that told of it
     */
    public record Few(Told told, Set<PeerId> on) {
        public Few {
            on = Set.copyOf(on);
        }
    }

    /**
     * Pages that are not here and that fewer than so many computers have, as far as they told.
     *
     * @param unasked only those that are not asked for already
     */
    public List<Few> few(int computers, boolean unasked, int limit) {
        return partly(handle -> ElsewhereTable.few(handle, computers, unasked, limit), List.of());
    }

    /** As {@link #open}, but not because somebody reads it: it counts as {@link #takenBytes}. */
    public void take(PageId page) {
        write(handle -> {
            ToldTable.open(handle, page, OPENED_MAX);
            ElsewhereTable.take(handle, page);
        });
    }

    /** What the changes of pages take that were taken, in bytes. */
    public long takenBytes() {
        return database.read(ElsewhereTable::takenBytes);
    }

    /** Files that only such pages use. */
    public List<BlobId> takenFiles() {
        return database.read(ElsewhereTable::takenFiles);
    }

    /** Whether a page uses a file that was not taken for the sake of others. */
    public boolean isWanted(BlobId blob) {
        return database.read(handle -> ElsewhereTable.isWanted(handle, blob));
    }

    /** Forgets what others than these told. */
    public void retain(Collection<PeerId> members) {
        List<PeerId> kept = List.copyOf(members);
        if (!kept.containsAll(database.read(ToldTable::tellers))) {
            write(handle -> ToldTable.retain(handle, kept));
        }
        for (PeerId peer : database.read(ElsewhereTable::listers)) {
            if (!kept.contains(peer)) {
                write(handle -> {
                    ElsewhereTable.forget(handle, peer);
                    putList(handle, peer, LIST_DUE); // It may be a member again.
                    listing.remove(peer);
                });
                lists.incrementAndGet();
            }
        }
    }

    // ---- titles of pages that are not here: none while every page is to be here

    public Optional<Told> told(PageId page) {
        return partly(handle -> ToldTable.page(handle, page), Optional.empty());
    }

    /** What a link or an address may mean: a title, another title, then a unique last segment. */
    public Optional<Told> resolve(String target) {
        TitleKey key = TitleKey.of(target);
        return partly(
                handle ->
                        ToldTable.titled(handle, key)
                                .or(() -> ToldTable.alsoTitled(handle, key))
                                .or(() -> ToldTable.segment(handle, key)),
                Optional.empty());
    }

    /** By title, after {@code after}. */
    public List<Told> byTitle(Optional<TitleKey> after, int limit) {
        String from = after.map(TitleKey::value).orElse("");
        return partly(handle -> ToldTable.byTitle(handle, from, limit), List.of());
    }

    /** Titles that hold what is typed, those that begin so first. */
    public List<Told> completions(String typed, int limit) {
        TitleKey key = TitleKey.of(typed);
        return partly(handle -> ToldTable.like(handle, key, limit), List.of());
    }

    public int count() {
        return partly(ToldTable::count, 0);
    }

    private <T> T partly(Function<Handle, T> query, T nothing) {
        return mode == Mode.ALL ? nothing : database.read(query);
    }

    private void write(Consumer<Handle> work) {
        Commits.await(
                writer.submit(
                        new Incarnation(),
                        (handle, ledger) -> {
                            work.accept(handle);
                            return () -> {};
                        }));
    }
}
