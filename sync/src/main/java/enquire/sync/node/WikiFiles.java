package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.storage.Repository;
import java.time.InstantSource;
import java.util.Optional;

/** The attachments of one wiki, as far as other computers come into it. Thread-safe. */
public final class WikiFiles {

    private final Repository repository;
    private final Members members;
    private final PieceFetcher fetching;
    private final InstantSource clock;

    WikiFiles(Repository repository, Members members, PieceFetcher fetching, InstantSource clock) {
        this.clock = clock;
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

    /** Somebody reads it: it stays longer than what nobody reads. */
    public void used(BlobId blob) {
        repository.blobs().used(blob, clock.instant());
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
     * @throws NoRoomForFileException if too little can go to make room for it
     */
    public Optional<ArrivingFile> open(BlobId blob) {
        return fetching.open(blob);
    }

    PieceFetcher fetching() {
        return fetching;
    }
}
