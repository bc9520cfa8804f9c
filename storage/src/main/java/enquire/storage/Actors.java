package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.random.RandomGenerator;

/**
 * The actor that own changes are made as: drawn anew at each start, and whenever one could have
 * made a change that is not on disk, so that no (actor, seq) ever names two changes. Thread-safe.
 */
final class Actors {

    private final PeerId author;
    private final RandomGenerator random;
    private ActorId current;

    Actors(PeerId author, RandomGenerator random) {
        this.author = author;
        this.random = random;
        this.current = draw();
    }

    synchronized ActorId current() {
        return current;
    }

    /** One more, of which nothing else is made than what is made now. */
    synchronized ActorId drawn() {
        return draw();
    }

    /** From now on documents are loaded for another actor. */
    synchronized void retire() {
        current = draw();
    }

    private ActorId draw() {
        byte[] salt = new byte[ActorId.SALT_BYTES];
        random.nextBytes(salt);
        return ActorId.of(author, Bytes.of(salt));
    }
}
