package enquire.web.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    private static final String MARK = "wiki";
    private static final String IGNORED = ".gitignore";

    /** What is being written, before it has its place. */
    private static final Pattern FRESH =
            Pattern.compile("new[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** An id has 64 characters; a mark that is larger is somebody else's file. */
    private static final int MARK_BYTES_MAX = 1_024;

    private final Path top;
    private final Path own;
    private final Path aside;

    Folder(Path top) {
        this.top = top;
        this.own = top.resolve(OWN);
        this.aside = own.resolve("aside");
    }

    Path top() {
        return top;
    }

    /**
     * Whose folder this is.
     *
     * @return empty if it is nobody's
     */
    Optional<Owner> owner() throws IOException {
        Path mark = inside(own.resolve(MARK));
        if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        List<String> lines =
                new String(read(mark, MARK_BYTES_MAX), StandardCharsets.UTF_8).lines().toList();
        return Optional.of(
                new Owner(
                        lines.isEmpty() ? "" : lines.getFirst().strip(),
                        lines.size() < 2 ? "" : lines.get(1).strip()));
    }

    void claim(Owner owner) throws IOException {
        Files.createDirectories(inside(aside));
        move(written(utf8("*\n")), inside(own.resolve(IGNORED)));
        move(
                written(utf8(owner.wiki() + "\n" + owner.computer() + "\n")),
                inside(own.resolve(MARK)));
    }

    /** Removes what a node that was killed had not put in its place yet. */
    void clear() throws IOException {
        if (!Files.isDirectory(inside(own), LinkOption.NOFOLLOW_LINKS)) {
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

    /** No longer anybody's. What was set aside and still is there stays. */
    void release() throws IOException {
        Files.deleteIfExists(inside(own.resolve(MARK)));
        Files.deleteIfExists(own.resolve(IGNORED));
        for (Path each : new Path[] {aside, own}) {
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) && isEmpty(each)) {
                Files.delete(each);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().isEmpty();
        }
    }

    /**
     * @throws FolderException if there are more files than {@link Listing#FILES_MAX}
     */
    Listing list() throws IOException {
        return Listing.of(top);
    }

    private String path(Path file) {
        return top.relativize(file).toString();
    }

    /** Empty if there is no such ordinary file. */
    Optional<Stat> stat(String path) throws IOException {
        Path file = at(path);
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
        return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * @param bytesMax refused beyond
     */
    byte[] read(String path, int bytesMax) throws IOException {
        return read(inside(at(path)), bytesMax);
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
        return Files.newInputStream(inside(at(path)), LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a file like another one of this computer. */
    void copy(Path from, String path) throws IOException {
        Path written = fresh();
        try {
            Files.copy(from, written);
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
        Path file = at(path);
        Files.createDirectories(inside(file.getParent()));
        inside(file);
        try {
            Files.createLink(file, written);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (e instanceof FileAlreadyExistsException exists) {
                throw exists;
            }
            Files.move(written, file); // Refused if there is one, though not in one step.
        }
        force(file.getParent());
    }

    /**
     * Puts new content into the place of a file, in one step for whoever opens it. An editor that
     * has the old one open writes into what is set aside.
     *
     * @param name of the old file where it is set aside
     * @return the old file there
     */
    Path replace(String path, byte[] content, String name) throws IOException {
        Path file = inside(at(path));
        Path old = aside(name);
        Path written = written(content);
        try {
            allowAsBefore(file, written);
            boolean linked = link(old, file);
            try {
                move(written, file);
            } catch (IOException e) {
                if (linked) {
                    Files.delete(old); // The file still has its own name.
                } else {
                    Files.move(old, file); // Refused if somebody made one meanwhile.
                }
                throw e;
            }
            return old;
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Gives a file a second name; where there are none, as on most sticks, that one instead.
     *
     * @return whether it has both
     */
    private static boolean link(Path second, Path file) throws IOException {
        try {
            Files.createLink(second, file);
            return true;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(file, second);
            return false;
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

    /** Takes a file away; as {@link #replace}. */
    Path remove(String path, String name) throws IOException {
        Path file = inside(at(path));
        Path old = aside(name);
        move(file, old);
        removeEmpty(file.getParent());
        return old;
    }

    /** Gives a file another name, if none has that. */
    void rename(String from, String to) throws IOException {
        Path target = at(to);
        Files.createDirectories(inside(target.getParent()));
        if (isTaken(to)) {
            throw new FileAlreadyExistsException(to);
        }
        Path file = inside(at(from));
        move(file, inside(target));
        force(target.getParent());
        removeEmpty(file.getParent());
    }

    /** Gives a file a name that some file systems take for the one it has. */
    void respell(String from, String to) throws IOException {
        Path file = inside(at(from));
        if (isTaken(to) && !Files.isSameFile(file, inside(at(to)))) {
            throw new FileAlreadyExistsException(to);
        }
        Path between = own.resolve("respelled");
        move(file, between);
        rename(top.relativize(between).toString(), to);
    }

    byte[] readAside(Path old, int bytesMax) throws IOException {
        return read(inside(old), bytesMax);
    }

    void forget(Path old) throws IOException {
        Files.deleteIfExists(old);
    }

    /** What was set aside, also before a restart. */
    List<Path> setAside() throws IOException {
        if (!Files.isDirectory(inside(aside), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(aside)) {
            return files.sorted().toList();
        }
    }

    private Path aside(String name) throws IOException {
        Files.createDirectories(inside(aside));
        return aside.resolve(name);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Not a temporary file of the system: nobody but its owner may read those. */
    private Path fresh() throws IOException {
        Files.createDirectories(inside(own));
        return own.resolve("new" + UUID.randomUUID());
    }

    private Path written(byte[] content) throws IOException {
        Path file = fresh();
        try (var channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            // A power cut must not leave an empty file, which would look like an emptied page.
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return file;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            // The second one says what some systems ask for and others do by themselves.
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A new name must outlast a power cut, or its page would look deleted. */
    private static void force(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException e) {
            return; // Windows has no such thing, and needs none.
        }
    }

    private void removeEmpty(Path folder) throws IOException {
        Path empty = folder;
        while (!empty.equals(top) && isEmpty(empty)) {
            Files.delete(empty);
            empty = empty.getParent();
        }
    }

    /**
     * @throws IOException if this system takes no such name, as in a locale that has fewer letters
     */
    private Path at(String path) throws IOException {
        try {
            return top.resolve(path);
        } catch (InvalidPathException e) {
            throw new FileSystemException(path, null, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @throws FolderException if a link on the way leads elsewhere
     */
    private Path inside(Path path) throws IOException {
        Path there = path;
        while (!there.equals(top)) {
            if (Files.isSymbolicLink(there)) {
                throw new FolderException(
                        FolderException.Reason.LINK, path(there) + " is a symbolic link");
            }
            there = there.getParent();
        }
        return path;
    }
}
