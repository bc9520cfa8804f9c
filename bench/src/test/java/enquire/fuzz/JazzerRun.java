package enquire.fuzz;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Jazzer with one harness, in a process of its own: what it finds may end it. */
final class JazzerRun {

    /** More than any honest input of a fuzzing run takes, on a busy computer. (A guess.) */
    private static final int INPUT_SECONDS_MAX = 25;

    /** With the half gigabyte of heap, and Jazzer itself. (A guess.) */
    private static final int RESIDENT_MIB_MAX = 2_000;

    /** How long starting and ending may take beside the fuzzing. (A guess.) */
    private static final long OVERHEAD_SECONDS_MAX = 180;

    /**
     * Below that the better compiler costs more than it gives: starting takes 10 s of processor
     * time with the first one alone, 16 s with both (measured), and the fastest harness then makes
     * half as many inputs a second.
     */
    private static final int WORTH_COMPILING_SECONDS = 60;

    private static final Pattern DONE =
            Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+) .* exec/s: (\\d+)");

    /**
     * @param inputs that were fed, or 0 if it never said that it was done
     * @param summary inputs, coverage and speed; or the end of what it said
     * @param findings inputs that broke something
     */
    record Result(int exitCode, long inputs, String summary, List<Path> findings) {

        /** Whoever feeds nothing finds nothing. */
        boolean clean() {
            return exitCode == 0 && findings.isEmpty() && inputs > 0;
        }
    }

    private JazzerRun() {}

    /**
     * @param seconds it ends after these
     * @param inputsMax or after so many; -1 for no such bound
     * @param seed what is drawn follows from it; 0 for another one each time
     * @param kept of this harness: a run goes on from the inputs of those before it that reached
     *     something new, and clears away what they found
     * @param folder for this run alone
     */
    static Result of(Harness harness, int seconds, int inputsMax, int seed, Path kept, Path folder)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(kept.resolve("corpus"));
        Path found = Files.createDirectories(kept.resolve("found"));
        for (Path old : files(found)) {
            Files.delete(old);
        }
        for (Path input : harness.corpus()) {
            Files.copy(input, corpus.resolve(input.getFileName().toString()), REPLACE_EXISTING);
        }
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(
                                command(harness, seconds, inputsMax, seed, corpus, found, folder))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = process.waitFor(seconds + OVERHEAD_SECONDS_MAX, TimeUnit.SECONDS);
            String said = Files.readString(output, StandardCharsets.ISO_8859_1);
            Matcher done = DONE.matcher(said);
            boolean isDone = done.find();
            long inputs = isDone ? Long.parseLong(done.group(1)) : 0;
            String summary =
                    isDone
                            ? "%,d inputs, %s edges covered, %s inputs/s"
                                    .formatted(inputs, done.group(2), done.group(3))
                            : said.substring(Math.max(0, said.length() - 6_000));
            return new Result(ended ? process.exitValue() : -1, inputs, summary, files(found));
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(
            Harness harness,
            int seconds,
            int inputsMax,
            int seed,
            Path corpus,
            Path found,
            Path folder) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (seconds < WORTH_COMPILING_SECONDS) {
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        }
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + harness.target().getName(),
                        "--instrumentation_includes=enquire.**:org.commonmark.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + found + "/",
                        "-seed=" + seed,
                        "-max_total_time=" + seconds,
                        "-runs=" + inputsMax,
                        "-timeout=" + INPUT_SECONDS_MAX,
                        "-rss_limit_mb=" + RESIDENT_MIB_MAX,
                        corpus.toString()));
        return command;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
