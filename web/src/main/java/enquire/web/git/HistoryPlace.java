package enquire.web.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a history may be written on the computer of the node. Thread-safe. */
public final class HistoryPlace {

    private final Path data;

    /**
     * @param data the data folder, into which no history goes
     */
    public HistoryPlace(Path data) {
        this.data = data.toAbsolutePath().normalize();
    }

    /**
     * From the root of the disk, with links followed as far as it is there.
     *
     * @return empty if this is no whole path of a folder
     */
    public Optional<Path> of(String typed) {
        try {
            return Optional.of(Path.of(typed))
                    .filter(path -> path.isAbsolute() && path.getFileName() != null)
                    .map(Path::normalize)
                    .map(HistoryPlace::real);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether it lies in the data folder, or around it. */
    public boolean isData(Path folder) {
        Path real = real(data);
        return folder.startsWith(real) || real.startsWith(folder);
    }

    private static Path real(Path path) {
        try {
            Path there = path;
            while (Files.notExists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return there.toRealPath().resolve(there.relativize(path)).normalize();
        } catch (IOException e) {
            return path; // Whoever writes there will hear why it cannot be read.
        }
    }
}
