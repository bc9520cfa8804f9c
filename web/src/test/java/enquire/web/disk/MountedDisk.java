package enquire.web.disk;

import enquire.web.ServeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A tmpfs in a mount namespace that a process of ours keeps: nobody else sees it, it needs no root
 * where user namespaces are allowed, and it is gone when that process is. A node enters the
 * namespace; this process reaches the files through {@code /proc}.
 */
final class MountedDisk implements SmallDisk {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Room for the native libraries (9 MB), the node's files and some pages. */
    private static final int MEGABYTES = 32;

    private static final int BLOCK_BYTES = 64 * 1024;
    private static final String MOUNT =
            "mount -t tmpfs -o size=%dm enquire \"$0\" && mkdir \"$0/tmp\" && echo mounted && exec cat";

    private final Process keeper;
    private final Path mountPoint;
    private final Path folder;
    private final List<ServeProcess> started = new ArrayList<>();

    private MountedDisk(Process keeper, Path mountPoint, Path folder) {
        this.keeper = keeper;
        this.mountPoint = mountPoint;
        this.folder = folder;
    }

    /**
     * @param folder for what a node says
     * @return empty where nothing can be mounted
     */
    static Optional<MountedDisk> mount(Path mountPoint, Path folder) throws IOException {
        Files.createDirectories(mountPoint);
        Process keeper;
        try {
            keeper =
                    new ProcessBuilder(
                                    "unshare",
                                    "--user",
                                    "--map-root-user",
                                    "--mount",
                                    "sh",
                                    "-c",
                                    MOUNT.formatted(MEGABYTES),
                                    mountPoint.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
        if ("mounted".equals(keeper.inputReader().readLine())) {
            return Optional.of(new MountedDisk(keeper, mountPoint, folder));
        }
        keeper.destroyForcibly();
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "a tmpfs of %d MB".formatted(MEGABYTES);
    }

    @Override
    public Path seen(String name) {
        return Path.of("/proc/" + keeper.pid() + "/root" + inside(name));
    }

    @Override
    public Path inside(String name) {
        return mountPoint.resolve(name);
    }

    @Override
    public CommandProcess.Said run(String... words) throws IOException {
        return CommandProcess.run(inside(), folder, words);
    }

    @Override
    public ServeProcess start() throws IOException {
        return start(mountPoint.resolve("tmp"));
    }

    @Override
    public ServeProcess startWithRoomForTemporaryFiles() throws IOException {
        return start(folder);
    }

    private ServeProcess start(Path temporary) throws IOException {
        Path data = mountPoint.resolve("data");
        ServeProcess node =
                ServeProcess.start(
                        new ServeProcess.Launch(
                                inside(),
                                List.of("-Djava.io.tmpdir=" + temporary),
                                data,
                                data(),
                                folder.resolve("node.err")),
                        "Alice");
        started.add(node);
        return node;
    }

    private List<String> inside() {
        var command = new ArrayList<>(List.of("nsenter", "--preserve-credentials"));
        command.addAll(List.of("--user", "--mount", "--target", String.valueOf(keeper.pid())));
        return command;
    }

    /** {@code rw} or {@code ro}; no node may have files open for writing. */
    void remount(String mode) throws IOException {
        run(List.of("mount", "-o", "remount," + mode, mountPoint.toString()));
    }

    @Override
    public void refuseWrites() throws IOException {
        run(List.of("mount", "--bind", mountPoint.toString(), mountPoint.toString()));
        runOnceFree(List.of("mount", "-o", "remount,bind,ro", mountPoint.toString()));
        for (ServeProcess node : started) {
            BoundedFiles.limit(node, "0");
        }
    }

    @Override
    public void takeWrites() throws IOException {
        // Lazily: the node may have opened a file to read while nothing could be written.
        run(List.of("umount", "--lazy", mountPoint.toString()));
        for (ServeProcess node : started) {
            BoundedFiles.limit(node, "unlimited");
        }
    }

    /** The node may have a file open just now, and then it is busy for a moment. */
    private void runOnceFree(List<String> command) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                run(command);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void run(List<String> command) throws IOException {
        var whole = inside();
        whole.addAll(command);
        Command.run(whole);
    }

    @Override
    public void fill() throws IOException {
        try (FileChannel filler =
                FileChannel.open(
                        seen("filler"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
            while (true) {
                block.clear();
                while (block.hasRemaining()) {
                    filler.write(block);
                }
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    @Override
    public void fillBut(int bytes) throws IOException {
        fill();
        try (FileChannel filler = FileChannel.open(seen("filler"), StandardOpenOption.WRITE)) {
            filler.truncate(filler.size() - bytes);
        }
    }

    @Override
    public String complaint() {
        return "The disk is full";
    }

    @Override
    public void makeRoom() throws IOException {
        Files.delete(seen("filler"));
    }

    @Override
    public void close() {
        keeper.destroyForcibly();
        try {
            keeper.onExit().join();
            Files.delete(mountPoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
