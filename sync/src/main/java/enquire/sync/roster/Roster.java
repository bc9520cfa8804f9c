package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.PeerIds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is in a wiki, and who was at any time: the signed records and what they amount to. Every node
 * with the same records computes the same members (how: {@link RosterEvaluation}). Immutable.
 *
 * <p>Records whose parents have not come yet wait inside and take part as soon as these come. A
 * record by somebody whom none of its ancestors names can never count and is passed over.
 */
public final class Roster {

    /**
     * Records of one wiki: 2,000 people who were invited and added. The evaluation takes time by
     * the square of it at worst.
     */
    public static final int RECORDS_MAX = 4_096;

    /** Records that wait for their parents. */
    static final int WAITING_MAX = 1_000;

    /** Somebody who may read, at least. */
    public record Member(PeerId peer, String name, Role role) {}

    private final WikiId wiki;

    /** By id, after their parents; of several orders the one with the smallest ids. */
    private final Map<Bytes, RosterRecord> records;

    private final Map<Bytes, Integer> indexes = new HashMap<>();
    private final Map<Bytes, RosterRecord> waiting;
    private final RosterEvaluation evaluation;
    private final Bytes digest;

    private Roster(
            WikiId wiki, Map<Bytes, RosterRecord> records, Map<Bytes, RosterRecord> waiting) {
        this.wiki = wiki;
        this.records = records;
        this.waiting = waiting;
        this.evaluation = new RosterEvaluation(List.copyOf(records.values()));
        records.keySet().forEach(id -> indexes.put(id, indexes.size()));
        this.digest =
                Bytes.concat(records.keySet().stream().sorted().toArray(Bytes[]::new)).sha256();
    }

    /**
     * @throws MalformedException if the genesis of this wiki is not among the records, or one of
     *     them is no record, is wrongly signed, or belongs to another wiki
     */
    public static Roster of(WikiId wiki, Collection<Bytes> signedRecords) {
        return arrange(wiki, read(wiki, signedRecords, Map.of(), Map.of()));
    }

    /**
     * With these records too; this one if none of them is new.
     *
     * @throws MalformedException if one of them is no record, is wrongly signed, or belongs to
     *     another wiki: then none is taken
     */
    public Roster with(Collection<Bytes> signedRecords) {
        var all = read(wiki, signedRecords, records, waiting);
        return all.size() == records.size() + waiting.size() ? this : arrange(wiki, all);
    }

    public WikiId wiki() {
        return wiki;
    }

    public String wikiName() {
        return genesis().wikiName();
    }

    /** The role now; empty for one who is no member. */
    public Optional<Role> role(PeerId peer) {
        return evaluation.role(peer);
    }

    /** The role at these heads; empty for no member, or if one of the records is not known here. */
    public Optional<Role> roleAt(PeerId peer, Collection<Bytes> heads) {
        var known = heads.stream().map(indexes::get).toList();
        return known.contains(null) ? Optional.empty() : evaluation.roleAt(peer, known);
    }

    /** By rank, then by name. */
    public List<Member> members() {
        return peers().stream()
                .filter(peer -> role(peer).isPresent())
                .map(peer ->
                        new Member(
                                peer,
                                nameOf(peer).orElse(PeerIds.shortForm(peer)),
                                role(peer).orElseThrow()))
                .sorted(
                        Comparator.comparing(Member::role)
                                .thenComparing(Member::name)
                                .thenComparing(Member::peer))
                .toList();
    }

    /** The name of a member or former member, as it was last added. */
    public Optional<String> nameOf(PeerId peer) {
        Optional<String> name = Optional.empty();
        for (var record : records.values()) {
            if (evaluation.counts(indexes.get(record.id()))) {
                if (record.act() instanceof RosterAct.Genesis founding
                        && record.author().equals(peer)) {
                    name = Optional.of(founding.ownerName());
                } else if (record.act() instanceof RosterAct.Add add && add.peer().equals(peer)) {
                    name = Optional.of(add.name());
                }
            }
        }
        return name;
    }

