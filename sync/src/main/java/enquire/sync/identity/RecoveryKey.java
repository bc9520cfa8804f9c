package enquire.sync.identity;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.security.SecureRandom;

/**
 * The key by which whoever has it on paper takes a wiki over, when an owner's computer is lost or
 * stolen: it makes owners and removes them, and nobody can remove it. It is drawn where a wiki is
 * made, shown once, and kept nowhere: only its public half stands in the genesis. One of a wiki
 * signs nothing in another, since each record names its wiki. Immutable.
 */
public final class RecoveryKey {

    private static final String NAME = "recovery key";

    private final Bytes seed;
    private final NodeKey key;

    private RecoveryKey(Bytes seed) {
        this.seed = seed;
        this.key = NodeKey.ofSeed(seed);
    }

    public static RecoveryKey draw(SecureRandom random) {
        byte[] seed = new byte[CheckedText.BYTES];
        random.nextBytes(seed);
        return new RecoveryKey(Bytes.of(seed));
    }

    /**
     * Reads what people type from paper: any case, dashes and spaces anywhere.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static RecoveryKey parse(String text) {
        return new RecoveryKey(CheckedText.parse(text, NAME));
    }

    /** For paper: 8 groups of 7 letters with check letters among them, as those of a peer id. */
    public String text() {
        return CheckedText.format(seed);
    }

    /** What stands in the genesis. */
    public PeerId id() {
        return key.id();
    }

    /** Signs what the recovery key says. */
    public NodeKey key() {
        return key;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "RecoveryKey with the public half " + key.id();
    }
}
