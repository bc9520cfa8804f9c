package enquire.web.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enquire serve}: runs the node until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the node until it is stopped. The same as no command at all.")
final class ServeCommand implements Callable<Integer> {

    @ParentCommand private @Nullable EnquireCommand parent;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        NodeOptions options = NodeCommand.options(parent);
        return new Serving(options, spec.commandLine().getOut(), spec.commandLine().getErr()).run();
    }
}
