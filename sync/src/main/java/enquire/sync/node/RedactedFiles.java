package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.WordsNotTakenOutException;
import enquire.storage.WordsNotTakenOutException.Reason;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Redactions;
import enquire.sync.roster.RosterRecords;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attachments of which nobody keeps the bytes any more: as an owner or admin says so by a record,
 * and here, as soon as such a record is known. Thread-safe.
 */
public final class RedactedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RedactedFiles.class);

    private final NodeKey key;
    private final Repository repository;
    private final Members members;
    private final InstantSource clock;
    private final Runnable gone;

    /** Not a monitor: whoever takes something out waits for the disk. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Those of which whoever fetches files was told. */
    private volatile Set<BlobId> told = Set.of();

    private volatile boolean owed;

    /**
     * @param gone is told when a file may not be here any more, nor a part of one that arrives
     */
    RedactedFiles(
            NodeKey key,
            Repository repository,
            Members members,
            InstantSource clock,
            Runnable gone) {
        this.key = key;
        this.repository = repository;
        this.members = members;
        this.clock = clock;
        this.gone = gone;
    }

    /** Of which somebody who may has said so, and who that was. */
    public Map<BlobId, Redactions.Told> all() {
        return members.roster().redactions().files();
    }

    /** Attachments that a page has or had and that were not taken out, with their JSON. */
    public Map<BlobId, String> attached(PageId page) {
        Map<BlobId, String> attached = new HashMap<>(repository.attachments().ever(page));
        attached.keySet().removeAll(all().keySet());
        return attached;
    }

    /** Whether one of them lies on this computer's disk, for it could not be removed. */
    boolean isOwed() {
        return owed;
    }

    /**
     * Takes an attachment that a page has or had, or that lies here and is in no page, out of the
     * wiki, here and on every other node that hears of it: nobody keeps its bytes, and pages keep
     * their links. Cannot be undone. Durable when this returns.
     *
     * @return whether it is gone from this computer's disk; if not, that is tried again
     * @throws WordsNotTakenOutException if there is no such attachment
     * @throws IllegalArgumentException with a sentence, if this node may not
     */
    public boolean redact(PageId page, BlobId file) {
        Redacting.requireRole(key, members);
        boolean here = repository.blobs().file(file).isPresent();
        if (!here && !attached(page).containsKey(file)) {
            throw new WordsNotTakenOutException(Reason.NOT_THERE);
        }
        members.sign(roster -> RosterRecords.redactFile(key, roster, file, clock.instant()));
        takeOut();
        return repository.blobs().file(file).isEmpty();
    }

    /** Of those that are named now; one that cannot be removed holds up no other. */
    void takeOut() {
        lock.lock();
        try {
            takeOutNow();
        } finally {
            lock.unlock();
        }
    }

    private void takeOutNow() {
        Set<BlobId> named = Set.copyOf(all().keySet());
        boolean any = false;
        boolean failed = false;
        for (BlobId file : named) {
            try {
                if (repository.blobs().takeOut(file)) {
                    LOG.info("Attachment {} was taken out for good", file);
                    any = true;
                }
            } catch (StorageException e) {
                failed = true;
                LOG.warn("Attachment {} is to be removed still: {}", file, e.getMessage());
            }
        }
        owed = failed;
        if (any || !named.equals(told)) {
            told = named;
            gone.run();
        }
        if (any) {
            repository.archive().takingOut().scrubbing().tell();
        }
    }
}
