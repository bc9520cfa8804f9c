package enquire.storage;

import enquire.editor.page.Change;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries changes in a Java virtual machine of its own, whose end is the answer. Only an abort of the
 * native library, a page that cannot go on, or too much processor time speaks against a change: a
 * child that was killed, or had too little of a busy computer, says nothing. Thread-safe.
 */
public final class ChildExaminer implements Examiner {

    /**
     * Processor time that one examination may take. The largest page we know (260,000 keystrokes,
     * each a change of its own) loads in 2 to 4 s (measured), and is loaded or copied four times.
     */
    private static final Duration PROCESSOR_TIME_MAX = Duration.ofSeconds(60);

    /** How long it may take in all before it is given up undecided. (A guess.) */
    private static final Duration TIME_MAX = Duration.ofMinutes(10);

    private static final long LOOK_MILLIS = 200;

    /** 128 and the number of SIGABRT: how a process that aborted ends where there are signals. */
    private static final int ABORTED = 128 + 6;

    /** How Windows ends a process that gave up (STATUS_STACK_BUFFER_OVERRUN, "fail fast"). */
    private static final int FAILED_FAST = 0xC0000409;

    private static final Logger LOG = LoggerFactory.getLogger(ChildExaminer.class);

    private final Duration processorTimeMax;
    private final Duration timeMax;

    /** With the limits of a node: 60 s of processor time, 10 min in all. */
    public ChildExaminer() {
        this(PROCESSOR_TIME_MAX, TIME_MAX);
    }

    /**
     * @param processorTimeMax what one examination may take before it speaks against its changes
     * @param timeMax how long it may take in all before it is given up undecided
     */
    ChildExaminer(Duration processorTimeMax, Duration timeMax) {
        this.processorTimeMax = processorTimeMax;
        this.timeMax = timeMax;
    }

    @Override
    public Verdict examine(List<Change> base, List<Change> suspects) throws InterruptedException {
        try (ExaminationFolders.Used folder =
                ExaminationFolders.create(ExaminationFolders.temporary())) {
            Path input = folder.path().resolve("changes");
            write(input, base, suspects);
            return run(folder.path(), input);
        } catch (IOException e) {
            return new Verdict.Undecided("It could not be examined (%s).".formatted(e));
        }
    }

    private static void write(Path input, List<Change> base, List<Change> suspects)
            throws IOException {
        try (var out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(input)))) {
            for (List<Change> changes : List.of(base, suspects)) {
                out.writeInt(changes.size());
                for (Change change : changes) {
                    byte[] chunk = change.chunk().toArray();
                    out.writeInt(chunk.length);
                    out.write(chunk);
                }
            }
        }
    }

    private Verdict run(Path folder, Path input) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=" + folder.resolve("error"),
                                "-XX:+UseSerialGC",
                                // As the node itself, which has held the same changes. What is
                                // native is bounded by their operations before this is called.
                                "-Xmx480m",
                                "-XX:TieredStopAtLevel=1",
                                // An aborted process leaves the unpacked library behind.
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                ExaminationProcess.class.getName(),
                                input.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile());
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        Process child = builder.start();
        try {
            long end = System.nanoTime() + timeMax.toNanos();
            while (!child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Duration used = child.info().totalCpuDuration().orElse(Duration.ZERO);
                if (used.compareTo(processorTimeMax) > 0) {
                    return new Verdict.Unfit(
                            "It kept a processor busy for more than %d s."
                                    .formatted(processorTimeMax.toSeconds()));
                }
                if (System.nanoTime() - end > 0) {
                    return new Verdict.Undecided("The computer was too busy to examine it.");
                }
            }
            return verdict(child.exitValue(), folder.resolve("output"));
        } finally {
            child.destroyForcibly();
        }
    }

    private static Verdict verdict(int exit, Path output) throws IOException {
        return switch (exit) {
            case ExaminationProcess.FIT -> new Verdict.Fit();
            case ExaminationProcess.UNFIT ->
                    new Verdict.Unfit("A page that takes it could not be stored and read again.");
            case ABORTED, FAILED_FAST ->
                    new Verdict.Unfit("It ends the program that takes it into a page.");
            default -> {
                LOG.warn(
                        "The examination of changes ended with {}: {}",
                        exit,
                        Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1));
                yield new Verdict.Undecided("Its examination ended with %d.".formatted(exit));
            }
        };
    }
}
