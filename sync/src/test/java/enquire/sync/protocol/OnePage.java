package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store from which one page is given, and nothing else is done. */
record OnePage(Lacking lacking) implements Shelf {

    @Override
    public Lacking lacking(PageId page, Heads theirs) {
        return lacking;
    }

    @Override
    public Optional<Entry> entry(PageId page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SuggestionShelf suggestions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DoubtShelf doubts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WikiId wiki() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean peerReads() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean carriesAll() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean follows(PageId page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Message.Detail detail(PageId page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void told(Map<PageId, Message.Detail> pages) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void lists(Map<PageId, Heads> pages, boolean anew, boolean whole) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean peerCarriesAll(boolean all) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Message.Position position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Message.Fingerprint fingerprint() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Part index(long after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Heads heads(PageId page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Heads known(PageId page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean holds(PageId page, Heads heads) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<PageId> receive(List<Arrived> pages) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Progress> progress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void progress(Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Receipt> receipt() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void receipt(Receipt receipt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Bytes> roster() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addRoster(List<Bytes> records) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Bytes> addresses() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Bytes> offers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileShelf files() {
        throw new UnsupportedOperationException();
    }
}
