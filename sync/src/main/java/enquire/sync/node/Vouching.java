package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.roster.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node puts its name to before fewer people may write: its own edits, and what those
 * wrote who no longer may. Thread-safe.
 */
final class Vouching implements Members.Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(Vouching.class);

    private final Exchange exchange;
    private final Signing signing;
    private final Adopting adopting;
    private final Unjudged unjudged;

    Vouching(Exchange exchange, Signing signing, Adopting adopting, Unjudged unjudged) {
        this.exchange = exchange;
        this.signing = signing;
        this.adopting = adopting;
        this.unjudged = unjudged;
    }

    /**
     * The adoptions are on disk before the records are, and count only together with them: so
     * neither this node nor a peer ever has the one without the other, whatever dies in between.
     */
    @Override
    public void prepare(Roster now, Roster grown) {
        if (!Judges.of(grown).equals(Judges.of(now))) {
            unjudged.add();
        }
        if (!grown.keeps(now) || !Judges.of(grown).include(Judges.of(now))) {
            vouch(grown);
        }
    }

    /**
     * Own edits first, typing among them: after a demotion they could not be signed any more, and
     * would not count if their author may write again.
     *
     * @param roster may be one that is not on disk yet
     * @throws StorageException if the disk fails
     */
    void vouch(Roster roster) {
        signAll();
        adopting.adopt(roster);
    }

    /**
     * After this node has become a writer again, and before its pages are judged by that.
     *
     * @throws StorageException if the disk fails
     */
    void takeBack(Roster roster) {
        adopting.takeBack(roster);
    }

    /** As far as it can be done: one page that cannot is no reason not to judge the others. */
    private void signAll() {
        for (PageId page : exchange.pending()) {
            try {
                exchange.fold(page);
            } catch (StorageException e) {
                LOG.warn("Typing in page {} stays in the journal: {}", page, e.getMessage());
            }
        }
        try {
            signing.signAll();
        } catch (StorageException | MalformedException e) {
            LOG.warn("Not all edits can be signed: {}", e.getMessage());
        }
    }
}
