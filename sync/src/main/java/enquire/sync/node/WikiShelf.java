package enquire.sync.node;

import static java.util.stream.Collectors.toSet;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Carrying;
import enquire.storage.Exchange;
import enquire.storage.Records;
import enquire.storage.Statement;
import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.protocol.CutHeads;
import enquire.sync.protocol.DoubtShelf;
import enquire.sync.protocol.FileShelf;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Shelf;
import enquire.sync.protocol.SuggestionShelf;
import enquire.sync.roster.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wiki of this node as the session with one peer sees it. Foreign bytes pass here on their way
 * to the repository, in the order of design section 8: decoded strictly, signatures checked, then
 * judged; what may not enter never reaches Automerge. Thread-safe.
 */
final class WikiShelf implements Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(WikiShelf.class);

    /** The ends of this many revisions tell a peer what is held (512 bytes; a guess). */
    private static final int KNOWN_STATEMENTS_MAX = 16;

    /** Pages that share a wait for the disk: it takes less than a tenth of their time then. */
    private static final int BATCH_PAGES = 64;

    /**
     * Operations that share a wait for the disk: 64 pages of 3,000 characters, whose documents take
     * some 80 MB of native memory until then (arithmetic). Their bytes say little: 20,000 equal
     * characters take 250.
     */
    private static final int BATCH_OPERATIONS = 192 * 1024;

    private final Wiki wiki;
    private final PeerId peer;
    private final Exchange exchange;
    private final Records records;
    private final CarriedPages carried;
    private final GivenPages given;
    private final ReplacedRevisions replaced;

    WikiShelf(Wiki wiki, PeerId peer) {
        this(wiki, peer, wiki.repository().records().carrying().mode());
    }

    WikiShelf(Wiki wiki, PeerId peer, Carrying.Mode mode) {
        this.wiki = wiki;
        this.peer = peer;
        this.exchange = wiki.repository().exchange();
        this.records = wiki.repository().records();
        this.carried = new CarriedPages(records, peer, mode);
        this.given = new GivenPages(exchange, wiki.signing());
        this.replaced = new ReplacedRevisions(exchange);
    }

    @Override
    public WikiId wiki() {
        return wiki.id();
    }

    @Override
    public boolean peerReads() {
        return wiki.roster().role(peer).filter(Role::reads).isPresent();
    }

    @Override
    public boolean carriesAll() {
        return carried.all();
    }

    @Override
    public boolean follows(PageId page) {
        return carried.follows(page);
    }

    @Override
    public Message.Detail detail(PageId page) {
        return carried.detail(page);
    }

    @Override
    public void told(Map<PageId, Message.Detail> pages) {
        carried.told(pages);
    }

    @Override
    public boolean peerCarriesAll(boolean all) {
        return carried.peerCarriesAll(all, wiki.roster().roster().members());
    }

    @Override
    public void lists(Map<PageId, Heads> pages, boolean anew, boolean whole) {
        carried.lists(pages, anew, whole);
    }

    @Override
    public SuggestionShelf suggestions() {
        return new PeerSuggestions(wiki);
    }

    @Override
    public DoubtShelf doubts() {
        return wiki.doubts(peer);
    }

    @Override
    public Message.Position position() {
        return new Message.Position(exchange.indexId(), exchange.lastSequence());
    }

    @Override
    public Message.Fingerprint fingerprint() {
        Exchange.Fingerprint pages = exchange.fingerprint();
        return new Message.Fingerprint(pages.pages(), pages.sum(), wiki.roster().roster().digest());
    }

    @Override
    public Part index(long after, int limit) {
        Exchange.IndexPart part = exchange.index(after, limit);
        var entries = new ArrayList<Entry>(part.entries().size());
        part.entries().forEach(entry -> entries.add(entry(entry)));
        return new Part(entries, part.upTo(), part.complete());
    }

    private static Entry entry(Exchange.IndexEntry entry) {
        return new Entry(entry.page(), CutHeads.of(entry.heads()), entry.sequence());
    }

    @Override
    public Optional<Entry> entry(PageId page) {
        return exchange.entry(page).map(WikiShelf::entry);
    }

    @Override
    public Heads heads(PageId page) {
        return CutHeads.of(exchange.heads(page));
    }

    @Override
    public Heads known(PageId page) {
        var hashes = new ArrayList<>(exchange.heads(page).hashes());
        if (hashes.isEmpty()) {
            return Heads.NONE;
        }
        hashes.addAll(exchange.outvotedHeads(page));
        List<Statement> statements = exchange.statements(page);
        int from = Math.max(0, statements.size() - KNOWN_STATEMENTS_MAX);
        for (Statement statement : statements.subList(from, statements.size())) {
            if (exchange.accepts(page, statement.vouched())) {
                hashes.addAll(statement.vouched());
            }
        }
        return Heads.of(hashes.subList(0, Math.min(hashes.size(), Limits.HEADS_NAMED)));
    }

    @Override
    public boolean holds(PageId page, Heads heads) {
        return holds(page, heads.hashes());
    }

    private boolean holds(PageId page, List<ChangeHash> hashes) {
        return exchange.accepts(page, hashes)
                || exchange.holds(page, hashes) && outvoted(page, hashes);
    }

    /** Nothing more is to come of these: the peer will learn that they are not part of the page. */
    private boolean outvoted(PageId page, List<ChangeHash> hashes) {
        Set<ChangeHash> outvoted = exchange.outvoted(page);
        return hashes.stream()
                .allMatch(hash -> outvoted.contains(hash) || exchange.accepts(page, List.of(hash)));
    }

    @Override
    public Lacking lacking(PageId page, Heads theirs) {
        return given.lacking(page, theirs);
    }

    @Override
    public Set<PageId> receive(List<Arrived> pages) {
        // Everything is decoded before anything is stored: a malformed frame leaves no trace.
        var decoded = pages.stream().map(page -> ArrivedPage.decode(wiki, page)).toList();
        var incomplete = new HashSet<PageId>();
        var batch = new LinkedHashMap<PageId, ArrivedPage>();
        long operations = 0;
        for (ArrivedPage page : decoded) {
            boolean full =
                    batch.size() == BATCH_PAGES
                            || operations + page.operations() > BATCH_OPERATIONS;
            if (full || batch.containsKey(page.page())) {
                incomplete.addAll(store(batch.values()));
                batch.clear();
                operations = 0;
            }
            batch.put(page.page(), page);
            operations += page.operations();
        }
        incomplete.addAll(store(batch.values()));
        return incomplete;
    }

    /**
     * @return the pages of which something has not entered yet
     * @throws ProtocolException if something of one never may; the rest is stored
     */
    private Set<PageId> store(Collection<ArrivedPage> batch) {
        var known = new LinkedHashMap<PageId, Heads>();
        var arriving = new ArrayList<Exchange.Arriving>(batch.size());
        for (ArrivedPage page : batch) {
            Heads before = exchange.heads(page.page());
            if (!page.statements().isEmpty() && !before.isEmpty()) {
                known.put(page.page(), before);
            }
            // One share for all whom somebody brought into the wiki.
            arriving.add(page.from(wiki.roster().roster().sponsor(peer)));
        }
        Map<PageId, Exchange.Received> received = take(arriving);
        var incomplete = new HashSet<PageId>();
        for (Exchange.Arriving each : arriving) {
            Exchange.Received taken = received.get(each.page());
            if (taken == null
                    || taken.waiting() > 0
                    || !taken.missing().isEmpty()
                    || !isWhole(each, taken)) {
                incomplete.add(each.page());
            }
            if (taken != null) {
                wiki.redacting().came(each.page(), peer, each.changes(), taken.missing());
            }
        }
        known.keySet().retainAll(received.keySet());
        known.keySet().forEach(replaced::drop);
        for (ArrivedPage page : batch) {
            if (received.containsKey(page.page())) {
                merged(page, known.get(page.page()), received.get(page.page()));
                blame(page, received.get(page.page()).refused());
            }
        }
        wiki.merges().save();
        return incomplete;
    }

    /**
     * Whether all is here that came, and all that was vouched for in the same breath: what is under
     * suspicion here, or was left out by a mistake of the peer's, waits nowhere and is lacking all
     * the same.
     */
    private boolean isWhole(Exchange.Arriving page, Exchange.Received taken) {
        Set<ChangeHash> named = page.changes().stream().map(Change::hash).collect(toSet());
        boolean entered = taken.accepted() == named.size();
        for (Statement statement : page.statements()) {
            entered &= !named.addAll(statement.vouched());
        }
        return entered || named.stream().allMatch(hash -> holds(page.page(), List.of(hash)));
    }

    private void merged(ArrivedPage page, @Nullable Heads before, Exchange.Received taken) {
        if (before != null && taken.accepted() > 0) {
            wiki.merges().arrived(peer, page.page(), before, page.claims());
        }
    }

    /**
     * Only its author is to blame for a refused change: it was looked at because its author had
     * signed it. Others pass on what they could not judge, because they lack what it follows.
     */
    private void blame(ArrivedPage page, Map<ChangeHash, String> refused) {
        int passedOn = 0;
        for (Change change : page.changes()) {
            String why = refused.get(change.hash());
            if (why != null && change.actor().author().equals(peer)) {
                throw new ProtocolException("sent a change that no page can hold: " + why);
            } else if (why != null) {
                passedOn++;
            }
        }
        if (passedOn > 0) {
            LOG.warn("Peer {} passed on {} changes that no page can hold", peer, passedOn);
        }
    }

    /** A page that cannot be taken in is left out, and stays owed; the others are taken. */
    private Map<PageId, Exchange.Received> take(List<Exchange.Arriving> arriving) {
        var received = new LinkedHashMap<PageId, Exchange.Received>();
        try {
            List<Exchange.Received> all = exchange.receive(arriving);
            for (int i = 0; i < all.size(); i++) {
                received.put(arriving.get(i).page(), all.get(i));
            }
            return received;
        } catch (RuntimeException e) {
            // The disk's fault or a mistake of ours: the pages that it is not about are taken.
            LOG.info("Pages of a peer are taken one by one: {}", e.getMessage());
        }
        // What was taken already is known by now, so that taking it again changes nothing.
        for (Exchange.Arriving each : arriving) {
            try {
                received.put(each.page(), exchange.receive(List.of(each)).getFirst());
            } catch (StorageException e) {
                LOG.warn("Page {} of a peer cannot be taken: {}", each.page(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.error(
                        "Page {} of a peer cannot be taken, by a mistake of Enquire",
                        each.page(),
                        e);
            }
        }
        return received;
    }

    @Override
    public Optional<Progress> progress() {
        return carried.progress();
    }

    @Override
    public void progress(Progress progress) {
        carried.progress(progress);
    }

    @Override
    public Optional<Receipt> receipt() {
        return carried.receipt();
    }

    @Override
    public void receipt(Receipt receipt) {
        long change = wiki.repository().authorship().last();
        carried.receipt(receipt, new CarriedPages.Newest(change, exchange.lastSequence()));
    }

    @Override
    public List<Bytes> roster() {
        return wiki.roster().roster().records();
    }

    @Override
    public void addRoster(List<Bytes> signed) {
        try {
            wiki.addRoster(signed);
        } catch (MalformedException e) {
            throw new ProtocolException("sent a malformed roster record: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Bytes> addresses() {
        return wiki.news().addressesToTell();
    }

    @Override
    public List<Bytes> offers() {
        return wiki.news().offersToTell();
    }

    @Override
    public FileShelf files() {
        return new WikiFileShelf(wiki, peer);
    }
}
