package enquire.sync.node;

import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Exchange;
import enquire.storage.Statement;
import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.statement.Adoptions;
import enquire.sync.statement.Claim;
import enquire.sync.statement.MemberAcceptance;
import enquire.sync.statement.StatementCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vouches for what members wrote who no longer may, as far as this node had accepted it, so that a
 * removal takes nobody's text out of a page (design, section 6). Thread-safe.
 */
final class Adopting {

    private static final Logger LOG = LoggerFactory.getLogger(Adopting.class);

    /** Claims that are signed and stored at a time: four signatures, one wait for the disk. */
    private static final int CLAIMS_MAX = 256;

    private final WikiId wiki;
    private final NodeKey key;
    private final Exchange exchange;
    private final MemberAcceptance rule;

    /**
     * @param rule by which this node judges
     */
    Adopting(WikiId wiki, NodeKey key, Exchange exchange, MemberAcceptance rule) {
        this.wiki = wiki;
        this.key = key;
        this.exchange = exchange;
        this.rule = rule;
    }

    /**
     * What is part of the pages and would not be with this roster. To be called before anything is
     * judged anew by it: what has left a page is not adopted. It is on disk when this returns. A
     * page that cannot be read is left out.
     *
     * @param now may be one that is not on disk yet: what is signed counts only where its heads are
     *     known
     * @throws StorageException if the disk fails
     */
    void adopt(Roster now) {
        vouch(now, page -> exchange.orphaned(page, rule.under(now)));
    }

    /**
     * Vouches for what this node wrote itself and had to take out of its pages, since it is a
     * writer again: it may have been made one then by an admin whose word does not count, because
     * he had been removed without knowing it.
     *
     * @throws StorageException if the disk fails
     */
    void takeBack(Roster now) {
        vouch(now, page -> exchange.ownLeftOut(page, rule.under(now)));
    }

    private void vouch(Roster now, Function<PageId, List<Change>> which) {
        PeerId self = key.id();
        if (now.role(self).filter(Role::writes).isEmpty()) {
            return;
        }
        var claims = new ArrayList<Claim.Adoption>();
        for (PageId page : exchange.pages()) {
            List<Change> changes = readable(page, which);
            claims.addAll(Adoptions.of(wiki, page, self, now.heads(self), changes));
            if (claims.size() >= CLAIMS_MAX) {
                store(claims);
                claims.clear();
            }
        }
        store(claims);
    }

    private static List<Change> readable(PageId page, Function<PageId, List<Change>> which) {
        try {
            return which.apply(page);
        } catch (StorageException | MalformedException e) {
            LOG.warn("Nothing of page {} can be adopted: {}", page, e.getMessage());
            return List.of();
        }
    }

    private void store(List<Claim.Adoption> claims) {
        Map<PageId, List<Statement>> added = new LinkedHashMap<>();
        for (var signed : StatementCodec.sign(key, claims)) {
            added.computeIfAbsent(signed.claim().page(), page -> new ArrayList<>())
                    .add(signed.stored());
        }
        var statements = new LinkedHashMap<PageId, Exchange.Signed>();
        added.forEach((page, list) -> statements.put(page, new Exchange.Signed(list, Set.of())));
        exchange.sign(statements);
    }
}
