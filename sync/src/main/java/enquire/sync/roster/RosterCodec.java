package enquire.sync.roster;

import enquire.editor.page.Blanks;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.Consent;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs and reads roster records: a CBOR list of the body's bytes and the signature over them. The
 * fields stand in {@code docs/PROTOCOL.md}. A field that is not known is refused: a record must
 * mean the same on every node.
 */
final class RosterCodec {

    static final int RECORD_BYTES_MAX = 4 * 1024;

    /** Enough for 64 groups that were all apart; a record that cites fewer heads is right, too. */
    static final int PARENTS_MAX = 64;

    /** Changes in one record: more do not fit. (Arithmetic: 70 bytes each.) */
    static final int OUT_MAX = 58;

    static final int NAME_UNITS_MAX = 64;
    static final int ID_BYTES = 32;
    static final int INVITE_ID_BYTES = 16;
    static final int NONCE_BYTES = 16;

    private RosterCodec() {}

    /**
     * @param wiki empty for a genesis
     */
    static Bytes sign(
            NodeKey key, Optional<WikiId> wiki, List<Bytes> parents, Instant at, RosterAct act) {
        Bytes body = body(key.id(), wiki, parents, at, act);
        var out = new CborWriter().list(2).bytes(body);
        return out.bytes(key.sign(purpose(act), body)).end().toBytes();
    }

    /**
     * @throws MalformedException if it is no record or its signature is not its author's
     */
    static RosterRecord read(Bytes bytes) {
        if (bytes.size() > RECORD_BYTES_MAX) {
            throw new MalformedException("a roster record of %,d bytes".formatted(bytes.size()));
        }
        return CborReader.read(
                bytes,
                in -> {
                    in.startList();
                    Bytes body = in.bytes(1, RECORD_BYTES_MAX);
                    Bytes signature = in.bytes(NodeKey.SIGNATURE_BYTES);
                    in.endList();
                    var record = CborReader.read(body, inner -> body(bytes, inner));
                    Purpose purpose = purpose(record.act());
                    if (!NodeKey.verify(record.author(), purpose, body, signature)) {
                        throw new MalformedException("the signature is not its author's");
                    }
                    if (record.act() instanceof RosterAct.Device device
                            && !Consent.isGiven(
                                    device.peer(),
                                    record.wiki(),
                                    record.author(),
                                    device.consent())) {
                        throw new MalformedException("the consent is not that computer's");
                    }
                    return record;
                });
    }

    /** What came later than the first format has a purpose of its own: older nodes refuse it. */
    private static Purpose purpose(RosterAct act) {
        boolean later =
                act instanceof RosterAct.Device
                        || act instanceof RosterAct.Redact
                        || act instanceof RosterAct.RedactFile
                        || act instanceof RosterAct.Genesis founding
                                && founding.recovery().isPresent();
        return later ? Purpose.ROSTER_RECORD_2 : Purpose.ROSTER_RECORD;
    }

    private static Bytes body(
            PeerId author, Optional<WikiId> wiki, List<Bytes> parents, Instant at, RosterAct act) {
        var out = new CborWriter();
        out.map((wiki.isPresent() ? 5 : 4) + fields(act)).key("type").text(type(act));
        wiki.ifPresent(id -> out.key("wiki").bytes(id.value()));
        out.key("author").bytes(author.value());
        out.key("parents").list(parents, out::bytes).key("at").number(at.toEpochMilli());
        switch (act) {
            case RosterAct.Genesis founding -> {
                out.key("name").text(founding.wikiName());
                out.key("owner").text(founding.ownerName());
                out.key("nonce").bytes(founding.nonce());
                founding.recovery().ifPresent(key -> out.key("recovery").bytes(key.value()));
            }
            case RosterAct.Add add -> {
                out.key("peer").bytes(add.peer().value()).key("name").text(add.name());
                out.key("role").text(word(add.role()));
                add.invite().ifPresent(invite -> out.key("invite").bytes(invite));
            }
            case RosterAct.ChangeRole change ->
                    out.key("peer")
                            .bytes(change.peer().value())
                            .key("role")
                            .text(word(change.role()));
            case RosterAct.Device device -> {
                out.key("peer").bytes(device.peer().value()).key("name").text(device.name());
                out.key("invite").bytes(device.invite()).key("consent").bytes(device.consent());
            }
            case RosterAct.Remove remove -> out.key("peer").bytes(remove.peer().value());
            case RosterAct.Leave leave -> {}
            case RosterAct.Offer offer ->
                    out.key("invite")
                            .bytes(offer.invite())
                            .key("secretHash")
                            .bytes(offer.secretHash())
                            .key("role")
                            .text(word(offer.role()))
                            .key("expires")
                            .number(offer.expiresAt().toEpochMilli());
            case RosterAct.Uninvite uninvite -> out.key("invite").bytes(uninvite.invite());
            case RosterAct.Redact redact -> {
                out.key("page").bytes(redact.page().toBytes());
                out.key("changes").list(redact.changes(), each -> writeOut(out, each));
            }
            case RosterAct.RedactFile redact -> out.key("file").bytes(redact.file().value());
        }
        return out.end().toBytes();
    }

    private static void writeOut(CborWriter out, RosterAct.Redact.Out each) {
        out.list(3).bytes(each.change().value()).bytes(each.proof().value());
        out.list(2 * each.blanks().ranges().size());
        each.blanks().ranges().forEach(range -> out.number(range.from()).number(range.to()));
        out.end().end();
    }

