package enquire.web.mirror;

import enquire.editor.page.BlobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attachments in the folder that got other bytes because the wiki has, or went from both for good.
 * What stood there is set aside for as long as a program may have it open; if it is not what the
 * mirror knew there, it gets its place back. One thread at a time.
 */
final class ReplacedFiles {

    /**
     * What is noted of a file before it is replaced.
     *
     * @param path from the top of the folder
     * @param before what stands there, as far as the mirror knows
     * @param after what is put there; the same if nothing is
     */
    record Note(String path, BlobId before, BlobId after) {}

    private record Waiting(String name, Note note, Instant until) {}

    private static final Logger LOG = LoggerFactory.getLogger(ReplacedFiles.class);

    private final Folder folder;
    private final MirrorMemory memory;
    private final KnownFiles files;
    private final Consumer<Trouble> stays;
    private final List<Waiting> waiting = new ArrayList<>();

    /**
     * @param stays told of what is left set aside, for whoever looks for it
     */
    ReplacedFiles(Folder folder, MirrorMemory memory, KnownFiles files, Consumer<Trouble> stays) {
        this.stays = stays;
        this.folder = folder;
        this.memory = memory;
        this.files = files;
        // Those of a node that was killed: nobody knows since when they are there.
        memory.replaced()
                .forEach((name, note) -> waiting.add(new Waiting(name, note, Instant.MIN)));
    }

    /** Whether any is still set aside. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /**
     * Puts other bytes into the place of an attachment.
     *
     * @param known what stands there; whatever else does by then gets its place back
     * @return whether they stand there now
     */
    boolean replace(String path, Path bytes, BlobId blob, KnownFile known, Instant now)
            throws IOException {
        String name = "file." + UUID.randomUUID();
        var each = new Waiting(name, new Note(path, known.blob(), blob), now.plus(Asides.KEPT));
        memory.storeReplaced(name, Optional.of(each.note()));
        waiting.add(each);
        Placing.Replaced replaced = folder.replace(path, bytes, name);
        boolean edited = !known.looksLike(Stat.of(replaced.old()));
        if (replaced.placed()) {
            folder.stat(path).ifPresent(stat -> files.seen(path, blob, stat));
        }
        if (edited) {
            settle(each);
        }
        return replaced.placed() && !edited;
    }

    /**
     * Takes an attachment away that was taken out of the wiki for good.
     *
     * @param known what stands there; whatever else does by then gets its place back
     */
    void remove(String path, KnownFile known, Instant now) throws IOException {
        String name = "file." + UUID.randomUUID();
        var note = new Note(path, known.blob(), known.blob());
        var each = new Waiting(name, note, now.plus(Asides.KEPT));
        memory.storeReplaced(name, Optional.of(note));
        waiting.add(each);
        Path old = folder.remove(path, name);
        if (!known.looksLike(Stat.of(old))) {
            settle(each);
        }
    }

    /** Looks at those that nobody can have open any more. */
    void check(Instant now) {
        for (Waiting each : List.copyOf(waiting)) {
            if (!each.until().isAfter(now)) {
                settle(each);
            }
        }
    }

    private void settle(Waiting each) {
        Note note = each.note();
        try {
            Path old = folder.asideOf(each.name());
            if (isOurs(old, note)) {
                folder.forget(old);
            } else if (Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)) {
                putBack(old, note);
            } // A link or a folder: nobody's bytes, and nothing of ours.
        } catch (NoSuchFileException gone) {
            LOG.debug("{} was not set aside.", note.path());
        } catch (IOException e) {
            String kept = Folder.asidePath(each.name());
            LOG.warn("What was written into {} stays in {}", note.path(), kept, e);
            stays.accept(new Trouble(kept, Trouble.Kind.SET_ASIDE, note.path()));
        }
        waiting.remove(each);
        memory.storeReplaced(each.name(), Optional.empty());
    }

    private boolean isOurs(Path old, Note note) throws IOException {
        if (Files.isSymbolicLink(old) || Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        BlobId held = folder.sha256(old);
        return held.equals(note.before()) || held.equals(note.after());
    }

    /** Somebody saved here what the wiki does not have: it is an edit of what stood here before. */
    private void putBack(Path old, Note note) throws IOException {
        String path = note.path();
        Optional<Stat> there = folder.stat(path);
        boolean ours =
                there.isEmpty()
                        || files.at(path)
                                .filter(file -> file.blob().equals(note.after()))
                                .filter(file -> file.looksLike(there.get()))
                                .isPresent();
        if (!ours) {
            throw new IOException("another file was saved there since");
        }
        folder.putBack(old, path);
        files.edited(path, note.before());
        if (Files.exists(old, LinkOption.NOFOLLOW_LINKS) && isOurs(old, note)) {
            folder.forget(old);
        }
    }
}
