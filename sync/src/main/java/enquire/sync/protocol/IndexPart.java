package enquire.sync.protocol;

import enquire.editor.page.PageId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Cuts the own index into messages that fit a frame. Pure. */
final class IndexPart {

    /** Bytes of an entry beside its heads: id, sequence, lengths (arithmetic, rounded up). */
    static final int ENTRY_OVERHEAD_BYTES = 48;

    /** The same with a digest and the longest title, 255 units of three bytes (arithmetic). */
    private static final int LISTED_OVERHEAD_BYTES = ENTRY_OVERHEAD_BYTES + 40 + 3 * 255;

    private IndexPart() {}

    /**
     * As much of a part as fits; at least its first entry, whose heads are cut. To leave that out
     * would pass its page over.
     *
     * @param listed whether titles are to be told, too
     * @param known what the peer need not be told
     */
    static Message.Index of(
            Message.Greeting mine,
            long after,
            Shelf.Part part,
            boolean listed,
            Predicate<Shelf.Entry> known) {
        int overhead = listed ? LISTED_OVERHEAD_BYTES : ENTRY_OVERHEAD_BYTES;
        var entries = new ArrayList<Message.Entry>();
        long upTo = after;
        int bytes = 0;
        boolean cut = false;
        for (Shelf.Entry entry : part.entries()) {
            bytes += overhead + ENTRY_OVERHEAD_BYTES * entry.heads().hashes().size();
            if (bytes > Limits.PACKED_BYTES && upTo > after) {
                cut = true;
                break;
            }
            upTo = entry.sequence();
            if (!known.test(entry)) {
                entries.add(new Message.Entry(entry.page(), entry.heads(), entry.sequence()));
            }
        }
        return new Message.Index(
                mine.wiki(),
                mine.index(),
                after,
                entries,
                cut ? upTo : part.upTo(),
                part.complete() && !cut);
    }

    static Message.Listing listing(Message.Index index, Function<PageId, Message.Detail> details) {
        List<Message.Detail> each =
                index.entries().stream().map(entry -> details.apply(entry.page())).toList();
        return new Message.Listing(index, each);
    }
}
