package enquire.web.disk;

import enquire.web.ServeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An ordinary folder of a node whose writes the system refuses: with {@code RLIMIT_FSIZE} at 0, all
 * of them, with EFBIG, much as a disk that was mounted read-only after a fault would. {@code
 * prlimit} does that to a process that runs.
 */
final class BoundedFiles implements SmallDisk {

    private final Path folder;
    private final List<ServeProcess> started = new ArrayList<>();
    private String bytesMax = "unlimited";

    BoundedFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("tmp"));
    }

    @Override
    public String toString() {
        return "one whose files cannot grow; nothing can be mounted here";
    }

    @Override
    public Path seen(String name) {
        return folder.resolve(name);
    }

    @Override
    public Path inside(String name) {
        return seen(name);
    }

    @Override
    public CommandProcess.Said run(String... words) throws IOException {
        return CommandProcess.run(bound(), seen("tmp"), words);
    }

    private List<String> bound() {
        return List.of("prlimit", "--fsize=" + bytesMax + ":unlimited");
    }

    /** Its temporary files are bounded, too. */
    @Override
    public ServeProcess startWithRoomForTemporaryFiles() throws IOException {
        return start();
    }

    @Override
    public ServeProcess start() throws IOException {
        var node =
                ServeProcess.start(
                        new ServeProcess.Launch(
                                bound(),
                                List.of("-Djava.io.tmpdir=" + folder.resolve("tmp")),
                                data(),
                                data(),
                                folder.resolve("node.err")),
                        "Alice");
        started.add(node);
        return node;
    }

    @Override
    public void fill() throws IOException {
        limit("0");
    }

    @Override
    public void fillBut(int bytes) throws IOException {
        limit(String.valueOf(bytes));
    }

    @Override
    public String complaint() {
        return "The disk did not take the last edit";
    }

    @Override
    public void makeRoom() throws IOException {
        limit("unlimited");
    }

    @Override
    public void refuseWrites() throws IOException {
        fill();
    }

    @Override
    public void takeWrites() throws IOException {
        makeRoom();
    }

    private void limit(String bytes) throws IOException {
        bytesMax = bytes;
        for (ServeProcess node : started) {
            limit(node, bytes);
        }
    }

    /** The hard limit stays, so that the soft one may be raised again. */
    static void limit(ServeProcess node, String bytes) throws IOException {
        if (node.isAlive()) {
            Command.run(
                    List.of("prlimit", "--pid=" + node.pid(), "--fsize=" + bytes + ":unlimited"));
        }
    }

    @Override
    public void close() {
        started.forEach(ServeProcess::close);
    }
}
