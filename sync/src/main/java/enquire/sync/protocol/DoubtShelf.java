package enquire.sync.protocol;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.List;
import java.util.Optional;

/**
 * Pages of one wiki out of which something would go by the members of now, on a computer that may
 * not vouch for it itself. They stay as they are until a writer was asked what he vouches for.
 */
public interface DoubtShelf {

    /**
     * @param round grows with each change of the members: what was heard before says nothing then
     */
    record Doubt(PageId page, long round) {}

    /**
     * Whether the peer is a writer now who carries every page, so that what it does not vouch for
     * does not stay.
     */
    boolean peerWrites();

    /** All pages in doubt; asked often, so it costs nothing when there are none. */
    List<Doubt> open();

    /** The heads of what would remain: whoever names these is given everything else, and why. */
    Optional<Heads> standing(PageId page);

    /** The peer has given what it has of it, and that is on disk. */
    void answered(Doubt doubt);
}
