package enquire.web.mirror;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in a folder, by its path from the top, with {@code /}; without what is hidden.
 *
 * @param files ordinary ones
 * @param closed links, and what cannot be read: nothing is known of what is there
 */
record Listing(Map<String, Stat> files, Set<String> closed) {

    /**
     * Beyond what anybody keeps; the folder of somebody's whole computer is no mirror. (A guess.)
     */
    static final int FILES_MAX = 200_000;

    /** Deeper than any vault; a guard against folders that contain themselves. */
    private static final int DEPTH_MAX = 64;

    boolean isClosed(String path) {
        return closed.contains(path)
                || closed.stream().anyMatch(each -> path.startsWith(each + "/"));
    }

    /**
     * @throws FolderException if there are more files than {@link #FILES_MAX}
     */
    static Listing of(Path top) throws IOException {
        var visitor = new Visitor(top, new Listing(new HashMap<>(), new HashSet<>()));
        Files.walkFileTree(top, Set.of(), DEPTH_MAX, visitor);
        return visitor.listing;
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path top;
        private final Listing listing;

        Visitor(Path top, Listing listing) {
            this.top = top;
            this.listing = listing;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(top) && isHidden(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (!attributes.isRegularFile()) {
                listing.closed.add(path(file));
            } else if (listing.files.size() == FILES_MAX) {
                throw new FolderException(
                        FolderException.Reason.TOO_MANY,
                        "more than %,d files".formatted(FILES_MAX));
            } else {
                listing.files.put(path(file), Stat.of(attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(top)) {
                throw failure;
            }
            if (!(failure instanceof NoSuchFileException)) {
                listing.closed.add(path(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure; // Half a listing would look like deleted files.
            }
            return FileVisitResult.CONTINUE;
        }

        private String path(Path file) {
            String path = top.relativize(file).toString();
            String separator = top.getFileSystem().getSeparator();
            return separator.equals("/") ? path : path.replace(separator, "/");
        }

        private static boolean isHidden(Path file) {
            return file.getFileName().toString().startsWith(".");
        }
    }
}
