package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Records.Receipt;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * On which other computers the edits of a wiki are. Claimed is only what a computer has confirmed
 * or, if it carries part of the wiki, listed itself, as it was when it was last heard: an edit that
 * reached Carol by way of Bob counts for Bob at once, and for Carol when this computer hears her.
 * Pure.
 */
final class Copies {

    private final Map<PeerId, Receipt> receipts;
    private final Set<PageId> pending;
    private final long lastSequence;
    private final Map<PageId, Set<PeerId>> listed;

    /**
     * @param receipts what the other members said of this store
     * @param pending pages with typing that is in no change yet, and was given to nobody
     * @param lastSequence of this store; read after the receipts, so that what comes in between is
     *     claimed of nobody
     * @param listed members that carry part of the wiki and listed the very version that is here
     */
    Copies(
            Map<PeerId, Receipt> receipts,
            Set<PageId> pending,
            long lastSequence,
            Map<PageId, Set<PeerId>> listed) {
        this.listed = Map.copyOf(listed);
        this.receipts = Map.copyOf(receipts);
        this.pending = Set.copyOf(pending);
        this.lastSequence = lastSequence;
    }

    /**
     * Who holds a page with every edit that is in it here.
     *
     * @param sequence with which the page changed last
     */
    List<PeerId> of(PageId page, long sequence) {
        if (pending.contains(page)) {
            return List.of();
        }
        var holders = new TreeSet<PeerId>(listed.getOrDefault(page, Set.of()));
        receipts.forEach((peer, receipt) -> {
            if (holds(receipt, page, sequence)) {
                holders.add(peer);
            }
        });
        return List.copyOf(holders);
    }

    private static boolean holds(Receipt receipt, PageId page, long sequence) {
        return receipt.whole()
                && receipt.sequence() >= sequence
                && !receipt.lacking().contains(page);
    }

    /**
     * On how many other computers each edit of the wiki is at least.
     *
     * @param sequences of pages: only those are asked for that somebody lacks; empty for one of
     *     which nothing is here, so that nothing of it can be elsewhere
     */
    int least(Function<PageId, Optional<Long>> sequences) {
        if (!pending.isEmpty()) {
            return 0;
        }
        // Who has seen the newest page has seen all, but for the pages that it said it lacks.
        var lacking = new HashSet<PageId>();
        int least = 0;
        for (Receipt receipt : receipts.values()) {
            if (receipt.whole()) {
                least += receipt.sequence() >= lastSequence ? 1 : 0;
                lacking.addAll(receipt.lacking());
            }
        }
        for (PageId page : lacking) {
            Optional<Long> sequence = sequences.apply(page);
            if (sequence.isPresent()) {
                least = Math.min(least, of(page, sequence.get()).size());
            }
        }
        return least;
    }

    /**
     * Up to which sequence so many of them hold every page, but for those of {@link #lacking()}; 0
     * if they are fewer.
     */
    long heldUpTo(int others) {
        List<Long> sequences =
                receipts.values().stream()
                        .filter(Receipt::whole)
                        .map(Receipt::sequence)
                        .sorted(Comparator.reverseOrder())
                        .toList();
        return sequences.size() < others ? 0 : sequences.get(others - 1);
    }

    /** Pages that somebody lacks, whatever he has seen, and those with typing that is pending. */
    Set<PageId> lacking() {
        var pages = new HashSet<PageId>(pending);
        receipts.values().forEach(receipt -> pages.addAll(receipt.lacking()));
        return pages;
    }

    /** Pages that wait for this member whatever its sequence; with those that changed after it. */
    Set<PageId> lacking(Receipt receipt) {
        var pages = new HashSet<PageId>(pending);
        pages.addAll(receipt.lacking());
        return pages;
    }
}
