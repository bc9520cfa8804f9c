package enquire.editor.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A hash as the native library takes it. Its own class hides the constructor, and a hash of any
 * length but 32 aborts the process, which {@link ChangeHash} rules out.
 */
final class NativeHash extends org.automerge.ChangeHash {

    private NativeHash(ChangeHash hash) {
        super(hash.value().toArray());
    }

    static org.automerge.ChangeHash[] of(Heads heads) {
        return heads.hashes().stream().map(NativeHash::new).toArray(NativeHash[]::new);
    }

    static Heads heads(org.automerge.ChangeHash[] hashes) {
        List<ChangeHash> heads = new ArrayList<>();
        for (org.automerge.ChangeHash hash : hashes) {
            heads.add(new ChangeHash(Bytes.of(hash.getBytes())));
        }
        return Heads.of(heads);
    }
}
