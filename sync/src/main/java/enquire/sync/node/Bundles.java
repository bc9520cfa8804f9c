package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.storage.Past;
import enquire.sync.protocol.BundleMessages;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A wiki in a file, for where no network leads: members, changes and statements as a peer would be
 * sent them, and the attachments that are here. What is read from one is trusted no more than what
 * a peer sends. Thread-safe.
 */
public final class Bundles {

    /** What is done one after the other. */
    public enum Step {
        /** Bytes that were gone through, in megabytes. */
        CHECKED,
        PAGES,
        FILES
    }

    /** Hears how much of a step is done. */
    @FunctionalInterface
    public interface Progress {
        void at(Step step, int done, int of);
    }

    /**
     * What reading came to.
     *
     * @param pages in the bundle
     * @param changed pages here that are others now
     * @param files in the bundle
     * @param stored files that were not here
     * @param withoutRoom files that were left out, since files take as much of this computer as
     *     they may
     */
    public record Report(int pages, int changed, int files, int stored, int withoutRoom) {}

    /**
     * What is in a bundle.
     *
     * @param fileBytes of all files together
     */
    public record Contents(int pages, int files, long fileBytes) {}

    private final Wiki wiki;

    public Bundles(Wiki wiki) {
        this.wiki = wiki;
    }

    /** Of which wiki the bundle in a file is. */
    public static WikiId wikiOf(Path file) throws IOException {
        return BundleFile.wiki(file);
    }

    /**
     * What is in a bundle that was written to its end and is as it was then; who wrote it is not
     * asked.
     *
     * @throws BundleException if it is none, or damaged
     */
    public static Contents contents(Path file) throws IOException {
        return contents(file, page -> true);
    }

    /**
     * @param counts whether a page is one to count: in a bundle are those as well that were deleted
     */
    public static Contents contents(Path file, Predicate<PageId> counts) throws IOException {
        var pages = new HashSet<PageId>();
        var files = new HashSet<BlobId>();
        var bytes = new AtomicLong();
        try {
            BundleFile.read(
                    file,
                    frame -> {
                        Message message = MessageCodec.decode(frame);
                        if (message instanceof Message.Changes changes) {
                            changes.pages().forEach(page -> pages.add(page.page()));
                        } else if (message instanceof Message.Piece piece) {
                            files.add(piece.blob());
                            bytes.addAndGet(piece.body().size());
                        }
                    });
        } catch (ProtocolException e) {
            BundleFile.requireIntact(file);
            throw new BundleException(BundleException.Kind.FORGED, BundleException.sentence(e), e);
        }
        int counted = (int) pages.stream().filter(counts).count();
        return new Contents(counted, files.size(), bytes.get());
    }

    /** The most that one holds. */
    public BundleBounds bounds() {
        return wiki.bundleInbox().bounds();
    }

    /**
     * How much {@link #write} would write.
     *
     * @throws BundleTooLargeException if it is more than one may be
     */
    public BundleWeight weigh(Optional<Instant> since, boolean files) {
        wiki.settle();
        BundleWeight weight = BundleWeight.of(wiki.repository(), since, files);
        if (!bounds().allow(weight)) {
            throw new BundleTooLargeException(weight, bounds());
        }
        return weight;
    }

    /**
     * Writes everything, or what this computer made or took in since some time, by its own clock:
     * then also the members, of these pages only the changes since, and what vouches for the text
     * of members who may not write any more.
     *
     * @param files whether the attachments that these pages use and that are here go with them
     * @throws BundleTooLargeException if it would be more than one may be; nothing is written
     * @throws IOException if {@code out} fails, or it became too much while it was written
     */
    public void write(OutputStream out, Optional<Instant> since, boolean files) throws IOException {
        weigh(since, files);
        var messages =
                new BundleMessages(
                        new WikiShelf(wiki, wiki.self()),
                        page -> since.map(at -> before(page, at)).orElse(Optional.of(Heads.NONE)),
                        page -> since.isPresent() && isAdopted(page));
        var file = new BundleFile.Writer(out, wiki.id(), bounds().bytes());
        var pages = new HashSet<PageId>();
        var named = new HashSet<PageId>();
        for (var next = messages.next(); next.isPresent(); next = messages.next()) {
            file.frame(MessageCodec.encode(next.get()));
            if (next.get() instanceof Message.Changes changes) {
                changes.pages().forEach(page -> named.add(page.page()));
                requireFew(named.size());
                changes.pages().stream()
                        .filter(page -> !page.chunks().isEmpty())
                        .forEach(page -> pages.add(page.page()));
            }
        }
        if (files) {
            BundledFiles.write(file, wiki.repository(), pages);
        }
        file.end();
    }

    /** More than was weighed, since pages came meanwhile, or somebody vouched for their text. */
    private void requireFew(int pages) throws IOException {
        if (pages > bounds().pages()) {
            throw new IOException("The bundle got more pages than one may have.");
        }
    }

    /**
     * What a page was at some time; empty if nothing entered it since. A change that came before
     * and entered later is one of those since: who reads the bundle may never have been given it.
     * The clock may have been set back: what rests on a change since is since, too, whatever its
     * own time.
     */
    private Optional<Heads> before(PageId page, Instant since) {
        Past past = wiki.repository().archive().past(page);
        Set<ChangeHash> entered = wiki.repository().archive().enteredSince(page, since);
        Set<ChangeHash> heads = new TreeSet<>();
        var later = new BitSet(past.size());
        for (int change = 0; change < past.size(); change++) {
            int[] dependencies = past.changes().dependencies(change);
            if (entered.contains(past.changes().hash(change))
                    || Arrays.stream(dependencies).anyMatch(later::get)) {
                later.set(change);
                continue;
            }
            for (int dependency : dependencies) {
                heads.remove(past.changes().hash(dependency));
            }
            heads.add(past.changes().hash(change));
        }
        return later.isEmpty() ? Optional.empty() : Optional.of(Heads.of(heads));
    }

    /**
     * Whether somebody vouches for text of others in it. Nobody notes when, and a reader who learns
     * of a removal without that would lose the text, so it is in every bundle.
     */
    private boolean isAdopted(PageId page) {
        return wiki.repository().exchange().statements(page).stream()
                .anyMatch(statement ->
                        StatementCodec.decode(statement.bytes()).claim() instanceof Claim.Adoption);
    }

    /** Where a bundle is put that is to be taken: what is left there by a kill is cleared up. */
    public Path incoming() throws IOException {
        return wiki.bundleInbox().folder();
    }

    /**
     * Takes what is in a bundle, as if a peer had sent it, and removes the file. All of it is
     * looked at before anything is taken, and taking it again changes nothing. If the node stops
     * meanwhile, however it does, it goes on with it at its next start.
     *
     * @param file in {@link #incoming}
     * @throws BundleException if it is damaged, or of a wiki of which this node is no member
     */
    public Report take(Path file, Progress progress) throws IOException {
        return wiki.bundleInbox().take(wiki, file, progress);
    }
}
