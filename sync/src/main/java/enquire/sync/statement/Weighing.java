package enquire.sync.statement;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PeerId;
import enquire.storage.AcceptanceRule.Weighed;
import enquire.storage.Exchange.Numbered;
import enquire.storage.Statement;
import enquire.sync.cbor.MalformedException;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells which statements of a page nobody needs (decision 0014), so that neither strangers nor
 * members can fill a page with them. They are
 *
 * <ul>
 *   <li>those of a signer whom no record ever made a writer, if the records they cite are here; but
 *       for revisions of what is part of the page, or a writer's adoption names: of what a reader
 *       suggested (decision 0037);
 *   <li>revisions that are not true of the change they name, if that is part of the page;
 *   <li>of one signer's that name the same change, all but eight: those first that count at the
 *       members they cite, then those that name fewer changes, then by id. One that is among the
 *       eight of any change it names stays.
 * </ul>
 *
 * A function of statements, page and members, and of two sets it keeps the same whether they come
 * together or one after the other; so nodes that hold the same members and page come to hold the
 * same statements. One thread at a time.
 */
final class Weighing {

    /**
     * Statements by one signer that name one change. Honest ones make one or two: a revision, and
     * an adoption when the author's role, or his admin's, was taken away. More, so that after
     * further quarrels among admins one that counts is still among them. (A guess.)
     */
    static final int OF_ONE_CHANGE_MAX = 8;

    private final Roster now;
    private final Function<ChangeHash, Optional<Numbered>> inPage;
    private final Map<Named, List<Read>> sameNames = new HashMap<>();
    private final Set<Statement> needless = new HashSet<>();
    private final Set<Statement> spare = new HashSet<>();
    private final Set<Statement> early = new HashSet<>();
    private final Set<Statement> best = new HashSet<>();
    private final Set<ChangeHash> adopted = new HashSet<>();

    private record Named(PeerId signer, ChangeHash change) {}

    /**
     * @param understood whether the members it cites are known here
     */
    private record Read(Statement statement, Claim claim, boolean understood) {}

    /** By what those are sorted that name one change. */
    private record Rank(boolean counts, int named, Bytes id, Read read) {}

    Weighing(Roster now, Function<ChangeHash, Optional<Numbered>> inPage) {
        this.now = now;
        this.inPage = inPage;
    }

    Weighed weigh(Collection<Statement> statements) {
        // A peer may send one twice.
        var read = new ArrayList<Read>();
        Set.copyOf(statements).forEach(each -> decode(each).ifPresent(read::add));
        read.stream().filter(this::adopts).forEach(each -> adopted.addAll(each.claim().vouched()));
        read.forEach(this::sort);
        sameNames.forEach(this::choose);
        spare.removeAll(best);
        return new Weighed(needless, spare, early);
    }

    private Optional<Read> decode(Statement statement) {
        try {
            Claim claim = StatementCodec.decode(statement.bytes()).claim();
            return Optional.of(new Read(statement, claim, now.knows(claim.rosterHeads())));
        } catch (MalformedException notAStatement) {
            needless.add(statement);
            return Optional.empty();
        }
    }

    /** Somebody's who may ever have written: what it names may be what a reader suggested. */
    private boolean adopts(Read read) {
        return read.claim() instanceof Claim.Adoption adoption
                && (!read.understood() || now.everWrote(adoption.signer()));
    }

    private void sort(Read read) {
        Claim claim = read.claim();
        boolean never = read.understood() && !now.everWrote(claim.signer());
        // Until one of the changes it names says otherwise.
        needless.add(read.statement());
        if (never && !isAdopted(claim) || isFalse(claim)) {
            return;
        }
        if (!read.understood()) {
            early.add(read.statement());
        }
        for (ChangeHash named : claim.vouched()) {
            sameNames
                    .computeIfAbsent(new Named(claim.signer(), named), names -> new ArrayList<>())
                    .add(read);
        }
    }

    /** By it others can tell whose the change is that a writer adopted. */
    private boolean isAdopted(Claim claim) {
        return claim instanceof Claim.Revision revision
                && (adopted.contains(revision.hash()) || inPage.apply(revision.hash()).isPresent());
    }

    private boolean isFalse(Claim claim) {
        return claim instanceof Claim.Revision revision
                && inPage.apply(revision.hash())
                        .filter(named ->
                                !named.actor().equals(revision.actor())
                                        || named.seq() != revision.seq())
                        .isPresent();
    }

    private void choose(Named named, List<Read> same) {
        boolean isInPage = inPage.apply(named.change()).isPresent();
        for (Read chosen : chosen(same)) {
            needless.remove(chosen.statement());
            (isInPage && chosen.understood() ? best : spare).add(chosen.statement());
        }
    }

    private List<Read> chosen(List<Read> same) {
        if (same.size() <= OF_ONE_CHANGE_MAX) {
            return same;
        }
        return same.stream()
                .map(this::rank)
                .sorted(
                        Comparator.comparing(Rank::counts)
                                .reversed()
                                .thenComparingInt(Rank::named)
                                .thenComparing(Rank::id))
                .limit(OF_ONE_CHANGE_MAX)
                .map(Rank::read)
                .toList();
    }

    private Rank rank(Read read) {
        PeerId signer = read.claim().signer();
        boolean counts =
                now.roleAt(signer, read.claim().rosterHeads()).filter(Role::writes).isPresent();
        return new Rank(counts, read.claim().vouched().size(), read.statement().id(), read);
    }
}
