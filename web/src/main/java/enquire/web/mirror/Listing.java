package enquire.web.mirror;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is in a folder, by its path from the top, with {@code /}; without what is hidden.
 *
 * @param files ordinary ones
 * @param closed links, and what cannot be read: nothing is known of what is there
 */
record Listing(NavigableMap<String, Stat> files, NavigableSet<String> closed) {

    /**
     * Beyond what anybody keeps; the folder of somebody's whole computer is no mirror. (A guess.)
     */
    static final int FILES_MAX = 200_000;

    /** Deeper than any vault; a guard against folders that contain themselves. */
    private static final int DEPTH_MAX = 64;

    static Listing empty() {
        return new Listing(new TreeMap<>(), new TreeSet<>());
    }

    /** Of a file, from the top; with {@code /} whatever the system has. */
    static String path(Path top, Path file) {
        String path = top.relativize(file).toString();
        String separator = top.getFileSystem().getSeparator();
        return separator.equals("/") ? path : path.replace(separator, "/");
    }

    /**
     * Looks at one name, and at everything below it, anew.
     *
     * @return the files that were there until now, or are there now, and {@code path}
     * @throws FolderException if there are more files than {@link #FILES_MAX}
     */
    Set<String> look(Path top, String path) throws IOException {
        Set<String> touched = new HashSet<>();
        forget(path, touched);
        Path file;
        try {
            file = top.resolve(path);
        } catch (InvalidPathException noName) {
            return touched;
        }
        Path there = file;
        while (!there.equals(top)) {
            if (Visitor.isHidden(there) || !there.equals(file) && Files.isSymbolicLink(there)) {
                return touched;
            }
            there = there.getParent();
        }
        try {
            // Where case is not told apart, another spelling finds the file, too.
            Path spelled = file.toRealPath(LinkOption.NOFOLLOW_LINKS);
            if (spelled.startsWith(top)) {
                file = spelled;
                forget(path(top, spelled), touched);
            }
        } catch (IOException gone) {
            return touched;
        }
        var found = new Visitor(top, empty());
        Files.walkFileTree(file, Set.of(), DEPTH_MAX, found);
        files.putAll(found.listing.files);
        closed.addAll(found.listing.closed);
        touched.addAll(found.listing.files.keySet());
        if (files.size() > FILES_MAX) {
            throw tooMany();
        }
        return touched;
    }

    private void forget(String path, Set<String> touched) {
        // What lies below begins with "/" after the path, and "0" follows "/".
        Map<String, Stat> below = files.subMap(path + "/", path + "0");
        touched.add(path);
        touched.addAll(below.keySet());
        below.clear();
        files.remove(path);
        closed.subSet(path + "/", path + "0").clear();
        closed.remove(path);
    }

    /** The files of pages, by what is the same of a name however it is spelled. */
    Map<String, String> spellings() {
        var spellings = new HashMap<String, String>();
        for (String path : files.keySet()) {
            if (FileName.isPage(path)) {
                spellings.put(FileName.key(path), path);
            }
        }
        return spellings;
    }

    private static FolderException tooMany() {
        return new FolderException(
                FolderException.Reason.TOO_MANY, "more than %,d files".formatted(FILES_MAX));
    }

    /** Whether there is such a file, which may be one that cannot be read. */
    boolean has(String path) {
        return files().containsKey(path) || isClosed(path);
    }

    boolean isClosed(String path) {
        return closed.contains(path)
                || closed.stream().anyMatch(each -> path.startsWith(each + "/"));
    }

    /**
     * @throws FolderException if there are more files than {@link #FILES_MAX}
     */
    static Listing of(Path top) throws IOException {
        var visitor = new Visitor(top, empty());
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
                throw tooMany();
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
            return Listing.path(top, file);
        }

        private static boolean isHidden(Path file) {
            return file.getFileName().toString().startsWith(".");
        }
    }
}
