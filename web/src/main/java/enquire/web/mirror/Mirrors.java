package enquire.web.mirror;

import enquire.editor.page.WikiId;
import enquire.storage.Scrubbing;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The mirrors of the wikis of this node: one folder each, at most. Thread-safe. */
public final class Mirrors implements AutoCloseable {

    private final Path data;
    private final InstantSource clock;
    private final Supplier<Optional<Path>> backups;
    private final Map<WikiId, Mirror> running = new ConcurrentHashMap<>();

    /** Of which it is said when something is taken out. */
    private final Set<Scrubbing> watched = new HashSet<>();

    private boolean closed;

    /**
     * @param data the folder of this node, in which no mirror can be
     * @param backups where this node makes planned backups, which must not come into a wiki
     */
    public Mirrors(Path data, InstantSource clock, Supplier<Optional<Path>> backups) {
        this.data = data;
        this.clock = clock;
        this.backups = backups;
    }

    /**
     * The wiki of this node whose folder a place is or lies in, links followed; also one whose
     * mirror rests, since its node was opened for one command.
     *
     * @param place absolute; need not be there
     */
    public static Optional<Wiki> around(Node node, Path place) {
        Path there = real(place);
        return node.wikis().stream()
                .filter(wiki -> memory(wiki).folder().filter(there::startsWith).isPresent())
                .findFirst();
    }

    /** Goes on with those that were begun before. */
    public synchronized void resume(Node node) {
        for (Wiki wiki : node.wikis()) {
            memory(wiki).folder().ifPresent(folder -> start(wiki, Path.of(folder)));
        }
    }

    public synchronized Optional<Mirror> of(Wiki wiki) {
        return Optional.ofNullable(running.get(wiki.id()));
    }

    /**
     * Begins a mirror; does nothing if the wiki has this one.
     *
     * @param named absolute
     * @param adopts whether Markdown files that are in the folder become pages
     * @throws MirrorRefusedException if this folder cannot be one
     */
    public synchronized Mirror begin(Wiki wiki, String named, boolean adopts) {
        Path folder = folder(named);
        Mirror mirror = running.get(wiki.id());
        if (mirror != null && mirror.status().folder().equals(folder.toString())) {
            return mirror;
        }
        if (mirror != null) {
            throw refused(MirrorRefusedException.Reason.HAS_ONE, mirror.status().folder());
        }
        requireApart(folder);
        try {
            Files.createDirectories(folder);
            claim(wiki, new Folder(folder), adopts);
        } catch (IOException e) {
            throw refused(MirrorRefusedException.Reason.NO_FOLDER, String.valueOf(e.getMessage()));
        }
        memory(wiki).clear();
        memory(wiki).folder(folder.toString());
        return start(wiki, folder);
    }

    /** Ends a mirror. The files stay, and nothing follows the other any more. */
    public synchronized void end(Wiki wiki) {
        Mirror mirror = running.remove(wiki.id());
        if (mirror == null) {
            return;
        }
        mirror.close();
        memory(wiki).clear();
        try {
            var folder = new Folder(Path.of(mirror.status().folder()));
            if (folder.mark().owner().equals(Optional.of(Owner.of(wiki)))) {
                folder.mark().release();
            }
        } catch (IOException e) {
            throw refused(MirrorRefusedException.Reason.NO_FOLDER, String.valueOf(e.getMessage()));
        }
    }

    private Mirror start(Wiki wiki, Path folder) {
        var mirror = new Mirror(wiki, folder, clock);
        running.put(wiki.id(), mirror);
        Scrubbing scrubbing = wiki.repository().archive().takingOut().scrubbing();
        if (watched.add(scrubbing)) {
            scrubbing.watch(() -> wake(wiki.id()));
        }
        if (!closed) {
            mirror.start();
        }
        return mirror;
    }

    private void wake(WikiId wiki) {
        Optional.ofNullable(running.get(wiki)).ifPresent(Mirror::wake);
    }

    private static MirrorMemory memory(Wiki wiki) {
        return new MirrorMemory(wiki.repository().records());
    }

    private static Path folder(String named) {
        try {
            Path folder = Path.of(named).normalize();
            if (!folder.isAbsolute() || folder.getNameCount() == 0) {
                throw refused(MirrorRefusedException.Reason.NOT_ABSOLUTE, named);
            }
            // A link on the way to the folder is meant; one in it is not followed.
            return resolved(folder);
        } catch (InvalidPathException | IOException e) {
            throw refused(MirrorRefusedException.Reason.NO_FOLDER, String.valueOf(e.getMessage()));
        }
    }

    /** Who writes there hears why it cannot be read. */
    private static Path real(Path place) {
        try {
            return resolved(place.normalize());
        } catch (IOException e) {
            return place.normalize();
        }
    }

    private static Path resolved(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(folder)).normalize();
    }

    /** Mirrors that lie in one another would take each other's files for their own. */
    private void requireApart(Path folder) {
        Path own = folder(data.toAbsolutePath().toString());
        if (folder.startsWith(own) || own.startsWith(folder)) {
            throw refused(MirrorRefusedException.Reason.DATA_FOLDER, own.toString());
        }
        Optional<Path> kept = backups.get().map(Mirrors::real).filter(at -> at.startsWith(folder));
        if (kept.isPresent()) {
            throw refused(MirrorRefusedException.Reason.BACKUPS, kept.get().toString());
        }
        for (Mirror other : running.values()) {
            Path there = Path.of(other.status().folder());
            if (folder.startsWith(there) || there.startsWith(folder)) {
                throw refused(MirrorRefusedException.Reason.OTHER_MIRROR, there.toString());
            }
        }
    }

    private static void claim(Wiki wiki, Folder folder, boolean adopts) throws IOException {
        if (!Files.isDirectory(folder.top(), LinkOption.NOFOLLOW_LINKS)) {
            throw refused(MirrorRefusedException.Reason.NO_FOLDER, folder.top().toString());
        }
        Owner self = Owner.of(wiki);
        Optional<Owner> owner = folder.mark().owner();
        if (owner.isPresent() && !owner.get().wiki().equals(self.wiki())) {
            throw refused(MirrorRefusedException.Reason.OTHER_WIKI, folder.top().toString());
        }
        long pages = folder.list().files().keySet().stream().filter(FileName::isPage).count();
        if (owner.isPresent() && !owner.get().equals(self) && !adopts) {
            throw refused(MirrorRefusedException.Reason.OTHER_COMPUTER, folder.top().toString());
        }
        if (pages > 0 && !adopts && owner.isEmpty()) {
            throw refused(MirrorRefusedException.Reason.HAS_PAGES, Long.toString(pages));
        }
        folder.mark().claim(self);
    }

    private static MirrorRefusedException refused(
            MirrorRefusedException.Reason reason, String detail) {
        return new MirrorRefusedException(reason, detail);
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.values().forEach(Mirror::close);
    }
}
