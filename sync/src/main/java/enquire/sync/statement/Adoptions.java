package enquire.sync.statement;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * What a writer vouches for when somebody else no longer may, so that the text stays that was there
 * (design, section 6). Pure; stateless.
 */
public final class Adoptions {

    private Adoptions() {}

    /**
     * @param rosterHeads of the roster by which the signer is a writer still
     * @param orphaned what was accepted until the members changed and would not be any more
     * @return naming the last of these; they speak for all that precedes
     */
    public static List<Claim.Adoption> of(
            WikiId wiki,
            PageId page,
            PeerId signer,
            List<Bytes> rosterHeads,
            Collection<Change> orphaned) {
        var last = new HashSet<ChangeHash>();
        orphaned.forEach(change -> last.add(change.hash()));
        orphaned.forEach(change -> change.dependencies().forEach(last::remove));
        List<ChangeHash> named = last.stream().sorted().toList();
        var adoptions = new ArrayList<Claim.Adoption>();
        for (int from = 0; from < named.size(); from += StatementCodec.ADOPTED_MAX) {
            int to = Math.min(named.size(), from + StatementCodec.ADOPTED_MAX);
            adoptions.add(
                    new Claim.Adoption(wiki, page, signer, named.subList(from, to), rosterHeads));
        }
        return adoptions;
    }
}
