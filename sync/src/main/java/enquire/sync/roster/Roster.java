package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.PeerIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    /**
     * Records that wait for their parents; those that came first stay, the others must be sent
     * again. (A guess: parents come in the same message.)
     */
    static final int WAITING_MAX = 1_000;

    /** Somebody who may read, at least. */
    public record Member(PeerId peer, String name, Role role) {}

    private final WikiId wiki;

    /** By id, after their parents; of several orders the one with the smallest ids. */
    private final Map<Bytes, RosterRecord> records;

    private final Map<Bytes, Integer> indexes = new HashMap<>();
    private final Map<Bytes, RosterRecord> waiting;
    private final RosterEvaluation evaluation;
    private final RosterRoom room;
    private final Set<PeerId> everWrote;
    private final RosterNames names;
    private final Redactions redactions;
    private final Bytes digest;

    private Roster(
            WikiId wiki, Map<Bytes, RosterRecord> records, Map<Bytes, RosterRecord> waiting) {
        this.wiki = wiki;
        this.records = records;
        this.waiting = waiting;
        this.evaluation = new RosterEvaluation(List.copyOf(records.values()));
        this.room = new RosterRoom(evaluation::role, recovery());
        this.everWrote = Raised.everWrote(records.values());
        records.keySet().forEach(id -> indexes.put(id, indexes.size()));
        this.names = new RosterNames(counted());
        this.redactions = new Redactions(records.values(), counted());
        this.digest =
                Bytes.concat(records.keySet().stream().sorted().toArray(Bytes[]::new)).sha256();
    }

    /**
     * @throws MalformedException if the genesis of this wiki is not among the records, or one of
     *     them is no record, is wrongly signed, or belongs to another wiki
     */
    public static Roster of(WikiId wiki, Collection<Bytes> signedRecords) {
        var arranged = Arranged.of(wiki, read(wiki, signedRecords, Map.of()));
        return new Roster(wiki, arranged.records(), arranged.waiting());
    }

    /**
     * With these records too, as far as there is room for what their authors add; this one if that
     * leads to nothing new.
     *
     * @throws MalformedException if one of them is no record, is wrongly signed, or belongs to
     *     another wiki: then none is taken
     */
    public Roster with(Collection<Bytes> signedRecords) {
        // In this order, so that what waits already is not pushed out by what comes.
        var all = new LinkedHashMap<>(records);
        all.putAll(waiting);
        var fresh = read(wiki, signedRecords, all).values();
        for (var record : room.admitted(fresh, waiting.values(), records.size())) {
            all.put(record.id(), record);
        }
        var arranged = Arranged.of(wiki, all);
        // Evaluating is what takes time: junk that leaves no trace does not lead to it.
        return arranged.records().keySet().equals(records.keySet())
                        && arranged.waiting().keySet().equals(waiting.keySet())
                ? this
                : new Roster(wiki, arranged.records(), arranged.waiting());
    }

    public WikiId wiki() {
        return wiki;
    }

    /** The public half of the key that can make owners; empty if this wiki has none. */
    public Optional<PeerId> recovery() {
        return records.values().iterator().next().recovery();
    }

    public String wikiName() {
        return ((RosterAct.Genesis) records.values().iterator().next().act()).wikiName();
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

    /** Whether the records with these ids are here. */
    public boolean knows(Collection<Bytes> heads) {
        return indexes.keySet().containsAll(heads);
    }

    /**
     * Whether somebody was ever made one who may write, by somebody who was ever above that; be it
     * that these records do not count any more. Never changes back.
     */
    public boolean everWrote(PeerId peer) {
        return everWrote.contains(peer);
    }

    /**
     * Who answers for a member: itself, if an owner or admin ever brought it in, else the nearest
     * of those who brought each other in for whom that is so. Whoever is below an admin can bring
     * in any number, and all of them together have one who answers for them.
     */
    public PeerId sponsor(PeerId peer) {
        var passed = new HashSet<PeerId>();
        PeerId answering = peer;
        while (passed.add(answering) && !evaluation.wasBroughtInByAdmin(answering)) {
            answering = evaluation.broughtInBy(answering).orElse(answering);
        }
        return answering;
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

    /**
     * How a member came to his role.
     *
     * @param by who gave it; himself if he started the wiki
     * @param at by that one's clock, for people to read
     * @param changed whether he was a member before, with another role
     */
    public record Standing(Role role, PeerId by, Instant at, boolean changed) {}

    /** Empty for one who is no member. */
    public Optional<Standing> standing(PeerId peer) {
        return evaluation
                .decisive(peer)
                .flatMap(record ->
                        role(peer)
                                .map(role ->
                                        new Standing(
                                                role,
                                                record.author(),
                                                record.at(),
                                                record.act() instanceof RosterAct.ChangeRole)));
    }

    /**
     * Somebody who was a member and is none any more.
     *
     * @param by who took him out; himself if he left
     * @param at by that one's clock, for people to read
     */
    public record Departed(PeerId peer, PeerId by, Instant at) {}

    /** How a former member ceased to be one; empty for a member and for one who never was one. */
    public Optional<Departed> departed(PeerId peer) {
        return evaluation
                .ended(peer)
                .map(record -> new Departed(peer, record.author(), record.at()));
    }

    /** Former members, whoever left last first. */
    public List<Departed> departed() {
        return peers().stream()
                .flatMap(peer -> departed(peer).stream())
                .sorted(Comparator.comparing(Departed::at).reversed().thenComparing(Departed::peer))
                .toList();
    }

    /**
     * The record by which a former member ceased to be one, behind all that it rests on: what he is
     * told who does not know yet. Nothing of what happened since; nothing for anybody else.
     */
    public List<Bytes> farewell(PeerId peer) {
        return evaluation.signedUpTo(evaluation.ended(peer).stream().toList());
    }

    /**
     * The records by which a member is one, behind all that they rest on: what he tells who takes
     * him for a former one. Nothing for anybody else.
     */
    public List<Bytes> grounds(PeerId peer) {
        return role(peer).isPresent() ? evaluation.signedUpTo(about(peer)) : List.of();
    }

    /** The newest that counts about somebody, and about whose computer it is. */
    private List<RosterRecord> about(PeerId peer) {
        var about = new ArrayList<>(evaluation.newestAbout(peer));
        evaluation.person(peer).map(evaluation::newestAbout).ifPresent(about::addAll);
        return about;
    }

    /** The name of a member or former member, as it was last added. */
    public Optional<String> nameOf(PeerId peer) {
        return names.of(peer);
    }

    /** The key of the first computer of the person whose computer this is; itself if it is that. */
    public PeerId person(PeerId peer) {
        return names.person(peer);
    }

    /** Whose other computer a member is now; empty for one with a role of its own. */
    public Optional<PeerId> deviceOf(PeerId peer) {
        return evaluation.person(peer);
    }

    /** How a computer was added as another one of somebody's; empty if it is a first one. */
    public Optional<RosterAct.Device> device(PeerId peer) {
        return names.device(peer);
    }

    public Invites invites() {
        return new Invites(counted());
    }

    public Redactions redactions() {
        return redactions;
    }

    /**
     * Ids of the newest records of owners and admins that count, ascending. There is always room
     * for these, and for all they rest on, so whatever cites nothing else is understood on every
     * node, however somebody floods the roster.
     */
    public List<Bytes> heads() {
        return cited(evaluation.newestOfAdmins());
    }

    /**
     * What a statement of this signer cites: the {@link #heads()}, and by what he has his role. At
     * most 64, ascending.
     */
    public List<Bytes> heads(PeerId signer) {
        List<RosterRecord> cited = about(signer);
        cited.addAll(evaluation.newestOfAdmins());
        return cited(cited);
    }

    /**
     * What a new record of this author cites: the same, what was said of its target, and the newest
     * of all that counts, so that whatever somebody did before he is removed stays. What an author
     * below an admin said who floods is not cited: it does not outlast him, and may have found no
     * room elsewhere.
     */
    List<Bytes> parents(PeerId author, Optional<PeerId> target) {
        List<RosterRecord> cited = about(author);
        cited.addAll(evaluation.newestOfAdmins());
        Set<PeerId> floods = room.flooding(records.values());
        target.filter(peer -> !floods.contains(peer))
                .ifPresent(peer -> cited.addAll(evaluation.newestAbout(peer)));
        cited.addAll(evaluation.newest(record -> !floods.contains(record.author())));
        return cited(cited);
    }

    private static List<Bytes> cited(List<RosterRecord> records) {
        return records.stream()
                .map(RosterRecord::id)
                .distinct()
                .limit(RosterCodec.PARENTS_MAX)
                .sorted()
                .toList();
    }

    /**
     * The newest heads at which somebody may write: these of now, or those on top of which it was
     * taken from him, so that he can still sign what he wrote until then. Those of now also if he
     * never could.
     */
    public List<Bytes> headsWriting(PeerId peer) {
        List<Bytes> now = heads(peer);
        List<Bytes> heads = now;
        while (roleAt(peer, heads).filter(Role::writes).isEmpty()) {
            Optional<RosterRecord> lowered =
                    evaluation.decisiveAt(peer, heads.stream().map(indexes::get).toList());
            if (lowered.filter(record -> !record.parents().isEmpty()).isEmpty()) {
                return now;
            }
            heads = lowered.get().parents();
        }
        return heads;
    }

    /** All records as signed, after their parents; without those that wait. */
    public List<Bytes> records() {
        return records.values().stream().map(RosterRecord::bytes).toList();
    }

    /** The same with those that wait: what is to be kept on disk. */
    public Set<Bytes> kept() {
        var kept = new LinkedHashSet<>(records());
        waiting.values().forEach(record -> kept.add(record.bytes()));
        return kept;
    }

    /** Whether the record with this id is here and counts. */
    public boolean counts(Bytes id) {
        Integer index = indexes.get(id);
        return index != null && evaluation.counts(index);
    }

    /** Ids of the records that are here and do not count, ascending. */
    public List<Bytes> voided() {
        return records.keySet().stream().filter(id -> !counts(id)).sorted().toList();
    }

    /**
     * Whether all records of an earlier roster are here, and count just if they did there. Then
     * roles at all heads that were known there are the same, whatever has come since.
     */
    public boolean keeps(Roster before) {
        return before.records.keySet().stream()
                .allMatch(id -> records.containsKey(id) && counts(id) == before.counts(id));
    }

    /** SHA-256 over the sorted ids: equal on nodes that have the same records. */
    public Bytes digest() {
        return digest;
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

    /** Those that are not among {@code known}, in the order they came. */
    private static Map<Bytes, RosterRecord> read(
            WikiId wiki, Collection<Bytes> signedRecords, Map<Bytes, RosterRecord> known) {
        var fresh = new LinkedHashMap<Bytes, RosterRecord>();
        for (Bytes bytes : signedRecords) {
            Bytes id = bytes.sha256();
            if (known.containsKey(id) || known.size() + fresh.size() >= RECORDS_MAX + WAITING_MAX) {
                continue;
            }
            var record = RosterCodec.read(bytes);
            if (!record.wiki().equals(wiki)) {
                throw new MalformedException("a roster record of another wiki");
            }
            fresh.put(id, record);
        }
        return fresh;
    }
}
