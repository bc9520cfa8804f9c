package enquire.sync.statement;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.storage.Exchange;
import enquire.storage.Statement;
import enquire.sync.identity.NodeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes revisions for own changes that none covers yet. Pure; stateless. */
public final class RevisionSigning {

    /** Typing that pauses for longer begins a new revision (design, section 6). */
    public static final Duration BURST_PAUSE = Duration.ofSeconds(60);

    /**
     * Who types on and on begins another burst after so many changes: whoever gets them keeps all
     * of a burst until its revision comes, and a page has room for four times as many that nobody
     * vouches for yet. (Arithmetic.)
     */
    static final int BURST_CHANGES_MAX = 1_024;

    private final WikiId wiki;
    private final NodeKey key;
    private final List<Bytes> rosterHeads;
    private final List<Instant> contacts;

    private RevisionSigning(
            WikiId wiki, NodeKey key, List<Bytes> rosterHeads, List<Instant> contacts) {
        this.wiki = wiki;
        this.key = key;
        this.rosterHeads = rosterHeads;
        this.contacts = contacts;
    }

    /**
     * Signs all of {@code changes}. One burst gets one revision; one that goes on replaces its
     * earlier revision if the roster is still the same.
     *
     * @param contacts when the author met others or parted from them: a burst ends then, too, so
     *     that what was written in touch with somebody is told from what was not
     * @param changes own changes, in any order, of any pages
     * @param existing the statements that a page has already
     */
    public static Map<PageId, Exchange.Signed> sign(
            WikiId wiki,
            NodeKey key,
            List<Bytes> rosterHeads,
            List<Instant> contacts,
            List<Exchange.Unsigned> changes,
            Function<PageId, List<Statement>> existing) {
        return new RevisionSigning(wiki, key, rosterHeads, contacts).sign(changes, existing);
    }

    private Map<PageId, Exchange.Signed> sign(
            List<Exchange.Unsigned> changes, Function<PageId, List<Statement>> existing) {
        var byPage = new LinkedHashMap<PageId, Map<ActorId, List<Exchange.Unsigned>>>();
        for (var change : changes) {
            byPage.computeIfAbsent(change.page(), page -> new LinkedHashMap<>())
                    .computeIfAbsent(change.actor(), actor -> new ArrayList<>())
                    .add(change);
        }
        var claims = new ArrayList<Claim.Revision>();
        var replaced = new HashMap<PageId, Set<Bytes>>();
        byPage.forEach((page, byActor) -> {
            var earlier = ownRevisions(existing.apply(page));
            var replacedIds = replaced.computeIfAbsent(page, p -> new HashSet<>());
            byActor.forEach(
                    (actor, written) -> claims.addAll(claims(written, earlier, replacedIds)));
        });
        var added = new HashMap<PageId, List<Statement>>();
        for (var signed : StatementCodec.sign(key, claims)) {
            added.computeIfAbsent(signed.claim().page(), page -> new ArrayList<>())
                    .add(signed.stored());
        }
        var result = new LinkedHashMap<PageId, Exchange.Signed>();
        byPage.keySet()
                .forEach(page ->
                        result.put(
                                page,
                                new Exchange.Signed(
                                        List.copyOf(added.get(page)),
                                        Set.copyOf(replaced.get(page)))));
        return result;
    }

    /** One claim for each burst among changes of one actor. */
    private List<Claim.Revision> claims(
            List<Exchange.Unsigned> written,
            Map<Bytes, Claim.Revision> earlier,
            Set<Bytes> replacedIds) {
        written.sort(Comparator.comparingLong(Exchange.Unsigned::seq));
        var claims = new ArrayList<Claim.Revision>();
        Optional<Claim.Revision> last = lastBefore(written.getFirst(), earlier);
        for (var change : written) {
            long burst =
                    last.filter(before -> goesOn(before, change))
                            .map(Claim.Revision::burst)
                            .orElse(change.seq());
            var claim =
                    new Claim.Revision(
                            wiki,
                            change.page(),
                            change.actor(),
                            burst,
                            change.seq(),
                            change.hash(),
                            change.madeAt(),
                            Optional.empty(),
                            rosterHeads);
            if (!claims.isEmpty() && claims.getLast().burst() == burst) {
                claims.removeLast();
            }
            claims.add(claim);
            last = Optional.of(claim);
        }
        for (var claim : claims) {
            earlier.forEach((id, before) -> {
                if (claim.replaces(before)) {
                    replacedIds.add(id);
                }
            });
        }
        return claims;
    }

    private boolean goesOn(Claim.Revision before, Exchange.Unsigned change) {
        boolean paused = Duration.between(before.at(), change.madeAt()).compareTo(BURST_PAUSE) > 0;
        return !paused
                && change.seq() - before.burst() < BURST_CHANGES_MAX
                && contacts.stream()
                        .noneMatch(contact ->
                                contact.isAfter(before.at()) && !contact.isAfter(change.madeAt()));
    }

    private static Optional<Claim.Revision> lastBefore(
            Exchange.Unsigned first, Map<Bytes, Claim.Revision> earlier) {
        return earlier.values().stream()
                .filter(revision ->
                        revision.actor().equals(first.actor()) && revision.seq() < first.seq())
                .max(Comparator.comparingLong(Claim.Revision::seq));
    }

    /** By statement id. */
    private Map<Bytes, Claim.Revision> ownRevisions(List<Statement> statements) {
        var own = new HashMap<Bytes, Claim.Revision>();
        for (var statement : statements) {
            if (StatementCodec.decode(statement.bytes()).claim() instanceof Claim.Revision revision
                    && revision.signer().equals(key.id())) {
                own.put(statement.id(), revision);
            }
        }
        return own;
    }
}
