package enquire.storage.database;

import enquire.editor.page.ActorId;
import enquire.editor.page.ChangeHash;
import java.util.List;

/**
 * A stored change without its bytes.
 *
 * @param bytes how many its chunk has, or what it holds if that is more
 */
public record ChangeNode(
        ChangeHash hash,
        List<ChangeHash> dependencies,
        ActorId actor,
        long seq,
        boolean accepted,
        int bytes) {}
