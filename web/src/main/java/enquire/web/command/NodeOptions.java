package enquire.web.command;

import enquire.sync.node.NodeSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that say which node. They may stand before or behind the command. */
final class NodeOptions {

    /** Their names. */
    static final Set<String> ALL =
            Set.of(
                    "--data",
                    "--port",
                    "--bind",
                    "--peer-port",
                    "--peer-bind",
                    "--name",
                    "--no-browser");

    private static final int PORT_MAX = 65_535;

    /**
     * Loopback only, or others could read and write the wiki; and only the names that {@link
     * enquire.web.http.Guard} answers to.
     */
    private static final Set<String> BINDS = Set.of("127.0.0.1", "::1", "localhost");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Data folder. Default: the platform's folder for application data.")
    private @Nullable Path data;

    @Option(
            names = "--port",
            defaultValue = "8747",
            scope = ScopeType.INHERIT,
            description = "Port for the browser; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            scope = ScopeType.INHERIT,
            description =
                    "Address for the browser: 127.0.0.1, ::1 or localhost. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--peer-port",
            paramLabel = "PORT",
            defaultValue = "8748",
            scope = ScopeType.INHERIT,
            description = "Port for peers; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private int peerPort;

    @Option(
            names = "--peer-bind",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            scope = ScopeType.INHERIT,
            description =
                    "Address to listen on for peers; 127.0.0.1 keeps everything on this computer."
                            + " Default: all.")
    private String peerBind = "0.0.0.0";

    @Option(
            names = "--name",
            scope = ScopeType.INHERIT,
            description = "How others see you. Default: the name used before.")
    private @Nullable String name;

    @Option(
            names = "--no-browser",
            scope = ScopeType.INHERIT,
            description = "Do not open the browser.")
    private boolean noBrowser;

    Path data() {
        if (data != null) {
            return data.toAbsolutePath().normalize();
        }
        return DataFolders.platformDefault(
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")));
    }

    int port() {
        return port;
    }

    String bind() {
        return bind;
    }

    int peerPort() {
        return peerPort;
    }

    String peerBind() {
        return peerBind;
    }

    boolean opensBrowser() {
        return !noBrowser;
    }

    /**
     * @throws WrongUseException if a port or an address cannot be
     */
    void check() {
        checkPort("--port", port);
        checkPort("--peer-port", peerPort);
        if (!BINDS.contains(bind)) {
            throw new WrongUseException(
                    "--bind %s cannot be used: the browser is served on this computer's loopback only, as 127.0.0.1, ::1 or localhost. Other computers get the wiki as peers."
                            .formatted(bind));
        }
    }

    NodeSettings settings() {
        return new NodeSettings(
                data(), Optional.ofNullable(name), peerBind, peerPort, InstantSource.system());
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > PORT_MAX) {
            throw new WrongUseException(
                    "%s must be a number from 0 to %d.".formatted(option, PORT_MAX));
        }
    }
}
