package enquire.sync.node;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.sync.identity.NodeKey;
import enquire.sync.protocol.Message;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Suggestions as anybody with a key could make them, with no node of his own. */
final class ReadersEdit {

    private ReadersEdit() {}

    /** The whole text anew. */
    static Change change(Wiki wiki, PageId page, NodeKey author, String text) {
        int chars = wiki.repository().page(page).orElseThrow().text().length();
        return changing(
                wiki, page, author, new Edit.Text(TextChange.replace(chars, 0, chars, text)));
    }

    static Change changing(Wiki wiki, PageId page, NodeKey author, Edit edit) {
        List<Change> before = wiki.repository().exchange().changes(page);
        var actor = ActorId.of(author.id(), Bytes.ofHex("0102030405060708"));
        try (var document = PageDocument.of(before, actor)) {
            return document.edit(edit).getFirst();
        }
    }

    static Message.Suggested given(Wiki wiki, PageId page, Change change, NodeKey signer) {
        var claim =
                new Claim.Revision(
                        wiki.id(),
                        page,
                        change.actor(),
                        1,
                        1,
                        change.hash(),
                        Instant.EPOCH,
                        Optional.empty(),
                        wiki.roster().roster().heads());
        return new Message.Suggested(
                page,
                change.chunk(),
                StatementCodec.sign(signer, List.of(claim)).getFirst().bytes());
    }
}
