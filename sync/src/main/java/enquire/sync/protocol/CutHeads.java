package enquire.sync.protocol;

import enquire.editor.page.Heads;

/**
 * Versions of many heads: the first {@link Limits#HEADS_NAMED} stand for all. A writer can make a
 * page have any number of heads, and whoever holds it has to be able to speak of it. Such a list
 * says less than it seems to, so what it names is asked for even if it is held; the fingerprint,
 * which is made of all heads, says whether two nodes hold the same.
 */
public final class CutHeads {

    private CutHeads() {}

    /** As many of these as this node names, always the same ones. */
    public static Heads of(Heads heads) {
        return heads.hashes().size() <= Limits.HEADS_NAMED
                ? heads
                : new Heads(heads.hashes().subList(0, Limits.HEADS_NAMED));
    }

    /** Whether there may be more than these. */
    public static boolean mayBe(Heads heads) {
        return heads.hashes().size() >= Limits.HEADS_NAMED;
    }
}
