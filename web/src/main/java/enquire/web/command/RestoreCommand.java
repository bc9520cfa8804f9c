package enquire.web.command;

import enquire.sync.backup.BackupContents;
import enquire.sync.backup.Restoration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enquire restore FILE}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a data folder out of a backup. The folder must be empty, or not be there.",
            "All of the backup is checked before anything gets its place. What came after the backup"
                    + " comes back from the other members when they are met."
        })
final class RestoreCommand implements Callable<Integer> {

    @ParentCommand private @Nullable EnquireCommand parent;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "What “enquire backup” has written.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        NodeOptions options = NodeCommand.options(parent);
        options.check();
        PrintWriter out = PlainWriter.over(spec.commandLine().getOut());
        BackupContents contents =
                new Restoration(options.data(), new SecureRandom())
                        .from(
                                file,
                                BackupCommand.progress(
                                        PlainWriter.over(spec.commandLine().getErr())));
        out.println("Restored to %s. %s".formatted(options.data(), BackupCommand.words(contents)));
        out.println(
                "This is the computer again that it was: never let both run. Invites that were made before do not work any more, and folders that followed a wiki are begun anew with “enquire mirror”.");
        out.println("Go on with: enquire --data %s".formatted(options.data()));
        return EnquireCommand.DONE;
    }
}
