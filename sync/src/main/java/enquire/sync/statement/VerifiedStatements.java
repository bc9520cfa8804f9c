package enquire.sync.statement;

import enquire.editor.page.Bytes;
import enquire.sync.cbor.MalformedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads statements and checks signatures, remembering which signatures are good and which are not:
 * a page is judged many times, and 64 statements share one signature. One for all wikis of a node:
 * whether a signature is good depends on nothing but its bytes. Thread-safe.
 */
public final class VerifiedStatements {

    /** Signatures remembered: about 200 bytes each, so 3 MB (arithmetic). */
    static final int REMEMBERED_MAX = 16_384;

    private final Map<Bytes, Boolean> remembered =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Bytes, Boolean> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    /** What the statement says; empty if it is none or its signature is wrong. */
    Optional<Claim> claim(Bytes bytes) {
        try {
            var statement = StatementCodec.decode(bytes);
            return authentic(statement) ? Optional.of(statement.claim()) : Optional.empty();
        } catch (MalformedException notAStatement) {
            return Optional.empty();
        }
    }

    boolean authentic(SignedStatement statement) {
        Bytes signature =
                Bytes.concat(
                                statement.claim().signer().value(),
                                statement.root(),
                                statement.signature())
                        .sha256();
        synchronized (remembered) {
            Boolean known = remembered.get(signature);
            if (known != null) {
                return known;
            }
        }
        // Outside the lock: it takes most of a millisecond.
        boolean authentic = statement.authentic();
        synchronized (remembered) {
            remembered.put(signature, authentic);
        }
        return authentic;
    }
}
