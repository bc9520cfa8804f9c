package enquire.editor.page;

import java.util.List;

/**
 * One Automerge change, read in Java from its raw bytes.
 *
 * @param chunk as made and received, type 1 or 2
 * @param operations how many operations it holds
 */
public record Change(
        Bytes chunk,
        ChangeHash hash,
        ActorId actor,
        long seq,
        long startOp,
        int operations,
        List<ChangeHash> dependencies) {}