    private static int fields(RosterAct act) {
        return switch (act) {
            case RosterAct.Genesis founding -> founding.recovery().isPresent() ? 4 : 3;
            case RosterAct.Add add -> add.invite().isPresent() ? 4 : 3;
            case RosterAct.ChangeRole change -> 2;
            case RosterAct.Device device -> 4;
            case RosterAct.Remove remove -> 1;
            case RosterAct.Leave leave -> 0;
            case RosterAct.Offer offer -> 4;
            case RosterAct.Uninvite uninvite -> 1;
            case RosterAct.Redact redact -> 2;
            case RosterAct.RedactFile redact -> 1;
        };
    }

    private static String type(RosterAct act) {
        return switch (act) {
            case RosterAct.Genesis founding -> "genesis";
            case RosterAct.Add add -> "add";
            case RosterAct.ChangeRole change -> "role";
            case RosterAct.Device device -> "device";
            case RosterAct.Remove remove -> "remove";
            case RosterAct.Leave leave -> "leave";
            case RosterAct.Offer offer -> "invite";
            case RosterAct.Uninvite uninvite -> "uninvite";
            case RosterAct.Redact redact -> "redact";
            case RosterAct.RedactFile redact -> "redact-file";
        };
    }

    private static RosterRecord body(Bytes bytes, CborReader in) {
        in.startMap();
        String type = in.key("type").text(16);
        boolean genesis = type.equals("genesis");
        Bytes id = bytes.sha256();
        WikiId wiki = new WikiId(genesis ? id : in.key("wiki").bytes(WikiId.BYTES));
        PeerId author = peer(in, "author");
        List<Bytes> parents = in.key("parents").list(PARENTS_MAX, r -> r.bytes(ID_BYTES));
        if (genesis != parents.isEmpty()) {
            throw new MalformedException("only the first record has no parents");
        }
        Instant at = instant(in, "at");
        RosterAct act = act(type, in);
        in.endMap();
        return new RosterRecord(bytes, id, wiki, author, parents, at, act);
    }

    private static RosterAct act(String type, CborReader in) {
        return switch (type) {
            case "genesis" ->
                    new RosterAct.Genesis(
                            name(in, "name"),
                            name(in, "owner"),
                            in.key("nonce").bytes(NONCE_BYTES),
                            in.at("recovery")
                                    ? Optional.of(new PeerId(in.bytes(PeerId.BYTES)))
                                    : Optional.empty());
            case "add" ->
                    new RosterAct.Add(
                            peer(in, "peer"),
                            name(in, "name"),
                            role(in),
                            in.at("invite")
                                    ? Optional.of(in.bytes(INVITE_ID_BYTES))
                                    : Optional.empty());
            case "role" -> new RosterAct.ChangeRole(peer(in, "peer"), role(in));
            case "device" ->
                    new RosterAct.Device(
                            peer(in, "peer"),
                            name(in, "name"),
                            in.key("invite").bytes(INVITE_ID_BYTES),
                            in.key("consent").bytes(NodeKey.SIGNATURE_BYTES));
            case "remove" -> new RosterAct.Remove(peer(in, "peer"));
            case "leave" -> new RosterAct.Leave();
            case "invite" ->
                    new RosterAct.Offer(
                            in.key("invite").bytes(INVITE_ID_BYTES),
                            in.key("secretHash").bytes(32),
                            role(in),
                            instant(in, "expires"));
            case "uninvite" -> new RosterAct.Uninvite(in.key("invite").bytes(INVITE_ID_BYTES));
            case "redact" ->
                    new RosterAct.Redact(
                            PageId.of(in.key("page").bytes(PageId.BYTES)),
                            in.key("changes").list(OUT_MAX, RosterCodec::readOut));
            case "redact-file" ->
                    new RosterAct.RedactFile(new BlobId(in.key("file").bytes(BlobId.BYTES)));
            default -> throw new MalformedException("a roster record of an unknown kind");
        };
    }

    private static RosterAct.Redact.Out readOut(CborReader in) {
        in.startList();
        var change = new ChangeHash(in.bytes(ChangeHash.BYTES));
        var proof = new ChangeHash(in.bytes(ChangeHash.BYTES));
        List<Long> ends = in.list(RECORD_BYTES_MAX, each -> each.number(0, Integer.MAX_VALUE));
        in.endList();
        if (ends.isEmpty() || ends.size() % 2 != 0) {
            throw new MalformedException("places in a change that are none");
        }
        var ranges = new ArrayList<Blanks.Range>();
        for (int i = 0; i < ends.size(); i += 2) {
            ranges.add(new Blanks.Range(ends.get(i).intValue(), ends.get(i + 1).intValue()));
        }
        try {
            return new RosterAct.Redact.Out(change, proof, new Blanks(ranges));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("places in a change that are none");
        }
    }

    private static PeerId peer(CborReader in, String key) {
        return new PeerId(in.key(key).bytes(PeerId.BYTES));
    }

    private static String name(CborReader in, String key) {
        String name = in.key(key).text(NAME_UNITS_MAX);
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedException("a name that is blank or has control characters");
        }
        return name;
    }

    /** To the year 9999, so that every instant can be shown. */
    private static Instant instant(CborReader in, String key) {
        return Instant.ofEpochMilli(in.key(key).number(0, 253_402_300_799_999L));
    }

    private static Role role(CborReader in) {
        return role(in.key("role").text(16));
    }

    static Role role(String word) {
        for (Role role : Role.values()) {
            if (word(role).equals(word)) {
                return role;
            }
        }
        throw new MalformedException("an unknown role");
    }

    static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
