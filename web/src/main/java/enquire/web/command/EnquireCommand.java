package enquire.web.command;

import enquire.web.wiki.ProductVersion;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * {@code enquire}: alone it serves. Exit codes: 0 done, 1 failed, 2 wrong use; the JVM adds 3 for
 * memory that ran out ({@code .build/java-options.sh}).
 */
@Command(
        name = "enquire",
        mixinStandardHelpOptions = true,
        versionProvider = EnquireCommand.Version.class,
        description = "A peer-to-peer wiki. Without a command it serves.",
        footer = {
            "Each option can be given as an environment variable: ENQUIRE_PEER_PORT=0.",
            "Exit codes: 0 done or stopped, 1 not done, 2 wrong use, 3 out of memory."
        })
public final class EnquireCommand implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    /** Read only when somebody asks. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Enquire " + ProductVersion.text()};
        }
    }

    /**
     * @param uses those of {@link NodeOptions} that change what it does; it takes the others, too,
     *     because they may be meant for whatever is called with the same words
     */
    private record Subcommand(String name, Supplier<Object> made, Set<String> uses) {}

    private static final List<Subcommand> SUBCOMMANDS =
            List.of(
                    new Subcommand("serve", ServeCommand::new, NodeOptions.ALL),
                    new Subcommand("create", CreateCommand::new, Set.of("--data", "--name")),
                    new Subcommand("import", ImportCommand::new, Set.of("--data", "--name")),
                    new Subcommand("bundle", BundleCommand::new, Set.of("--data")),
                    new Subcommand("backup", BackupCommand::new, Set.of("--data")),
                    new Subcommand("restore", RestoreCommand::new, Set.of("--data")),
                    new Subcommand("mirror", MirrorCommand::new, Set.of("--data")),
                    new Subcommand("feeds", FeedsCommand::new, Set.of("--data", "--port")),
                    new Subcommand("hooks", HooksCommand::new, Set.of("--data")),
                    new Subcommand("export", ExportCommand::new, Set.of("--data")),
                    new Subcommand(
                            "invite",
                            InviteCommand::new,
                            Set.of("--data", "--peer-bind", "--peer-port", "--advertise")),
                    new Subcommand(
                            "join", JoinCommand::new, Set.of("--data", "--name", "--peer-bind")),
                    new Subcommand("redact", RedactCommand::new, Set.of("--data")),
                    new Subcommand("peers", PeersCommand::new, Set.of("--data")),
                    new Subcommand("role", RoleCommand::new, Set.of("--data")),
                    new Subcommand("remove", RemoveCommand::new, Set.of("--data")),
                    new Subcommand("leave", LeaveCommand::new, Set.of("--data")),
                    new Subcommand("recover", RecoverCommand::new, Set.of("--data")),
                    new Subcommand("search", SearchCommand::new, Set.of("--data")),
                    new Subcommand("status", StatusCommand::new, Set.of("--data")),
                    new Subcommand(
                            "doctor",
                            DoctorCommand::new,
                            Set.of(
                                    "--data",
                                    "--port",
                                    "--bind",
                                    "--peer-port",
                                    "--peer-bind",
                                    "--dial-only")));

    private static final Set<String> HELP = Set.of("--help", "-h");

    @Mixin private NodeOptions options = new NodeOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    private EnquireCommand() {}

    /**
     * Runs one command to its end.
     *
     * @return the exit code
     */
    public static int run(
            String[] arguments, PrintStream out, PrintStream err, Map<String, String> environment) {
        var line = new CommandLine(new EnquireCommand());
        addSubcommands(line, Set.copyOf(List.of(arguments)));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setDefaultValueProvider(new FromEnvironment(environment));
        line.setParameterExceptionHandler((e, given) -> {
            PrintWriter words = e.getCommandLine().getErr();
            words.println(e.getMessage());
            words.println(
                    "Type “%s --help” to see what is possible."
                            .formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
            return WRONG_USE;
        });
        line.setExecutionExceptionHandler(
                (e, command, result) -> fail(e, PlainWriter.over(command.getErr())));
        return line.execute(arguments);
    }

    /**
     * Those that are named, and all for who wants to read about them: looking at the options of
     * every command by reflection would be a fourth of the work of a start (measured).
     */
    private static void addSubcommands(CommandLine line, Set<String> words) {
        boolean all = words.stream().anyMatch(HELP::contains);
        for (Subcommand each : SUBCOMMANDS) {
            if (all || words.contains(each.name())) {
                line.addSubcommand(each.name(), each.made().get());
            }
            if (all) {
                hideUnused(line.getSubcommands().get(each.name()).getCommandSpec(), each.uses());
            }
        }
    }

    /** They are taken, but not listed. */
    private static void hideUnused(CommandSpec command, Set<String> uses) {
        for (OptionSpec option : List.copyOf(command.options())) {
            if (option.inherited() && !uses.contains(option.longestName())) {
                command.remove(option);
                command.addOption(OptionSpec.builder(option).hidden(true).build());
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        return new Serving(options, spec.commandLine().getOut(), spec.commandLine().getErr()).run();
    }

    NodeOptions options() {
        return options;
    }

    private static int fail(Exception e, PrintWriter err) {
        if (e instanceof WrongUseException) {
            err.println(e.getMessage());
            return WRONG_USE;
        }
        err.println(sentence(e));
        return FAILED;
    }

    /** What our own exceptions say is made for people; what others say goes to the log. */
    private static String sentence(Exception e) {
        boolean ours = e.getClass().getName().startsWith("enquire.");
        if (ours && e.getMessage() != null) {
            return e.getMessage();
        }
        LoggerFactory.getLogger(EnquireCommand.class).debug("A command failed.", e);
        return "Something went wrong inside Enquire (%s). What was saved before is safe."
                .formatted(e);
    }

    /** {@code ENQUIRE_PEER_BIND} for {@code --peer-bind}. */
    private record FromEnvironment(Map<String, String> environment)
            implements IDefaultValueProvider {

        @Override
        public @org.jspecify.annotations.Nullable String defaultValue(ArgSpec argument) {
            if (!(argument instanceof OptionSpec option)
                    || !option.longestName().startsWith("--")) {
                return null;
            }
            String name = option.longestName().substring(2).replace('-', '_');
            return environment.get("ENQUIRE_" + name.toUpperCase(Locale.ROOT));
        }
    }
}
