package enquire.sync.statement;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.MalformedChangeException;
import enquire.storage.Statement;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that somebody could try with changes and statements that are not his. */
final class Forger {

    /**
     * What is delivered for a page.
     *
     * @param authors of the honest statements, those by which one can tell who wrote what
     * @param untouched of these, those that cite the members as they were
     */
    record Delivery(
            HonestPage page,
            Map<ChangeHash, Change> changes,
            List<Statement> statements,
            List<HonestPage.Signed> authors,
            List<HonestPage.Signed> untouched) {

        static Delivery honest(HonestPage page) {
            var statements = new ArrayList<Statement>();
            page.signed.forEach(each -> statements.add(each.statement().stored()));
            return new Delivery(
                    page,
                    new LinkedHashMap<>(page.changes),
                    statements,
                    new ArrayList<>(page.signed),
                    new ArrayList<>(page.signed));
        }

        /** Whether anything of it is not as honest people made it, is missing, or is too much. */
        boolean altered() {
            Delivery honest = honest(page);
            return !changes.keySet().equals(honest.changes.keySet())
                    || !bytes(statements).equals(bytes(honest.statements));
        }

        private static Set<Bytes> bytes(List<Statement> statements) {
            return statements.stream().map(Statement::bytes).collect(Collectors.toSet());
        }

        void add(SignedStatement statement) {
            statements.add(statement.stored());
        }

        void add(Bytes statement, List<ChangeHash> vouched) {
            statements.add(new Statement(statement, vouched));
        }

        void withhold(HonestPage.Signed signed) {
            authors.remove(signed);
            untouched.remove(signed);
            statements.removeIf(each -> each.bytes().equals(signed.statement().bytes()));
        }
    }

    enum Kind {
        BYTES_OF_A_CHANGE,
        BYTES_OF_A_STATEMENT,
        SIGNED_BY_ANOTHER,
        ACTOR_OF_ANOTHER,
        REPLAYED_ELSEWHERE,
        PATH_OF_ANOTHER_LEAF,
        FIELD_UNDER_THE_OLD_SIGNATURE,
        FIELD_SIGNED_BY_A_MEMBER,
        ROSTER_OF_ANOTHER_TIME,
        ADOPTED_BY_ONE_WHO_MAY_NOT,
        CUT_FROM_ITS_DEPENDENCIES,
        WRITTEN_IN_ANOTHERS_NAME
    }

    private final Random random;
    private final List<ForgedWiki> wikis;

    Forger(Random random, List<ForgedWiki> wikis) {
        this.random = random;
        this.wikis = wikis;
    }

    /** Now and then chance would have it that nothing is forged: then once more. */
    Delivery forge(Kind kind) {
        Delivery delivery = attempt(kind);
        while (!delivery.altered()) {
            delivery = attempt(kind);
        }
        return delivery;
    }

