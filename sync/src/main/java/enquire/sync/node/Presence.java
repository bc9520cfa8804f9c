package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.util.List;

/**
 * Who has which page open, and where their cursors are: of this node's tabs and of other nodes.
 * Never stored; what other nodes said is forgotten after 30 s (design, section 7). Thread-safe.
 */
public final class Presence {

    Presence() {}

    /**
     * Somebody in a page.
     *
     * @param tab random id of the tab, unique among all nodes
     * @param editing false for one who reads
     * @param anchor position in UTF-16 units of the text the tab shows
     * @param version the line version that the positions refer to; -1 for somebody on another node
     */
    public record Person(
            PageId page,
            String tab,
            PeerId peer,
            String name,
            boolean editing,
            int anchor,
            int head,
            long version) {}

    /** A tab of this node appears or moves. */
    public void here(Person person) {
        throw new UnsupportedOperationException();
    }

    /** A tab of this node leaves. */
    public void gone(String tab) {
        throw new UnsupportedOperationException();
    }

    public List<Person> on(PageId page) {
        throw new UnsupportedOperationException();
    }

    /**
     * Calls {@code woken} soon after the people of any page changed, from a thread of ours; it must
     * not block. Close to stop.
     */
    public AutoCloseable watch(PageId page, Runnable woken) {
        throw new UnsupportedOperationException();
    }
}
