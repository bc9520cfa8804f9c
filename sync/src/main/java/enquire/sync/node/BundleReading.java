package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one bundle: goes through all of it first, and then takes it as if a peer had sent it. One
 * frame is in memory. One use, one thread.
 */
final class BundleReading {

    private static final int MEGABYTE = 1_000_000;

    /**
     * What a bundle holds that was looked through.
     *
     * @param sizes of its files, in bytes
     */
    record Checked(int pages, Map<BlobId, Long> sizes) {}

    private final Wiki wiki;
    private final BundleInbox inbox;
    private final WikiShelf shelf;
    private final Set<PageId> seen = new HashSet<>();
    private final Set<PageId> changed = new HashSet<>();

    BundleReading(Wiki wiki, BundleInbox inbox) {
        this.wiki = wiki;
        this.inbox = inbox;
        this.shelf = new WikiShelf(wiki, wiki.self());
    }

    /**
     * Goes through all of it and takes nothing.
     *
     * @throws BundleException if it is damaged, forged, or of a wiki of which this node is no
     *     member
     */
    Checked check(Path file, Bundles.Progress progress) throws IOException {
        requireMember(file);
        var check = new Check(Files.size(file), progress);
        try {
            BundleFile.read(file, check::frame);
            check.pieces.end();
        } catch (ProtocolException e) {
            BundleFile.requireIntact(file);
            throw new BundleException(
                    BundleException.Kind.FORGED,
                    BundleException.sentence(e)
                            + " Nothing of it was taken. Somebody may have changed it: ask who gave it to you for another one.",
                    e);
        }
        return new Checked(check.pages.size(), check.sizes);
    }

    private void requireMember(Path file) throws IOException {
        if (!BundleFile.wiki(file).equals(wiki.id())) {
            throw new BundleException(
                    BundleException.Kind.OTHER_WIKI,
                    "This bundle is of another wiki than “%s”. Nothing of it was taken."
                            .formatted(wiki.name()));
        }
        if (wiki.roster().role(wiki.self()).isEmpty()) {
            throw new BundleException(
                    BundleException.Kind.NO_MEMBER,
                    "This computer is no member of “%s” any more. Nothing of the bundle was taken."
                            .formatted(wiki.name()));
        }
    }

    /** The first way through. */
    private final class Check implements PiecesInOrder.Sink {

        private final Set<PageId> pages = new HashSet<>();
        private final Map<BlobId, Long> sizes = new HashMap<>();
        private final PiecesInOrder pieces = new PiecesInOrder(this);
        private final long bytes;
        private final Bundles.Progress progress;
        private long read;

        Check(long bytes, Bundles.Progress progress) {
            this.bytes = bytes;
            this.progress = progress;
        }

        void frame(Bytes frame) {
            inbox.requireOpen();
            switch (MessageCodec.decode(frame)) {
                case Message.Roster roster -> requireThisWiki(roster.wiki());
                case Message.Changes changes -> {
                    requireThisWiki(changes.wiki());
                    for (Shelf.Arrived page : arrived(changes)) {
                        ArrivedPage.decode(wiki, page);
                        pages.add(page.page());
                    }
                    requireFew(pages.size(), inbox.bounds().pages(), "pages");
                }
                case Message.Piece piece -> {
                    requireThisWiki(piece.wiki());
                    pieces.take(piece);
                }
                default -> throw new ProtocolException("holds a message that is none of a bundle");
            }
            read += frame.size();
            progress.at(Bundles.Step.CHECKED, megabytes(read), megabytes(bytes));
        }

        private int megabytes(long some) {
            return (int) Math.min(Integer.MAX_VALUE, (some + MEGABYTE - 1) / MEGABYTE);
        }

        @Override
        public void begin(BlobId blob) {}

        @Override
        public void piece(Bytes body) {}

        @Override
        public void end(BlobId blob, long fileBytes) {
            sizes.put(blob, fileBytes);
            requireFew(sizes.size(), inbox.bounds().files(), "files");
        }

        private void requireFew(int named, int max, String what) {
            if (named > max) {
                throw new ProtocolException("holds more than %,d %s".formatted(max, what));
            }
        }
    }

    private void requireThisWiki(WikiId named) {
        if (!named.equals(wiki.id())) {
            throw new ProtocolException("speaks of another wiki than it says");
        }
    }

    /** Takes what was checked. Taking it again changes nothing. */
    Bundles.Report take(Path file, Checked checked, Bundles.Progress progress) throws IOException {
        wiki.merges().met(wiki.self());
        try (var files = new FilesFromBundle(wiki, inbox.folder(), checked.sizes())) {
            var pieces = new PiecesInOrder(files);
            BundleFile.read(
                    file,
                    frame -> {
                        inbox.requireOpen();
                        Message message = MessageCodec.decode(frame);
                        take(message, pieces);
                        if (message instanceof Message.Piece) {
                            progress.at(Bundles.Step.FILES, files.done(), checked.sizes().size());
                        } else {
                            progress.at(Bundles.Step.PAGES, seen.size(), checked.pages());
                        }
                    });
            pieces.end();
            progress.at(Bundles.Step.FILES, files.done(), checked.sizes().size());
            return new Bundles.Report(
                    checked.pages(),
                    changed.size(),
                    checked.sizes().size(),
                    files.stored(),
                    files.withoutRoom());
        } catch (ProtocolException e) {
            throw new BundleException(
                    BundleException.Kind.BROKEN_OFF,
                    "%s What came before it is taken: %d pages."
                            .formatted(BundleException.sentence(e), seen.size()),
                    e);
        } finally {
            wiki.merges().caughtUp(wiki.self());
            wiki.files().fetching().pagesChanged();
        }
    }

    private void take(Message message, PiecesInOrder pieces) {
        if (message instanceof Message.Roster roster) {
            shelf.addRoster(roster.records());
        } else if (message instanceof Message.Changes changes) {
            take(arrived(changes));
        } else if (message instanceof Message.Piece piece) {
            pieces.take(piece);
        }
    }

    private void take(List<Shelf.Arrived> pages) {
        var before = new HashMap<PageId, Heads>();
        for (Shelf.Arrived page : pages) {
            before.put(page.page(), wiki.repository().exchange().heads(page.page()));
        }
        shelf.receive(pages);
        before.forEach((page, heads) -> {
            seen.add(page);
            if (!heads.equals(wiki.repository().exchange().heads(page))) {
                changed.add(page);
            }
        });
    }

    private static List<Shelf.Arrived> arrived(Message.Changes changes) {
        var pages = new ArrayList<Shelf.Arrived>();
        for (Message.PageChanges page : changes.pages()) {
            pages.add(new Shelf.Arrived(page.page(), page.chunks(), page.statements()));
        }
        return pages;
    }
}
