package enquire.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A wiki on its way out in each form, and once more in and out: is it the same? */
final class ExportRows {

    private final Report report;
    private final Path home;
    private final Path work;

    ExportRows(Report report, Path home, Path work) {
        this.report = report;
        this.home = home;
        this.work = work;
    }

    /**
     * @param data of a node with the imported wiki, which does not run
     * @param pages that the wiki has
     */
    @SuppressWarnings("try") // The commands find the node by its folder.
    void print(Path data, String pages) throws Exception {
        try (NodeProcess running = NodeProcess.start(home, data, "Alice")) {
            Path folder = work.resolve("export");
            export("a folder of Markdown", pages, data, folder);
            export("a zip file of it", pages, data, work.resolve("export.zip"));
            export("a website", pages, data, work.resolve("site"), "--site");
            Path git = work.resolve("history.git");
            export("a git repository", pages, data, git, "--git");
            export("the same, with nothing new", pages, data, git, "--git");
            roundTrip(pages, folder);
        }
    }

    private void export(String what, String pages, Path data, Path target, String... more)
            throws Exception {
        String[] words = new String[2 + more.length];
        words[0] = "export";
        words[1] = target.toString();
        System.arraycopy(more, 0, words, 2, more.length);
        long began = System.nanoTime();
        NodeProcess.command(home, data, words);
        double seconds = (System.nanoTime() - began) / 1e9;
        double megabytes = bytes(target) / 1e6;
        report.row(
                "export",
                "%s as %s, %,.0f MB".formatted(pages, what, megabytes),
                "%.1f s, %.1f MB/s".formatted(seconds, megabytes / seconds));
    }

    private void roundTrip(String pages, Path folder) throws Exception {
        Path second = work.resolve("second");
        NodeProcess.command(home, second, "import", folder.toString());
        Path again = work.resolve("export-again");
        NodeProcess.command(home, second, "export", again.toString());
        Map<String, String> before = files(folder);
        Map<String, String> after = files(again);
        long same =
                before.entrySet().stream()
                        .filter(file -> file.getValue().equals(after.get(file.getKey())))
                        .count();
        report.row(
                "export",
                "%s out, in again and out: files that differ".formatted(pages),
                "%,d of %,d".formatted(before.size() + after.size() - 2 * same, before.size()));
    }

    private static Map<String, String> files(Path top) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(top)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(top.relativize(file).toString(), sha256(file));
            }
        }
        return files;
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static long bytes(Path top) throws IOException {
        long bytes = 0;
        try (var all = Files.walk(top)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
