package enquire.sync.node;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.Statement;
import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.protocol.CutHeads;
import enquire.sync.protocol.Shelf;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is given of pages to somebody who names what he has; own changes are signed before. */
record GivenPages(Exchange exchange, Signing signing) {

    private static final Logger LOG = LoggerFactory.getLogger(GivenPages.class);

    Shelf.Lacking lacking(PageId page, Heads theirs) {
        try {
            return read(page, theirs);
        } catch (StorageException | MalformedException e) {
            // Nothing of this page is given; the connection and all other pages go on.
            LOG.warn("Page {} cannot be given to a peer: {}", page, e.getMessage());
            return new Shelf.Lacking(List.of(), List.of());
        }
    }

    private Shelf.Lacking read(PageId page, Heads theirs) {
        signing.signPage(page);
        Exchange.Missing missing = exchange.missing(page, theirs);
        var chunks = new ArrayList<Shelf.Chunk>(missing.changes().size());
        for (Change change : missing.changes()) {
            chunks.add(new Shelf.Chunk(change.chunk(), change.hash().value()));
        }
        var statements = new ArrayList<Shelf.Vouching>();
        // Who names the very list that this node would cut its own to may lack any of them.
        boolean cut = CutHeads.mayBe(theirs) && theirs.equals(CutHeads.of(exchange.heads(page)));
        for (Statement statement : cut ? exchange.statements(page) : missing.statements()) {
            statements.add(
                    new Shelf.Vouching(
                            statement.bytes(),
                            statement.vouched().stream().map(ChangeHash::value).toList()));
        }
        return new Shelf.Lacking(chunks, statements);
    }
}
