package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.backup.BackupContents;
import enquire.sync.backup.BackupException;
import enquire.sync.backup.BackupFile;
import enquire.web.vault.BackupApi;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enquire backup FILE} and {@code enquire backup --check FILE}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes everything of this computer into one file: all wikis with their files, its"
                    + " settings and its key.",
            "The node may run, and people may type. What was saved before the command began is in"
                    + " the file. Who has the file can read every wiki and be this computer: keep it"
                    + " as safe as the computer itself."
        })
final class BackupCommand extends NodeCommand {

    private static final long KILOBYTE = 1_000;

    private static final Path NONE = Path.of("");

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The backup, a zip file. Without it: says what is planned.")
    private Path file = NONE;

    @Option(
            names = "--check",
            description = "Reads FILE to its end and says whether it is whole; writes nothing.")
    private boolean checking;

    @Option(names = "--replace", description = "Puts the new backup in the place of FILE.")
    private boolean replacing;

    @Option(
            names = "--plan",
            paramLabel = "DIR",
            description = "Lets the node make backups by itself, in DIR, while it runs.")
    private @Nullable Path planned;

    @Option(
            names = "--each",
            paramLabel = "day|week",
            description = "How often; weekly on Mondays. (day, or as before)")
    private @Nullable String each;

    @Option(
            names = "--at",
            paramLabel = "HH:MM",
            description = "When, by this computer's clock. (03:00, or as before)")
    private @Nullable String at;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "So many planned ones stay, the newest. (7, or as before)")
    private @Nullable Integer keep;

    @Option(names = "--no-plan", description = "Ends it. Backups that were made stay.")
    private boolean ending;

    /** A file is checked without any node. */
    @Override
    Optional<Integer> withoutNode() {
        if (!checking) {
            return Optional.empty();
        }
        if (replacing) {
            throw new WrongUseException("--replace is for writing a backup, not for --check.");
        }
        try (BackupFile backup = BackupFile.open(file, progress(err()))) {
            backup.check(progress(err()));
            out().println("%s is whole. %s".formatted(file, words(backup.contents())));
        }
        return Optional.of(EnquireCommand.DONE);
    }

    @Override
    int run(NodeConnection node) throws Exception {
        int asked = (file.equals(NONE) ? 0 : 1) + (planned == null ? 0 : 1) + (ending ? 1 : 0);
        if (asked > 1 || replacing && file.equals(NONE)) {
            throw new WrongUseException(
                    "Name a file for the backup, with --replace or without, or say --plan DIR or --no-plan.");
        }
        if (planned != null || !file.equals(NONE)) {
            FollowedFolders.requireOutside(node, planned == null ? file : planned);
        }
        if (planned != null) {
            node.put("/backup/plan", plan(planned));
        } else if (ending) {
            node.delete("/backup/plan");
        }
        return file.equals(NONE) ? say(node) : write(node);
    }

    /** What is not said stays as it was planned before. */
    private Map<String, Object> plan(Path folder) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("folder", folder.toAbsolutePath().normalize().toString());
        if (each != null) {
            plan.put("each", each);
        }
        if (at != null) {
            plan.put("at", at);
        }
        if (keep != null) {
            plan.put("keep", keep);
        }
        return plan;
    }

    private int say(NodeConnection node) throws Exception {
        JsonNode plan = node.get("/backup/plan");
        if (plan.path("folder").isNull()) {
            out().println("No backups are planned. Plan them with: enquire backup --plan DIR");
            return EnquireCommand.DONE;
        }
        out().println(plan.path("sentence").asText());
        out().println(
                        plan.has("last")
                                ? "The last one was made on %s."
                                        .formatted(Moment.words(plan.path("last")))
                                : "None was made yet.");
        if (node.isTemporary()) {
            out().println("No node runs now. They are made while one does: enquire serve");
        }
        if (plan.has("failure")) {
            err().println(plan.path("failure").asText());
            return EnquireCommand.FAILED;
        }
        return EnquireCommand.DONE;
    }

    private int write(NodeConnection node) throws Exception {
        Path target = file.toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            throw new CommandException(
                    "%s is a folder. Name a file in it for the backup.".formatted(file));
        }
        if (Files.exists(target) && !replacing) {
            throw new CommandException(
                    "There is a file %s already; it was left as it is. Name another one, or put the new backup in its place with --replace."
                            .formatted(file));
        }
        try (WrittenFile written = WrittenFile.beside(target)) {
            HttpResponse<InputStream> answer = node.getAnswer("/backup");
            try (InputStream in = answer.body()) {
                written.receive(
                        in,
                        answer.headers().firstValueAsLong(BackupApi.BYTES_ABOUT).orElse(0),
                        err());
            } catch (WrittenFile.BrokenOffException e) {
                throw notWhole();
            }
            BackupContents contents = contents(written.part());
            long bytes = Files.size(written.part());
            written.keep();
            out().println(
                            "%s is written and read back, %,d kB. %s"
                                    .formatted(
                                            file,
                                            (bytes + KILOBYTE - 1) / KILOBYTE,
                                            words(contents)));
            out().println(
                            "The key of this computer is in it: keep it where nobody else can read it.");
            return EnquireCommand.DONE;
        }
    }

    private BackupContents contents(Path part) {
        try (BackupFile backup = BackupFile.open(part, BackupFile.Progress.NONE)) {
            return backup.contents();
        } catch (BackupException e) {
            throw notWhole();
        }
    }

    private static CommandException notWhole() {
        return new CommandException(
                "The node stopped before the backup was whole (the log says why). Nothing was written; a backup that was there before is as it was. Try again.");
    }

    /** What is in it. */
    static String words(BackupContents contents) {
        String damaged =
                contents.damaged().isEmpty()
                        ? ""
                        : " Left out, because its bytes are damaged on the disk: %s; others may still have it."
                                .formatted(Counted.of(contents.damaged().size(), "file"));
        return "It was made on %s and holds %s (%s), %s.%s"
                .formatted(
                        Moment.words(contents.made()),
                        Counted.of(contents.wikis().size(), "wiki"),
                        String.join(", ", contents.wikis()),
                        Counted.of(contents.attachments(), "file"),
                        damaged);
    }

    /** A line that is written over on a terminal, and nothing elsewhere. */
    static BackupFile.Progress progress(PrintWriter err) {
        if (System.console() == null) {
            return BackupFile.Progress.NONE;
        }
        return new BackupFile.Progress() {
            private String shown = "";

            @Override
            public void at(BackupFile.Step step, long done, long of) {
                String words =
                        "%s: %,d of %,d MB"
                                .formatted(
                                        switch (step) {
                                            case SUMMED -> "Read";
                                            case CHECKED -> "Checked";
                                            case UNPACKED -> "Unpacked";
                                        },
                                        done,
                                        of);
                if (!words.equals(shown)) {
                    err.print("\r" + words + (done == of ? "\n" : ""));
                    err.flush();
                    shown = words;
                }
            }
        };
    }
}
