package enquire.web.mirror;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a mirror. Symbolic links are not followed, hidden files are not looked at, and
 * nothing outside is touched. No file of others is ever overwritten or deleted: what stood there is
 * set aside under its old identity, so that an editor that still has it open loses nothing. One
 * thread at a time.
 */
final class Folder {

    /** Ours: the mark that says whose folder this is, and what was set aside. */
    static final String OWN = ".enquire";

    /** What is being written, before it has its place. */
    private static final Pattern FRESH =
            Pattern.compile("new[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path top;
    private final Ground ground;
    private final Path own;
    private final Path aside;

    Folder(Path top) {
        this.top = top;
        this.ground = new Ground(top);
        this.own = top.resolve(OWN);
        this.aside = own.resolve("aside");
    }

    Path top() {
        return top;
    }

    /** Says whose folder this is. */
    FolderMark mark() {
        return new FolderMark(ground, own, aside);
    }

    /** Removes what a node that was killed had not put in its place yet. */
    void clear() throws IOException {
        if (!Files.isDirectory(ground.inside(own), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.toList()) {
                if (FRESH.matcher(file.getFileName().toString()).matches()) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * @throws FolderException if there are more files than {@link Listing#FILES_MAX}
     */
    Listing list() throws IOException {
        return Listing.of(top);
    }

    /**
     * Looks at one name, and at everything below it, anew.
     *
     * @param listing to be brought up to date
     * @return the files that were there until now, or are there now, and {@code path}
     */
    Set<String> look(Listing listing, String path) throws IOException {
        return listing.look(top, path);
    }

    /** Empty if there is no such ordinary file. */
    Optional<Stat> stat(String path) throws IOException {
        Path file = ground.at(path);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(Stat.of(attributes)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty(); // A folder above it is a file now.
            }
            throw e;
        }
    }

    /** Whether anything has this name, also a folder or a link. */
    boolean isTaken(String path) throws IOException {
        return Files.exists(ground.at(path), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * @param bytesMax refused beyond
     */
    byte[] read(String path, int bytesMax) throws IOException {
        return read(ground.inside(ground.at(path)), bytesMax);
    }

    private static byte[] read(Path file, int bytesMax) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw new FolderException(
                        FolderException.Reason.TOO_LONG,
                        "%s has more than %,d bytes".formatted(file.getFileName(), bytesMax));
            }
            return bytes;
        }
    }

    /** What is in a file; the caller closes it. */
    InputStream open(String path) throws IOException {
        return Files.newInputStream(ground.inside(ground.at(path)), LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a file like another one of this computer, on disk when this returns. */
    void copy(Path from, String path) throws IOException {
        Path written = copied(from);
        try {
            place(written, path);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Makes a file, on disk when this returns, with the folders above it. */
    void create(String path, byte[] content) throws IOException {
        Path written = written(content);
        try {
            place(written, path);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Gives a file that was just written its place, if that is free. */
    private void place(Path written, String path) throws IOException {
        Path file = ground.at(path);
        Files.createDirectories(ground.inside(file.getParent()));
        ground.inside(file);
        Placing.link(written, file);
        force(file.getParent());
    }

    /**
     * Puts new content into the place of a file. What stood there until that moment, whoever wrote
     * it, is set aside under its own identity: an editor that has it open writes into it there.
     *
     * @param name of the old file where it is set aside
     */
    Placing.Replaced replace(String path, byte[] content, String name) throws IOException {
        return replaceBy(written(content), path, name);
    }

    /** The same, with what another file of this computer holds. */
    Placing.Replaced replace(String path, Path content, String name) throws IOException {
        return replaceBy(copied(content), path, name);
    }

    private Placing.Replaced replaceBy(Path written, String path, String name) throws IOException {
        try {
            Path file = ground.inside(ground.at(path));
            Path old = aside(name);
            allowAsBefore(file, written);
            Files.move(written, old); // After a crash it is known by this name, and by its text.
            if (Placing.exchanged(old, file, SystemRename::exchange)) {
                return new Placing.Replaced(old, true);
            }
            Files.move(old, written);
            return Placing.replacedInTwo(file, old, written);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Whoever could read the old file, and write it, can the new one. */
    private static void allowAsBefore(Path old, Path written) {
        try {
            Files.setPosixFilePermissions(
                    written, Files.getPosixFilePermissions(old, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | UnsupportedOperationException e) {
            return; // Where files have none, or this user may not give them.
        }
    }

    /** Takes a file away, whatever it is by then; as {@link #replace}. */
    Path remove(String path, String name) throws IOException {
        Path file = ground.inside(ground.at(path));
        Path old = aside(name);
        Files.move(file, old);
        removeEmpty(file.getParent());
        return old;
    }

    /**
     * Gives a file another name, if none has that.
     *
     * @param name what an editor saves under the old name in that very moment is called where it is
     *     set aside; only asked for where the system cannot do this in one step
     * @return what was set aside
     * @throws FileAlreadyExistsException if the name is taken
     */
    Optional<Path> rename(String from, String to, Supplier<String> name) throws IOException {
        Path target = ground.inside(ground.at(to));
        Path file = ground.inside(ground.at(from));
        Files.createDirectories(target.getParent());
        Optional<Path> old = Optional.empty();
        if (!SystemRename.toFree(file, target)) {
            Placing.link(file, target);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Path aside = aside(name.get());
                Files.move(file, aside);
                if (Files.isSameFile(aside, target)) {
                    // What is written into it would be found there as well, and taken in twice.
                    Files.delete(aside);
                } else {
                    old = Optional.of(aside);
                }
            }
        }
        force(target.getParent());
        removeEmpty(file.getParent());
        return old;
    }

    /** Whether two names are of one file: as some file systems take them. */
    boolean isSame(String one, String other) throws IOException {
        return Files.isSameFile(ground.inside(ground.at(one)), ground.inside(ground.at(other)));
    }

    /**
     * What was set aside gets its place back, and what stands there is set aside instead.
     *
     * @throws FileAlreadyExistsException if the system cannot exchange them; nothing was done
     */
    void putBack(Path old, String path) throws IOException {
        Path file = ground.inside(ground.at(path));
        ground.inside(old);
        if (!isTaken(path) || !SystemRename.exchange(old, file)) {
            Placing.link(old, file);
            Files.deleteIfExists(old);
        }
    }

    byte[] readAside(Path old, int bytesMax) throws IOException {
        return read(ground.inside(old), bytesMax);
    }

    void forget(Path old) throws IOException {
        Files.deleteIfExists(old);
    }

    /** The same, from the top of the folder. */
    static String asidePath(String name) {
        return OWN + "/aside/" + name;
    }

    /** Where a file of this name is when it is set aside. */
    Path asideOf(String name) {
        return aside.resolve(name);
    }

    /** Whether this is one that was set aside and still is there. */
    boolean isAside(String path) {
        return path.startsWith(asidePath(""))
                && Files.exists(top.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** What a file holds, however long it is. */
    BlobId sha256(String path) throws IOException {
        return sha256(ground.at(path));
    }

    /** The same, of one that was set aside. */
    BlobId sha256(Path file) throws IOException {
        MessageDigest digest = Bytes.sha256Digest();
        Path inside = ground.inside(file);
        try (var in =
                new DigestInputStream(
                        Files.newInputStream(inside, LinkOption.NOFOLLOW_LINKS), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new BlobId(Bytes.of(digest.digest()));
    }

    /** What was set aside, also before a restart. */
    List<Path> setAside() throws IOException {
        if (!Files.isDirectory(ground.inside(aside), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(aside)) {
            return files.sorted().toList();
        }
    }

    private Path aside(String name) throws IOException {
        Files.createDirectories(ground.inside(aside));
        return aside.resolve(name);
    }

    /** A name for what is being written, in our own folder. */
    static String fresh() {
        return "new" + UUID.randomUUID();
    }

    /** Not a temporary file of the system: nobody but its owner may read those. */
    private Path unwritten() throws IOException {
        Files.createDirectories(ground.inside(own));
        return own.resolve(fresh());
    }

    private Path copied(Path from) throws IOException {
        Path file = unwritten();
        try {
            Files.copy(from, file);
            force(file, StandardOpenOption.WRITE); // As for a page: see Ground.write.
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private Path written(byte[] content) throws IOException {
        Path file = unwritten();
        Ground.write(file, content);
        return file;
    }

    /** A new name must outlast a power cut, or its page would look deleted. */
    private static void force(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException | UnsupportedOperationException e) {
            return; // Windows has no such thing, and needs none.
        }
    }

    private static void force(Path file, StandardOpenOption opened) throws IOException {
        try (var channel = FileChannel.open(file, opened)) {
            channel.force(true);
        }
    }

    private void removeEmpty(Path folder) throws IOException {
        Path empty = folder;
        while (!empty.equals(top) && Ground.isEmpty(empty)) {
            Files.delete(empty);
            empty = empty.getParent();
        }
    }
}
