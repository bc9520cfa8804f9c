package enquire.sync.node;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Carrying;
import enquire.sync.protocol.CutHeads;
import enquire.sync.protocol.DoubtShelf;
import enquire.sync.roster.Role;
import java.util.List;
import java.util.Optional;

/** What is in doubt in one wiki as the session with one peer sees it. Thread-safe. */
record WriterDoubts(MembersWatch watch, Members members, Carrying carrying, PeerId peer)
        implements DoubtShelf {

    @Override
    public boolean peerWrites() {
        return members.role(peer).filter(Role::writes).isPresent() && carrying.isWhole(peer);
    }

    @Override
    public List<Doubt> open() {
        return watch.doubts().open();
    }

    @Override
    public Optional<Heads> standing(PageId page) {
        return watch.doubts().standing(page).map(CutHeads::of);
    }

    @Override
    public void answered(Doubt doubt) {
        watch.answered(doubt);
    }
}