    /** The offer behind an invite, unless it was taken back or somebody was added by it. */
    public Optional<RosterAct.Offer> openInvite(Bytes invite) {
        Optional<RosterAct.Offer> open = Optional.empty();
        for (var record : counted()) {
            switch (record.act()) {
                case RosterAct.Offer offer when offer.invite().equals(invite) ->
                        open = open.or(() -> Optional.of(offer));
                case RosterAct.Uninvite uninvite when uninvite.invite().equals(invite) -> {
                    return Optional.empty();
                }
                case RosterAct.Add add when add.invite().filter(invite::equals).isPresent() -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
        return open;
    }

    /** Who gave out an invite, if that counts. */
    public Optional<PeerId> inviter(Bytes invite) {
        return counted().stream()
                .filter(record ->
                        record.act() instanceof RosterAct.Offer offer
                                && offer.invite().equals(invite))
                .map(RosterRecord::author)
                .findFirst();
    }

    /** Ids of the newest records, ascending, at most 64: what statements and new records cite. */
    public List<Bytes> heads() {
        var heads = new HashSet<>(records.keySet());
        records.values().forEach(record -> record.parents().forEach(heads::remove));
        return heads.stream().sorted().limit(RosterCodec.PARENTS_MAX).toList();
    }

    /** All records as signed, after their parents; without those that wait. */
    public List<Bytes> records() {
        return records.values().stream().map(RosterRecord::bytes).toList();
    }

    /** Whether the record with this id is here and counts. */
    public boolean counts(Bytes id) {
        Integer index = indexes.get(id);
        return index != null && evaluation.counts(index);
    }

    /**
     * Ids of the records that are here and do not count, ascending. While these stay the same,
     * roles at earlier heads do too.
     */
    public List<Bytes> voided() {
        return records.keySet().stream().filter(id -> !counts(id)).sorted().toList();
    }

    /** SHA-256 over the sorted ids: equal on nodes that have the same records. */
    public Bytes digest() {
        return digest;
    }

    private RosterAct.Genesis genesis() {
        return (RosterAct.Genesis) records.values().iterator().next().act();
    }

    private List<RosterRecord> counted() {
        return records.values().stream()
                .filter(record -> evaluation.counts(indexes.get(record.id())))
                .toList();
    }

    private Set<PeerId> peers() {
        var peers = new HashSet<PeerId>();
        records.values().forEach(record -> record.target().ifPresent(peers::add));
        return peers;
    }

    private static Map<Bytes, RosterRecord> read(
            WikiId wiki,
            Collection<Bytes> signedRecords,
            Map<Bytes, RosterRecord> records,
            Map<Bytes, RosterRecord> waiting) {
        var all = new HashMap<>(records);
        all.putAll(waiting);
        for (Bytes bytes : signedRecords) {
            if (all.containsKey(bytes.sha256()) || all.size() >= RECORDS_MAX + WAITING_MAX) {
                continue;
            }
            var record = RosterCodec.read(bytes);
            if (!record.wiki().equals(wiki)) {
                throw new MalformedException("a roster record of another wiki");
            }
            all.put(record.id(), record);
        }
        return all;
    }

    /** Puts records behind their parents, round by round, each round by id. */
    private static Roster arrange(WikiId wiki, Map<Bytes, RosterRecord> all) {
        if (!all.containsKey(wiki.value())) {
            throw new MalformedException("the first record of the wiki is missing");
        }
        var arranged = new LinkedHashMap<Bytes, RosterRecord>();
        var named = new NamedPeers();
        var open = new ArrayList<>(all.values());
        open.sort(Comparator.comparing(RosterRecord::id));
        boolean progress = true;
        while (progress) {
            progress = false;
            var later = new ArrayList<RosterRecord>();
            for (var record : open) {
                if (!arranged.keySet().containsAll(record.parents())
                        || arranged.size() == RECORDS_MAX) {
                    later.add(record);
                    continue;
                }
                progress = true;
                if (named.add(record)) {
                    arranged.put(record.id(), record);
                }
            }
            open = later;
        }
        var waiting = new HashMap<Bytes, RosterRecord>();
        open.stream().limit(WAITING_MAX).forEach(record -> waiting.put(record.id(), record));
        return new Roster(wiki, arranged, waiting);
    }

    /** Whom each record's ancestors name, as bits: names would take memory by the square. */
    private static final class NamedPeers {

        private final Map<PeerId, Integer> numbers = new HashMap<>();
        private final Map<Bytes, BitSet> named = new HashMap<>();

        /** False for a record of a stranger. */
        boolean add(RosterRecord record) {
            var names = new BitSet();
            record.parents().forEach(parent -> names.or(named.get(parent)));
            if (!record.parents().isEmpty() && !names.get(number(record.author()))) {
                return false;
            }
            record.target().ifPresent(target -> names.set(number(target)));
            named.put(record.id(), names);
            return true;
        }

        private int number(PeerId peer) {
            return numbers.computeIfAbsent(peer, unknown -> numbers.size());
        }
    }
}
