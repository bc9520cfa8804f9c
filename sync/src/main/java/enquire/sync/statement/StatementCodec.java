package enquire.sync.statement;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Signs and reads statements: a CBOR list of the claim's bytes, its path to the signed root (sides
 * and partners), and the signature over the root. The fields stand in {@code docs/PROTOCOL.md}. A
 * field that is not known is refused: a statement must mean the same on every node.
 */
public final class StatementCodec {

    /**
     * The largest have some 5 kB: 64 changes or a long summary, 64 roster heads, a path of 10 steps
     * (arithmetic).
     */
    public static final int STATEMENT_BYTES_MAX = 8 * 1024;

    /**
     * Changes that one adoption names; an adopter writes several for more. As many as a page has
     * ends, written by people who were all apart: hardly ever more than one. A larger number would
     * only let one statement take more room.
     */
    public static final int ADOPTED_MAX = 64;

    /** The longest summary, in UTF-16 units: a line or two. */
    public static final int SUMMARY_UNITS_MAX = 500;

    /** As many as a roster cites at most. */
    private static final int ROSTER_HEADS_MAX = 64;

    /**
     * Claims that one signature covers when we sign. A path of 6 steps has 192 bytes, and
     * neighbours share most of it, so that deflated frames hardly feel it; 64 divides the cost of
     * signing and of checking by 64, and dividing further would win nothing that can be felt
     * (arithmetic: 10,000 pages take 157 signatures, 0.1 s).
     */
    static final int BATCH = 64;

    private StatementCodec() {}

