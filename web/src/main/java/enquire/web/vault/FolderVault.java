package enquire.web.vault;

import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A vault in a folder. Hidden files and links out of the folder stay where they are, and are
 * listed.
 */
public final class FolderVault implements Vault {

    /** Deeper than any vault; a guard against folders that contain themselves. */
    private static final int DEPTH_MAX = 64;

    private final List<Entry> entries = new ArrayList<>();
    private final List<ImportReport.Problem> leftOut = new ArrayList<>();
    private final Set<String> hidden = new TreeSet<>();
    private Optional<Entry> notes = Optional.empty();
    private final int entriesMax;
    private int seen;

    private FolderVault(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    /**
     * @throws IOException if the folder cannot be read
     * @throws ProblemException 413 if there are more files and folders in it than in any zip file
     *     that is taken: somebody may have named a whole disk
     */
    public static FolderVault read(Path top) throws IOException {
        return read(top, ZipVault.ENTRIES_MAX);
    }

    /**
     * @param entriesMax files and folders, also those that are left out
     */
    static FolderVault read(Path top, int entriesMax) throws IOException {
        var vault = new FolderVault(entriesMax);
        Files.walkFileTree(
                top, EnumSet.noneOf(FileVisitOption.class), DEPTH_MAX, vault.new Visitor(top));
        vault.entries.sort(Comparator.comparing(Entry::path));
        return vault;
    }

    @Override
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** They are on this computer already, at their full size. */
    @Override
    public long filesBytesMax() {
        return Long.MAX_VALUE;
    }

    @Override
    public List<ImportReport.Problem> leftOut() {
        return List.copyOf(leftOut);
    }

    @Override
    public Set<String> hidden() {
        return Set.copyOf(hidden);
    }

    @Override
    public Optional<Entry> notes() {
        return notes;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path top;

        Visitor(Path top) {
            this.top = top;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            count();
            if (!folder.equals(top) && hidden(folder)) {
                leaveOut(folder, HiddenFiles.why(path(folder), true));
                note(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            count();
            if (path(file).equals(PageNotes.FILE) && attributes.isRegularFile()) {
                notes = Optional.of(entry(file, attributes));
            } else if (hidden(file)) {
                leaveOut(file, HiddenFiles.why(path(file), false));
                note(file);
            } else if (attributes.isRegularFile() && !Files.isReadable(file)) {
                leaveOut(file, Speaking.messages().text("left.unreadable"));
            } else if (attributes.isRegularFile()) {
                entries.add(entry(file, attributes));
            } else {
                leaveOut(file, Speaking.messages().text("left.noFile"));
            }
            return FileVisitResult.CONTINUE;
        }

        private Entry entry(Path file, BasicFileAttributes attributes) {
            return new Entry(path(file), attributes.size(), () -> Files.newInputStream(file));
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            count();
            leaveOut(
                    file,
                    Speaking.messages()
                            .text("left.unreadableWhy", "why", failure.getClass().getSimpleName()));
            return FileVisitResult.CONTINUE;
        }

        private void count() {
            if (++seen > entriesMax) {
                throw ZipVault.tooMany(entriesMax);
            }
        }

        private void note(Path file) {
            if (top.equals(file.getParent())) {
                hidden.add(file.getFileName().toString());
            }
        }

        private void leaveOut(Path file, String why) {
            leftOut.add(new ImportReport.Problem(path(file), why));
        }

        private String path(Path file) {
            return top.relativize(file).toString().replace('\\', '/');
        }

        private boolean hidden(Path file) {
            return HiddenFiles.in(file.getFileName().toString()).isPresent();
        }
    }
}
