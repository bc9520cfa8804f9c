package enquire.web.mirror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The files in a folder that say whose mirror it is. Thread-safe as long as one thread writes.
 *
 * @param own where they lie
 * @param aside where files are set aside
 */
record FolderMark(Ground ground, Path own, Path aside) {

    private static final String MARK = "wiki";
    private static final String IGNORED = ".gitignore";

    /** An id has 64 characters; a mark that is larger is somebody else's file. */
    private static final int BYTES_MAX = 1_024;

    /**
     * Whose folder this is.
     *
     * @return empty if it is nobody's
     */
    Optional<Owner> owner() throws IOException {
        Path mark = ground.inside(own.resolve(MARK));
        if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        List<String> lines = new String(read(mark), StandardCharsets.UTF_8).lines().toList();
        return Optional.of(
                new Owner(
                        lines.isEmpty() ? "" : lines.getFirst().strip(),
                        lines.size() < 2 ? "" : lines.get(1).strip()));
    }

    void claim(Owner owner) throws IOException {
        Files.createDirectories(ground.inside(aside));
        put("*\n", IGNORED);
        put(owner.wiki() + "\n" + owner.computer() + "\n", MARK);
    }

    /** No longer anybody's. What was set aside and still is there stays. */
    void release() throws IOException {
        Files.deleteIfExists(ground.inside(own.resolve(MARK)));
        Files.deleteIfExists(own.resolve(IGNORED));
        for (Path each : new Path[] {aside, own}) {
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) && Ground.isEmpty(each)) {
                Files.delete(each);
            }
        }
    }

    private static byte[] read(Path mark) throws IOException {
        try (var in = Files.newInputStream(mark, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(BYTES_MAX);
        }
    }

    private void put(String text, String name) throws IOException {
        Path place = ground.inside(own.resolve(name));
        Path written = own.resolve(Folder.fresh());
        Ground.write(written, text.getBytes(StandardCharsets.UTF_8));
        try {
            // The second one says what some systems ask for and others do by themselves.
            Files.move(
                    written,
                    place,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(written, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
