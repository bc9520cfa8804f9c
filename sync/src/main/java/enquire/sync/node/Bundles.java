package enquire.sync.node;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.storage.Past;
import enquire.sync.protocol.BundleMessages;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Shelf;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A wiki in a file, for where no network leads: members, changes and statements as a peer would be
 * sent them, without attachments. What is read from one is trusted no more than what a peer sends.
 * Thread-safe.
 */
public final class Bundles {

    /** Hears how many pages of how many are done. */
    @FunctionalInterface
    public interface Progress {
        void at(int done, int of);
    }

    /**
     * What reading came to.
     *
     * @param pages in the bundle
     * @param changed pages here that are others now
     */
    public record Report(int pages, int changed) {}

    private final Wiki wiki;

    public Bundles(Wiki wiki) {
        this.wiki = wiki;
    }

    /** Of which wiki the bundle in a file is. */
    public static WikiId wikiOf(Path file) throws IOException {
        return BundleFile.wiki(file);
    }

    /** Whether a file is a bundle that was written to its end and is as it was then. */
    public static boolean isWhole(Path file) throws IOException {
        try {
            BundleFile.read(file, frame -> {});
            return true;
        } catch (BundleException e) {
            return false;
        }
    }

    /**
     * Writes everything, or what this computer made or took in since some time, by its own clock:
     * then also the members, of these pages only the changes since, and what vouches for the text
     * of members who may not write any more.
     */
    public void write(OutputStream out, Optional<Instant> since) throws IOException {
        wiki.settle();
        var messages =
                new BundleMessages(
                        new WikiShelf(wiki, wiki.self()),
                        page -> since.map(at -> before(page, at)).orElse(Optional.of(Heads.NONE)),
                        page -> since.isPresent() && isAdopted(page));
        var file = new BundleFile.Writer(out, wiki.id());
        for (var next = messages.next(); next.isPresent(); next = messages.next()) {
            file.frame(MessageCodec.encode(next.get()));
        }
        file.end();
    }

    /**
     * What a page was at some time; empty if it has not changed since. The clock may have been set
     * back: what rests on a change since is since, too, whatever its own time.
     */
    private Optional<Heads> before(PageId page, Instant since) {
        Past past = wiki.repository().archive().past(page);
        Set<ChangeHash> heads = new TreeSet<>();
        var later = new BitSet(past.size());
        for (int change = 0; change < past.size(); change++) {
            int[] dependencies = past.changes().dependencies(change);
            if (past.atMillis(change) >= since.toEpochMilli()
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

    /**
     * Takes what is in a bundle, as if a peer had sent it. All of it is looked at before anything
     * is taken, and taking it again changes nothing.
     *
     * @throws BundleException if it is damaged, or of a wiki of which this node is no member
     */
    public Report read(Path file, Progress progress) throws IOException {
        requireMember(file);
        int pages = check(file);
        var shelf = new WikiShelf(wiki, wiki.self());
        var seen = new HashSet<PageId>();
        var changed = new HashSet<PageId>();
        wiki.merges().met(wiki.self());
        try {
            BundleFile.read(
                    file,
                    frame -> {
                        take(shelf, MessageCodec.decode(frame), seen, changed);
                        progress.at(seen.size(), pages);
                    });
        } catch (ProtocolException e) {
            throw new BundleException(
                    "%s What came before it is taken: %d pages."
                            .formatted(e.sentence("The bundle"), seen.size()),
                    e);
        } finally {
            wiki.merges().caughtUp(wiki.self());
        }
        return new Report(pages, changed.size());
    }

    private void requireMember(Path file) throws IOException {
        if (!BundleFile.wiki(file).equals(wiki.id())) {
            throw new BundleException(
                    "This bundle is of another wiki than “%s”. Nothing of it was taken."
                            .formatted(wiki.name()));
        }
        if (wiki.roster().role(wiki.self()).isEmpty()) {
            throw new BundleException(
                    "This computer is no member of “%s” any more. Nothing of the bundle was taken."
                            .formatted(wiki.name()));
        }
    }

    /**
     * Goes through all of it and takes nothing.
     *
     * @return how many pages there are
     */
    private int check(Path file) throws IOException {
        var pages = new HashSet<PageId>();
        try {
            BundleFile.read(file, frame -> check(MessageCodec.decode(frame), pages));
        } catch (ProtocolException e) {
            throw new BundleException(e.sentence("The bundle") + " Nothing of it was taken.", e);
        }
        return pages.size();
    }

    private void check(Message message, Set<PageId> pages) {
        switch (message) {
            case Message.Roster roster -> requireThisWiki(roster.wiki());
            case Message.Changes changes -> {
                requireThisWiki(changes.wiki());
                for (Shelf.Arrived page : arrived(changes)) {
                    ArrivedPage.decode(wiki, page);
                    pages.add(page.page());
                }
            }
            default -> throw new ProtocolException("holds a message that is none of a bundle");
        }
    }

    private void requireThisWiki(WikiId named) {
        if (!named.equals(wiki.id())) {
            throw new ProtocolException("speaks of another wiki than it says");
        }
    }

    private void take(WikiShelf shelf, Message message, Set<PageId> seen, Set<PageId> changed) {
        if (message instanceof Message.Roster roster) {
            shelf.addRoster(roster.records());
        } else if (message instanceof Message.Changes changes) {
            var before = new HashMap<PageId, Heads>();
            for (Shelf.Arrived page : arrived(changes)) {
                before.put(page.page(), wiki.repository().exchange().heads(page.page()));
            }
            shelf.receive(arrived(changes));
            before.forEach((page, heads) -> {
                seen.add(page);
                if (!heads.equals(wiki.repository().exchange().heads(page))) {
                    changed.add(page);
                }
            });
        }
    }

    private static List<Shelf.Arrived> arrived(Message.Changes changes) {
        var pages = new ArrayList<Shelf.Arrived>();
        for (Message.PageChanges page : changes.pages()) {
            pages.add(new Shelf.Arrived(page.page(), page.chunks(), page.statements()));
        }
        return pages;
    }
}
