package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.MalformedChangeException;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Exchange;
import enquire.storage.Statement;
import enquire.sync.cbor.MalformedException;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Shelf;
import enquire.sync.statement.Claim;
import enquire.sync.statement.SignedStatement;
import enquire.sync.statement.StatementCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a peer sent of one page, decoded, and with signatures that were checked.
 *
 * @param operations of all changes together
 */
record ArrivedPage(
        PageId page, List<Change> changes, List<SignedClaim> statements, long operations) {

    private static final Logger LOG = LoggerFactory.getLogger(ArrivedPage.class);

    /** A statement as it is stored, and what it says. */
    record SignedClaim(Statement statement, Claim claim) {}

    List<Claim> claims() {
        return statements.stream().map(SignedClaim::claim).toList();
    }

    /**
     * As the repository takes it.
     *
     * @param deliverer whose share it is of what waits
     */
    Exchange.Arriving from(PeerId deliverer) {
        Optional<Claim.Revision> newest = newest();
        return new Exchange.Arriving(
                page,
                changes,
                statements.stream().map(SignedClaim::statement).toList(),
                newest.map(Claim.Revision::at).orElse(Instant.EPOCH),
                newest.map(Claim.Revision::signer),
                Optional.of(deliverer));
    }

    /** The revision that names the newest time; empty if there is none. */
    private Optional<Claim.Revision> newest() {
        return statements.stream()
                .flatMap(each ->
                        each.claim() instanceof Claim.Revision revision
                                ? Stream.of(revision)
                                : Stream.empty())
                .filter(revision -> revision.at().isAfter(Instant.EPOCH))
                .max(Comparator.comparing(Claim.Revision::at));
    }

    /**
     * @throws ProtocolException if anything of it is malformed, about something else, or not signed
     */
    static ArrivedPage decode(Wiki wiki, Shelf.Arrived arrived) {
        try {
            var changes = new ArrayList<Change>(arrived.chunks().size());
            for (Bytes chunk : arrived.chunks()) {
                changes.add(parse(chunk, arrived.page()));
            }
            var statements = new ArrayList<SignedClaim>(arrived.statements().size());
            for (Bytes bytes : arrived.statements()) {
                SignedStatement read = StatementCodec.decode(bytes);
                if (!read.claim().page().equals(arrived.page())
                        || !read.claim().wiki().equals(wiki.id())) {
                    throw new ProtocolException("sent a statement about another page");
                }
                if (!wiki.authentic(read)) {
                    throw new ProtocolException("sent a statement that its author did not sign");
                }
                statements.add(new SignedClaim(read.stored(), read.claim()));
            }
            long operations = changes.stream().mapToLong(Change::operations).sum();
            return new ArrivedPage(arrived.page(), changes, statements, operations);
        } catch (MalformedChangeException | MalformedException e) {
            throw new ProtocolException("sent a malformed change: " + e.getMessage(), e);
        }
    }

    private static Change parse(Bytes chunk, PageId page) {
        try {
            return Change.parse(chunk);
        } catch (MalformedChangeException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error(
                    "A change of page {} ({} bytes, SHA-256 {}) cannot be read, by a mistake of"
                            + " Enquire",
                    page,
                    chunk.size(),
                    chunk.sha256(),
                    e);
            throw new ProtocolException("sent a change that cannot be read: " + e, e);
        }
    }
}
