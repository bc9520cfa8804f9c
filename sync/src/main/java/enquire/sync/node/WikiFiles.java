package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.storage.Repository;
import java.util.Optional;

/** The attachments of one wiki, as far as other computers come into it. Thread-safe. */
public final class WikiFiles {

    private final Repository repository;
    private final Members members;
    private final PieceFetcher fetching;

    WikiFiles(Repository repository, Members members, PieceFetcher fetching) {
        this.repository = repository;
        this.members = members;
        this.fetching = fetching;
    }

    /**
     * On how many computers an attachment is: this one, if it holds it, and the members' that said
     * so within the last two months.
     */
    public int copies(BlobId blob) {
        int here = repository.blobs().file(blob).isPresent() ? 1 : 0;
        return here + copiesElsewhere(blob);
    }

    int copiesElsewhere(BlobId blob) {
        return fetching.holdings().copies(blob, peer -> members.role(peer).isPresent());
    }

    /** How many files that others hold are not fetched because there is no room for them. */
    public int waitingForRoom() {
        return fetching.room().waiting();
    }

    /**
     * An attachment that is not here yet, to be read while it arrives; it is fetched before all
     * else.
     *
     * @return empty if no connected member holds any of it
     * @throws NoRoomForFileException if there is no room for it
     */
    public Optional<ArrivingFile> open(BlobId blob) {
        return fetching.open(blob);
    }

    PieceFetcher fetching() {
        return fetching;
    }
}