    private Delivery attempt(Kind kind) {
        HonestPage page = any(any(wikis).pages);
        Delivery delivery = Delivery.honest(page);
        HonestPage.Signed signed = any(page.signed);
        Claim claim = signed.statement().claim();
        Change change = any(List.copyOf(page.changes.values()));
        switch (kind) {
            case BYTES_OF_A_CHANGE ->
                    mutated(change).ifPresent(each -> replace(delivery, change, each));
            case BYTES_OF_A_STATEMENT -> {
                delivery.withhold(signed);
                delivery.add(flipped(signed.statement().bytes()), claim.vouched());
            }
            case SIGNED_BY_ANOTHER -> {
                delivery.withhold(signed);
                NodeKey other = otherThan(claim);
                delivery.add(assembled(body(signed), other), claim.vouched());
            }
            case ACTOR_OF_ANOTHER -> {
                NodeKey thief = any(ForgedWiki.EVERYBODY);
                ActorId actor = ActorId.of(thief.id(), change.actor().value().slice(32, 40));
                if (!thief.id().equals(change.actor().author())) {
                    var theft = page.revision(change, page.wiki.now.heads());
                    add(delivery, thief, with(theft, actor, theft.seq(), theft.hash(), 1));
                }
            }
            case REPLAYED_ELSEWHERE -> {
                HonestPage other = any(any(wikis).pages);
                if (other != page) {
                    delivery.changes.putAll(other.changes);
                    other.signed.forEach(each -> delivery.add(each.statement()));
                    // With an accomplice who may write here and says that they belong here.
                    add(
                            delivery,
                            ForgedWiki.BOB,
                            new Claim.Adoption(
                                    page.wiki.id,
                                    page.page,
                                    ForgedWiki.BOB.id(),
                                    List.copyOf(other.changes.keySet()),
                                    page.wiki.now.heads()));
                }
            }
            case PATH_OF_ANOTHER_LEAF -> {
                HonestPage.Signed leaf = any(page.signed);
                if (leaf != signed) {
                    delivery.withhold(signed);
                    delivery.add(withBody(leaf, body(signed)), claim.vouched());
                }
            }
            case FIELD_UNDER_THE_OLD_SIGNATURE -> {
                Claim changed = changed(claim, page, change);
                if (!changed.equals(claim)) {
                    delivery.withhold(signed);
                    Bytes other = StatementCodec.body(changed);
                    delivery.add(withBody(signed, other), changed.vouched());
                }
            }
            case FIELD_SIGNED_BY_A_MEMBER -> {
                // A member says something untrue: of his own work, or that another's is his.
                if (claim instanceof Claim.Revision own && random.nextBoolean()) {
                    delivery.withhold(signed);
                    long seq = own.seq() + 1 + random.nextInt(3);
                    add(delivery, keyOf(own), with(own, own.actor(), seq, own.hash(), 1));
                } else if (claim instanceof Claim.Revision own
                        && !own.signer().equals(change.actor().author())) {
                    add(
                            delivery,
                            keyOf(own),
                            with(own, own.actor(), change.seq(), change.hash(), 1));
                }
            }
            case ROSTER_OF_ANOTHER_TIME -> {
                if (!(claim instanceof Claim.Revision own)
                        || own.signer().equals(ForgedWiki.OLGA.id())) {
                    break;
                }
                // When nobody but Olga was a member.
                delivery.withhold(signed);
                delivery.authors.add(signed);
                var heads = random.nextBoolean() ? page.wiki.first : unknownHeads();
                add(delivery, keyOf(own), page.revision(page.changes.get(own.hash()), heads));
            }
            case ADOPTED_BY_ONE_WHO_MAY_NOT -> {
                NodeKey adopter = any(List.of(ForgedWiki.RITA, ForgedWiki.CAROL, ForgedWiki.SAM));
                var heads = random.nextBoolean() ? page.wiki.early : page.wiki.now.heads();
                add(
                        delivery,
                        adopter,
                        new Claim.Adoption(
                                page.wiki.id,
                                page.page,
                                adopter.id(),
                                List.copyOf(page.changes.keySet()),
                                heads));
            }
            case CUT_FROM_ITS_DEPENDENCIES -> {
                delivery.changes.remove(change.hash());
            }
            case WRITTEN_IN_ANOTHERS_NAME -> {
                // Wholly new, with a member's key in it, and vouched for by somebody else.
                NodeKey victim = any(ForgedWiki.EVERYBODY);
                NodeKey forger = any(ForgedWiki.EVERYBODY);
                if (victim != forger) {
                    // On top of something that may enter: a writer could vouch for anything else.
                    var basis = List.copyOf(page.legitimate(page.signed, page.signed));
                    Change invented =
                            Writings.change(
                                    Writings.actor(victim, random.nextInt(3)),
                                    1 + random.nextInt(20),
                                    "invented " + random.nextLong(),
                                    any(basis));
                    delivery.changes.put(invented.hash(), invented);
                    add(
                            delivery,
                            forger,
                            new Claim.Adoption(
                                    page.wiki.id,
                                    page.page,
                                    forger.id(),
                                    List.of(invented.hash()),
                                    page.wiki.now.heads()));
                }
            }
        }
        return delivery;
    }

    /** The statements that spoke for the old one stay; whoever forges may hope that they help. */
    private void replace(Delivery delivery, Change old, Change mutated) {
        if (random.nextBoolean()) {
            delivery.changes.remove(old.hash());
        }
        delivery.changes.put(mutated.hash(), mutated);
    }

