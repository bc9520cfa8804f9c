package enquire.sync.node;

import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.Exchange;
import enquire.storage.Statement;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.statement.Adoptions;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Vouches for what members wrote who no longer may, as far as this node had accepted it, so that a
 * removal takes nobody's text out of a page (design, section 6). Thread-safe.
 */
final class Adopting {

    /** Claims that are signed and stored at a time: four signatures, one wait for the disk. */
    private static final int CLAIMS_MAX = 256;

    private final WikiId wiki;
    private final NodeKey key;
    private final Exchange exchange;
    private final Supplier<Roster> roster;

    Adopting(WikiId wiki, NodeKey key, Exchange exchange, Supplier<Roster> roster) {
        this.wiki = wiki;
        this.key = key;
        this.exchange = exchange;
        this.roster = roster;
    }

    /**
     * All pages. Before anything is judged anew: what has left a page is not adopted. It is on disk
     * when this returns; whoever dies in between does it at the next start, when the pages are as
     * they were.
     */
    void adopt() {
        Roster now = roster.get();
        PeerId self = key.id();
        if (now.role(self).filter(Role::writes).isEmpty()) {
            return;
        }
        var claims = new ArrayList<Claim.Adoption>();
        for (PageId page : exchange.pages()) {
            List<Change> orphaned = exchange.orphaned(page);
            claims.addAll(Adoptions.of(wiki, page, self, now.heads(), orphaned));
            if (claims.size() >= CLAIMS_MAX) {
                store(claims);
                claims.clear();
            }
        }
        store(claims);
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
