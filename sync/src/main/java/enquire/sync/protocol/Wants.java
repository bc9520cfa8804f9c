package enquire.sync.protocol;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cuts what this node asks for into messages that fit a frame. Pure. */
final class Wants {

    private Wants() {}

    /**
     * @param heads what to name of a page
     */
    static void send(
            WikiId wiki, List<PageId> pages, Function<PageId, Heads> heads, List<Output> out) {
        var batch = new ArrayList<Message.PageHeads>();
        int bytes = 0;
        for (PageId page : pages) {
            Heads named = heads.apply(page);
            int cost = IndexPart.ENTRY_OVERHEAD_BYTES * (1 + named.hashes().size());
            if (!batch.isEmpty() && bytes + cost > Limits.PACKED_BYTES) {
                out.add(new Output.Send(new Message.Want(wiki, List.copyOf(batch))));
                batch.clear();
                bytes = 0;
            }
            batch.add(new Message.PageHeads(page, named));
            bytes += cost;
        }
        if (!batch.isEmpty()) {
            out.add(new Output.Send(new Message.Want(wiki, List.copyOf(batch))));
        }
    }
}