    /** The revision that a kept statement is; empty if it is another one, or damaged. */
    public static Optional<Claim.Revision> revision(Bytes bytes) {
        try {
            // Its place in a tree of hashes, which takes longest, says nothing about the claim.
            Claim claim = CborReader.read(bytes, StatementCodec::signed).claim();
            return claim instanceof Claim.Revision revision
                    ? Optional.of(revision)
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Signs claims of one signer, one signature for every 64. In their order. */
    public static List<SignedStatement> sign(NodeKey key, List<? extends Claim> claims) {
        var signed = new ArrayList<SignedStatement>();
        for (int from = 0; from < claims.size(); from += BATCH) {
            signed.addAll(batch(key, claims.subList(from, Math.min(claims.size(), from + BATCH))));
        }
        return signed;
    }

    /**
     * Reads a statement. Its signature is not checked: {@link SignedStatement#authentic}.
     *
     * @throws MalformedException if it is none
     */
    public static SignedStatement decode(Bytes bytes) {
        if (bytes.size() > STATEMENT_BYTES_MAX) {
            throw new MalformedException("a statement of %,d bytes".formatted(bytes.size()));
        }
        Signed read = CborReader.read(bytes, StatementCodec::signed);
        return new SignedStatement(
                bytes, read.claim(), MerkleTree.root(read.body(), read.path()), read.signature());
    }

    /**
     * @param path from the body to the root that is signed
     */
    private record Signed(Bytes body, Claim claim, MerkleTree.Path path, Bytes signature) {}

    private static Signed signed(CborReader in) {
        in.startList();
        Bytes body = in.bytes(1, STATEMENT_BYTES_MAX);
        var path = path(in);
        Bytes signature = in.bytes(NodeKey.SIGNATURE_BYTES);
        in.endList();
        return new Signed(body, CborReader.read(body, StatementCodec::claim), path, signature);
    }

    private static List<SignedStatement> batch(NodeKey key, List<? extends Claim> claims) {
        var bodies = new ArrayList<Bytes>();
        for (Claim claim : claims) {
            if (!claim.signer().equals(key.id())) {
                throw new IllegalArgumentException("a claim of somebody else");
            }
            bodies.add(body(claim));
        }
        var tree = new MerkleTree(bodies);
        Bytes signature = key.sign(Purpose.STATEMENTS, tree.root());
        var signed = new ArrayList<SignedStatement>();
        for (int i = 0; i < bodies.size(); i++) {
            var path = tree.path(i);
            var out = new CborWriter().list(4).bytes(bodies.get(i)).number(path.sides());
            Bytes bytes = out.bytes(path.partners()).bytes(signature).end().toBytes();
            signed.add(new SignedStatement(bytes, claims.get(i), tree.root(), signature));
        }
        return signed;
    }

    /** What is signed. */
    static Bytes body(Claim claim) {
        var out = new CborWriter();
        switch (claim) {
            case Claim.Revision revision -> {
                int fields = 9 + (revision.summary().isPresent() ? 1 : 0);
                begin(out, fields, "revision", claim);
                out.key("actor").bytes(revision.actor().value());
                out.key("burst").number(revision.burst()).key("seq").number(revision.seq());
                out.key("hash").bytes(revision.hash().value());
                out.key("at").number(revision.at().toEpochMilli());
                revision.summary().ifPresent(summary -> out.key("summary").text(summary));
            }
            case Claim.Adoption adoption -> {
                begin(out, 6, "adoption", claim);
                out.key("signer").bytes(adoption.signer().value());
                out.key("hashes").list(adoption.vouched(), hash -> out.bytes(hash.value()));
            }
        }
        return out.key("roster").list(claim.rosterHeads(), out::bytes).end().toBytes();
    }

    private static void begin(CborWriter out, int fields, String type, Claim claim) {
        out.map(fields).key("type").text(type).key("wiki").bytes(claim.wiki().value());
        out.key("page").bytes(claim.page().toBytes());
    }

    private static MerkleTree.Path path(CborReader in) {
        int sides = (int) in.number(0, (1 << MerkleTree.PATH_STEPS_MAX) - 1);
        Bytes partners = in.bytes(0, 32 * MerkleTree.PATH_STEPS_MAX);
        var path = new MerkleTree.Path(sides, partners);
        if (partners.size() % 32 != 0 || sides >> path.steps() != 0) {
            throw new MalformedException("a path that is none");
        }
        return path;
    }

    private static Claim claim(CborReader in) {
        in.startMap();
        String type = in.key("type").text(16);
        var wiki = new WikiId(in.key("wiki").bytes(WikiId.BYTES));
        var page = PageId.of(in.key("page").bytes(PageId.BYTES));
        Claim claim =
                switch (type) {
                    case "revision" -> revision(wiki, page, in);
                    case "adoption" ->
                            new Claim.Adoption(
                                    wiki,
                                    page,
                                    new PeerId(in.key("signer").bytes(PeerId.BYTES)),
                                    once(
                                            in.key("hashes")
                                                    .list(
                                                            ADOPTED_MAX,
                                                            r ->
                                                                    new ChangeHash(
                                                                            r.bytes(
                                                                                    ChangeHash
                                                                                            .BYTES)))),
                                    rosterHeads(in));
                    default -> throw new MalformedException("a statement of an unknown kind");
                };
        in.endMap();
        if (claim.vouched().isEmpty()) {
            throw new MalformedException("a statement about nothing");
        }
        return claim;
    }

    private static Claim.Revision revision(WikiId wiki, PageId page, CborReader in) {
        var actor = new ActorId(in.key("actor").bytes(ActorId.BYTES));
        long burst = in.key("burst").number(1, Long.MAX_VALUE);
        return new Claim.Revision(
                wiki,
                page,
                actor,
                burst,
                in.key("seq").number(burst, Long.MAX_VALUE),
                new ChangeHash(in.key("hash").bytes(ChangeHash.BYTES)),
                // To the year 9999, so that every instant can be shown.
                Instant.ofEpochMilli(in.key("at").number(0, 253_402_300_799_999L)),
                in.at("summary") ? Optional.of(in.text(SUMMARY_UNITS_MAX)) : Optional.empty(),
                rosterHeads(in));
    }

    private static List<Bytes> rosterHeads(CborReader in) {
        return once(in.key("roster").list(ROSTER_HEADS_MAX, r -> r.bytes(32)));
    }

    /** Each repetition would be another statement that says the same. */
    private static <T> List<T> once(List<T> named) {
        if (new HashSet<>(named).size() < named.size()) {
            throw new MalformedException("a statement that names something twice");
        }
        return named;
    }
}
