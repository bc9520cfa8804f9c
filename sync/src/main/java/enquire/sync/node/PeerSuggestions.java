package enquire.sync.node;

import enquire.editor.page.Change;
import enquire.editor.page.MalformedChangeException;
import enquire.editor.page.PeerId;
import enquire.storage.SuggestedEdit;
import enquire.storage.SuggestedEdits;
import enquire.sync.cbor.MalformedException;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.SuggestionShelf;
import enquire.sync.roster.Role;
import enquire.sync.statement.Claim;
import enquire.sync.statement.SignedStatement;
import enquire.sync.statement.StatementCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The suggestions of one wiki as the session with one peer sees them. Any member may bring them:
 * each is signed by its author, and counts for him alone. Thread-safe.
 */
final class PeerSuggestions implements SuggestionShelf {

    private final Wiki wiki;
    private final SuggestedEdits edits;

    PeerSuggestions(Wiki wiki) {
        this.wiki = wiki;
        this.edits = wiki.repository().suggestions().ofReaders();
    }

    @Override
    public long changes() {
        return edits.changes();
    }

    @Override
    public List<Message.Named> held() {
        return edits.waiting().stream()
                .limit(Limits.SUGGESTIONS_NAMED)
                .map(name -> new Message.Named(name.page(), name.id()))
                .toList();
    }

    @Override
    public boolean wants(Message.Named name) {
        return edits.wants(name(name));
    }

    @Override
    public Optional<Message.Suggested> get(Message.Named name) {
        return edits.edit(name(name))
                .map(edit ->
                        new Message.Suggested(
                                edit.page(), edit.change().chunk(), edit.statement().bytes()));
    }

    private static SuggestedEdit.Named name(Message.Named name) {
        return new SuggestedEdit.Named(name.page(), name.change());
    }

    @Override
    public void receive(List<Message.Suggested> given) {
        // Everything is decoded before anything is stored: a malformed frame leaves no trace.
        var decoded = new ArrayList<SuggestedEdit>(given.size());
        given.forEach(each -> decoded.add(decode(each)));
        decoded.removeIf(edit -> !isReader(edit.author()));
        edits.keep(decoded, wiki.roster().roster()::sponsor);
        // What was taken out of them while they were on their way.
        decoded.stream()
                .map(SuggestedEdit::page)
                .distinct()
                .forEach(wiki.repository().archive().takingOut()::takeOut);
    }

    private boolean isReader(PeerId author) {
        return wiki.roster().role(author).filter(Role.READER::equals).isPresent();
    }

    private SuggestedEdit decode(Message.Suggested given) {
        try {
            Change change = Change.parse(given.chunk());
            SignedStatement signed = StatementCodec.decode(given.statement());
            boolean fits =
                    signed.claim() instanceof Claim.Revision revision
                            && revision.wiki().equals(wiki.id())
                            && revision.page().equals(given.page())
                            && revision.actor().equals(change.actor())
                            && revision.seq() == change.seq()
                            && revision.hash().equals(change.hash());
            if (!fits) {
                throw new ProtocolException("sent a suggestion with a statement about another");
            }
            if (!wiki.authentic(signed)) {
                throw new ProtocolException("sent a suggestion that its author did not sign");
            }
            var claim = (Claim.Revision) signed.claim();
            return new SuggestedEdit(given.page(), change, signed.stored(), claim.at());
        } catch (MalformedChangeException | MalformedException e) {
            throw new ProtocolException("sent a malformed suggestion: " + e.getMessage(), e);
        }
    }
}