    /** With one to three bytes changed and the checksum repaired; empty if it is no change. */
    private Optional<Change> mutated(Change change) {
        byte[] bytes = change.chunk().toArray();
        for (int i = 0; i <= random.nextInt(3); i++) {
            bytes[9 + random.nextInt(bytes.length - 9)] ^= (byte) (1 << random.nextInt(8));
        }
        byte[] checksum = Bytes.of(bytes).slice(8, bytes.length).sha256().toArray();
        System.arraycopy(checksum, 0, bytes, 4, 4);
        try {
            return Optional.of(Change.parse(Bytes.of(bytes)));
        } catch (MalformedChangeException refused) {
            return Optional.empty();
        }
    }

    private Bytes flipped(Bytes statement) {
        byte[] bytes = statement.toArray();
        for (int i = 0; i <= random.nextInt(3); i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return Bytes.of(bytes).equals(statement) ? flipped(statement) : Bytes.of(bytes);
    }

    private Claim changed(Claim claim, HonestPage page, Change other) {
        if (!(claim instanceof Claim.Revision own)) {
            Claim.Adoption adoption = (Claim.Adoption) claim;
            return new Claim.Adoption(
                    adoption.wiki(),
                    adoption.page(),
                    any(ForgedWiki.EVERYBODY).id(),
                    List.of(other.hash()),
                    adoption.rosterHeads());
        }
        return switch (random.nextInt(4)) {
            case 0 -> with(own, own.actor(), own.seq(), other.hash(), 1);
            case 1 -> with(own, own.actor(), 1 + random.nextInt(30), own.hash(), 1);
            case 2 -> with(own, other.actor(), other.seq(), other.hash(), 1);
            default -> with(own, own.actor(), own.seq(), own.hash(), own.seq() + 1);
        };
    }

    private static Claim.Revision with(
            Claim.Revision own, ActorId actor, long seq, ChangeHash hash, long burst) {
        return new Claim.Revision(
                own.wiki(),
                own.page(),
                actor,
                burst,
                Math.max(burst, seq),
                hash,
                own.at(),
                own.summary(),
                own.rosterHeads());
    }

    private static void add(Delivery delivery, NodeKey key, Claim claim) {
        delivery.add(Writings.sign(key, claim));
    }

    private NodeKey otherThan(Claim claim) {
        NodeKey other = any(ForgedWiki.EVERYBODY);
        return other.id().equals(claim.signer()) ? otherThan(claim) : other;
    }

    private static NodeKey keyOf(Claim claim) {
        return ForgedWiki.EVERYBODY.stream()
                .filter(key -> key.id().equals(claim.signer()))
                .findFirst()
                .orElseThrow();
    }

    private List<Bytes> unknownHeads() {
        return List.of(Bytes.ofHex("%064x".formatted(random.nextLong() & Long.MAX_VALUE)));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Bytes assembled(Bytes body, NodeKey key) {
        Bytes root = new MerkleTree(List.of(body)).root();
        Bytes signature = key.sign(Purpose.STATEMENTS, root);
        var out = new CborWriter().list(4).bytes(body).number(0).bytes(Bytes.EMPTY);
        return out.bytes(signature).end().toBytes();
    }

    private static Bytes body(HonestPage.Signed signed) {
        return body(signed.statement().bytes());
    }

    private record Parts(Bytes body, long sides, Bytes partners, Bytes signature) {}

    private static Parts parts(Bytes statement) {
        return CborReader.read(
                statement,
                in -> {
                    in.startList();
                    var parts =
                            new Parts(
                                    in.bytes(1, StatementCodec.STATEMENT_BYTES_MAX),
                                    in.number(0, 1 << 10),
                                    in.bytes(0, 320),
                                    in.bytes(NodeKey.SIGNATURE_BYTES));
                    in.endList();
                    return parts;
                });
    }

    private static Bytes body(Bytes statement) {
        return parts(statement).body();
    }

    /** Another body with this statement's path and signature. */
    private static Bytes withBody(HonestPage.Signed leaf, Bytes body) {
        Parts parts = parts(leaf.statement().bytes());
        var out = new CborWriter().list(4).bytes(body).number(parts.sides());
        return out.bytes(parts.partners()).bytes(parts.signature()).end().toBytes();
    }
}
