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

    /** What a digest and the length of a title take (arithmetic, rounded up). */
    private static final int DIGEST_OVERHEAD_BYTES = 40;

    /** The same with a digest and the longest title, 255 units of three bytes (arithmetic). */
    private static final int LISTED_OVERHEAD_BYTES =
            ENTRY_OVERHEAD_BYTES + DIGEST_OVERHEAD_BYTES + 3 * 255;

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

    /** A part without pages, for the sake of the answer. */
    static Message.Index none(Message.Greeting mine, long at) {
        return new Message.Index(mine.wiki(), mine.index(), at, List.of(), at, true);
    }

    /** A part with one page that was listed before, and is to be compared once more. */
    static Message.Index again(Message.Greeting mine, Shelf.Entry entry) {
        long at = entry.sequence();
        var page = new Message.Entry(entry.page(), entry.heads(), at);
        return new Message.Index(mine.wiki(), mine.index(), at - 1, List.of(page), at, false);
    }

    /** With as many further titles as fit: those of the first pages. */
    static Message.Listing listing(Message.Index index, Function<PageId, Message.Detail> details) {
        List<Message.Detail> each =
                index.entries().stream().map(entry -> details.apply(entry.page())).toList();
        int room = Limits.PACKED_BYTES;
        for (int i = 0; i < each.size(); i++) {
            int heads = index.entries().get(i).heads().hashes().size();
            room -=
                    ENTRY_OVERHEAD_BYTES * (heads + 1)
                            + DIGEST_OVERHEAD_BYTES
                            + 3 * each.get(i).title().length();
        }
        var fitting = new ArrayList<Message.Detail>(each.size());
        for (Message.Detail detail : each) {
            int bytes = othersBytes(detail);
            fitting.add(bytes <= room ? detail : detail.withoutOthers());
            room -= bytes <= room ? bytes : 0;
        }
        return new Message.Listing(index, fitting);
    }

    /** What the further titles of a page take, and which entry they are of: at most. */
    private static int othersBytes(Message.Detail detail) {
        int bytes = 0;
        for (String title : detail.otherTitles()) {
            bytes += 3 + 3 * title.length();
        }
        return bytes == 0 ? 0 : bytes + 5;
    }
}
