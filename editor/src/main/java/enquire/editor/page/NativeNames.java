package enquire.editor.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.automerge.Document;

/**
 * How the changes of one document are called in Automerge. As they are called everywhere, on almost
 * every page. But Automerge computes a change's hash from its bytes; so one whose characters were
 * taken out for good ({@link Change#isBlanked}) has another hash there, and so has whatever follows
 * it. They differ in nothing else, and merge as they always did: Automerge puts characters in order
 * by the numbers and actors of operations, never by hashes. One thread at a time.
 */
final class NativeNames {

    /** Four objects and two entries of maps. (A guess.) */
    private static final int NAME_BYTES = 500;

    private final Map<ChangeHash, ChangeHash> toNative = new HashMap<>();
    private final Map<ChangeHash, ChangeHash> fromNative = new HashMap<>();

    NativeNames() {}

    NativeNames(NativeNames others) {
        toNative.putAll(others.toNative);
        fromNative.putAll(others.fromNative);
    }

    /** Whether a change has another name there. */
    boolean differ() {
        return !toNative.isEmpty();
    }

    /** About how many bytes this takes on the Java heap. */
    long bytesEstimate() {
        return (long) NAME_BYTES * toNative.size();
    }

    /** A change as Automerge takes it, whose name is known from then on. */
    Bytes given(Change change) {
        boolean same =
                !change.isBlanked()
                        && change.dependencies().stream().noneMatch(toNative::containsKey);
        if (same) {
            return change.chunk();
        }
        List<ChangeHash> dependencies = change.dependencies().stream().map(this::toNative).toList();
        Change rewritten =
                Change.parse(
                        Chunk.framed(
                                ChangeRewriting.withDependencies(
                                        change.bodyBytes(), dependencies)));
        note(change.hash(), rewritten.hash());
        return rewritten.chunk();
    }

    /** A change that Automerge made or holds, as it is called everywhere else. */
    Change taken(Change change) {
        boolean same =
                !fromNative.containsKey(change.hash())
                        && change.dependencies().stream().noneMatch(fromNative::containsKey);
        if (same) {
            return change;
        }
        List<ChangeHash> dependencies =
                change.dependencies().stream().map(this::fromNative).toList();
        Bytes frame =
                Chunk.framed(ChangeRewriting.withDependencies(change.bodyBytes(), dependencies));
        Change rewritten = Change.parse(frame);
        ChangeHash known = fromNative.get(change.hash());
        if (known != null && !known.equals(rewritten.hash())) {
            return Change.parse(BlankedChunk.of(known, frame));
        }
        note(rewritten.hash(), change.hash());
        return rewritten;
    }

    private void note(ChangeHash everywhere, ChangeHash there) {
        toNative.put(everywhere, there);
        fromNative.put(there, everywhere);
    }

    Heads heads(Document document) {
        Heads heads = NativeHash.heads(document.getHeads());
        return differ() ? Heads.of(heads.hashes().stream().map(this::fromNative).toList()) : heads;
    }

    org.automerge.ChangeHash[] of(Heads heads) {
        return NativeHash.of(
                differ() ? Heads.of(heads.hashes().stream().map(this::toNative).toList()) : heads);
    }

    /** Changes one behind the other, as Automerge takes them, each after those it depends on. */
    byte[] concatenated(Bytes first, List<Change> changes) {
        var chunks = new ArrayList<Bytes>(List.of(first));
        changes.forEach(change -> chunks.add(given(change)));
        return Bytes.concat(chunks.toArray(Bytes[]::new)).toArray();
    }

    /** All changes of a document but the genesis, each after those it depends on. */
    List<Change> changes(Document document) {
        Bytes all = Bytes.of(document.encodeChangesSince(NativeHash.of(Heads.NONE)));
        if (!all.startsWith(Genesis.CHUNK)) {
            throw new PageDocumentException("This document does not begin as a page does.");
        }
        return Change.parseAll(all.slice(Genesis.CHUNK.size(), all.size())).stream()
                .map(this::taken)
                .toList();
    }

    private ChangeHash toNative(ChangeHash hash) {
        return toNative.getOrDefault(hash, hash);
    }

    private ChangeHash fromNative(ChangeHash hash) {
        return fromNative.getOrDefault(hash, hash);
    }
}
