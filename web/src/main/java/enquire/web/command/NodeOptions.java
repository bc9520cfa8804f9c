package enquire.web.command;

import enquire.sync.identity.Offers;
import enquire.sync.node.FindingSettings;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Whereabouts;
import enquire.sync.transport.PeerAddress;
import enquire.web.wiki.OfferWords;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
                    "--dial-only",
                    "--advertise",
                    "--nearby",
                    "--always-on",
                    "--offer-storage",
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
            names = "--dial-only",
            scope = ScopeType.INHERIT,
            description =
                    "Opens no port for peers. It dials them, and over such a connection edits go"
                            + " both ways.")
    private boolean dialOnly;

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            split = ",",
            scope = ScopeType.INHERIT,
            description =
                    "Where others reach this node from elsewhere, as through a router that"
                            + " forwards a port: up to 4, with commas between them. Default: what"
                            + " was said before.")
    private @Nullable List<String> advertised;

    @Option(
            names = "--nearby",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            scope = ScopeType.INHERIT,
            description =
                    "Whether computers of the same local network find each other. Default: what"
                            + " was said before, at first true; with --peer-bind 127.0.0.1 only if"
                            + " it is given.")
    private @Nullable Boolean nearby;

    @Option(
            names = "--always-on",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            scope = ScopeType.INHERIT,
            description =
                    "Tells the other members that this computer runs all the time. Default: what"
                            + " was said before.")
    private @Nullable Boolean alwaysOn;

    @Option(
            names = "--offer-storage",
            paramLabel = "GB",
            scope = ScopeType.INHERIT,
            description =
                    "Tells them that it keeps so many gigabytes of what others wrote, and their"
                            + " files. Default: what was said before.")
    private @Nullable Integer offeredGigabytes;

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

    /** Whether no port for peers is opened. */
    boolean dialsOnly() {
        return dialOnly;
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
        advertised();
        long mostGigabytes = Offers.STORAGE_BYTES_MAX / OfferWords.GIGABYTE;
        if (offeredGigabytes != null
                && (offeredGigabytes < 0 || offeredGigabytes > mostGigabytes)) {
            throw new WrongUseException(
                    "--offer-storage is a number of gigabytes, from 0 to %d."
                            .formatted(mostGigabytes));
        }
        checkPort("--port", port);
        checkPort("--peer-port", peerPort);
        if (!BINDS.contains(bind)) {
            throw new WrongUseException(
                    "--bind %s cannot be used: the browser is served on this computer's loopback only, as 127.0.0.1, ::1 or localhost. Other computers get the wiki as peers."
                            .formatted(bind));
        }
    }

    NodeSettings settings() {
        var settings =
                new NodeSettings(
                        data(),
                        Optional.ofNullable(name),
                        peerBind,
                        dialOnly ? NodeSettings.DIAL_ONLY : peerPort,
                        InstantSource.system());
        return settings.found(
                new FindingSettings(
                        advertised == null ? Optional.empty() : Optional.of(advertised()),
                        Optional.ofNullable(nearby),
                        Optional.ofNullable(alwaysOn),
                        Optional.ofNullable(offeredGigabytes)
                                .map(gigabytes -> gigabytes * OfferWords.GIGABYTE)));
    }

    /** An empty text takes back what was said before. */
    private List<PeerAddress> advertised() {
        var addresses = new ArrayList<PeerAddress>();
        for (String text : advertised == null ? List.<String>of() : advertised) {
            if (!text.isBlank()) {
                addresses.add(
                        Whereabouts.read(text)
                                .orElseThrow(() ->
                                        new WrongUseException(
                                                "--advertise %s is no address. It is a host and a port, such as wiki.example.org:8748."
                                                        .formatted(text))));
            }
        }
        if (addresses.size() > Whereabouts.ADVERTISED_MAX) {
            throw new WrongUseException(
                    "--advertise takes at most %d addresses."
                            .formatted(Whereabouts.ADVERTISED_MAX));
        }
        return addresses;
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > PORT_MAX) {
            throw new WrongUseException(
                    "%s must be a number from 0 to %d.".formatted(option, PORT_MAX));
        }
    }
}
