package enquire.web.disk;

import enquire.web.ServeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk that a node in a child process has to itself, and that can be filled to its last byte and
 * emptied while the node runs.
 */
sealed interface SmallDisk extends AutoCloseable permits MountedDisk, BoundedFiles {

    /**
     * A mounted one where this user may mount (Linux with user namespaces, which need no root),
     * else one whose files cannot grow.
     *
     * @param folder empty
     */
    static SmallDisk in(Path folder) throws IOException {
        Optional<MountedDisk> mounted = MountedDisk.mount(folder.resolve("disk"), folder);
        SmallDisk disk = mounted.isPresent() ? mounted.get() : new BoundedFiles(folder);
        System.out.println("The disk of this test is " + disk);
        return disk;
    }

    /** The data folder of the node, as this process sees it. */
    default Path data() {
        return seen("data");
    }

    /** What is on this disk, as this process sees it. */
    Path seen(String name);

    /** The same, as a process sees it that {@link #run} starts. */
    Path inside(String name);

    /** Runs a command of the program, to which this disk has the room that it has now. */
    CommandProcess.Said run(String... words) throws IOException;

    /**
     * Starts the node, whose temporary files are on this disk, too, as on a computer with one disk.
     *
     * @throws ServeProcess.NotStarted if it ends before it answers
     */
    ServeProcess start() throws IOException;

    /** The same, with the temporary files on another disk. */
    ServeProcess startWithRoomForTemporaryFiles() throws IOException;

    /** Nothing can be written any more. */
    void fill() throws IOException;

    /** Nothing larger than so many bytes can be written any more. */
    void fillBut(int bytes) throws IOException;

    /** What a sentence about a refused write begins with. */
    String complaint();

    /**
     * Nodes that run can write nothing any more, neither into files that they have open nor into
     * others. (A file system with files open for writing cannot be made read-only by a test; after
     * a fault, the system does just that.)
     */
    void refuseWrites() throws IOException;

    /** Ends that. */
    void takeWrites() throws IOException;

    /** There is room again. */
    void makeRoom() throws IOException;

    @Override
    void close();
}
