package enquire.web.command;

import enquire.sync.node.Node;
import enquire.sync.node.PortInUseException;
import enquire.web.Website;
import enquire.web.http.ApiToken;
import enquire.web.language.Messages;
import enquire.web.logging.LogFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a node from the first line it prints to its clean end. Only what answering a browser needs
 * happens before that line; peers and the log follow in the background.
 */
final class Serving {

    private final NodeOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final StopSignal signal = new StopSignal();
    private final AtomicInteger exitCode = new AtomicInteger(EnquireCommand.DONE);

    Serving(NodeOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    int run() throws InterruptedException {
        options.check();
        return signal.run(stop -> {
            NativeFolder natives = NativeFolder.make();
            try {
                return serve(stop);
            } finally {
                natives.close();
            }
        });
    }

    private int serve(StopSignal stop) throws InterruptedException {
        Path data = options.data();
        // The folder first: a second Enquire on one folder wants the same ports, and that it is a
        // second one is what its person has to know.
        try (Node node = Node.open(options.settings())) {
            requireFreePeerPort();
            ApiToken token = ApiToken.of(data);
            try (Website site = Website.start(node, data, token, options.bind(), options.port())) {
                String host = options.bind().contains(":") ? "[::1]" : options.bind();
                String address = "http://%s:%d/".formatted(host, site.port());
                node.announce(address);
                out.println("Enquire is at " + address);
                Thread rest =
                        Thread.ofVirtual()
                                .name("after-start")
                                .start(() -> afterStart(node, site, data, address));
                stop.await();
                rest.join(); // Nothing is opened any more while everything is closed.
            }
        }
        return exitCode.get();
    }

    /**
     * Listening itself waits until the browser is served, but a port in use should stop the start.
     */
    private void requireFreePeerPort() {
        if (options.dialsOnly()) {
            return;
        }
        try {
            InetAddress address = InetAddress.getByName(options.peerBind());
            new ServerSocket(options.peerPort(), 1, address).close();
        } catch (IOException e) {
            throw new CommandException(
                    "Port %d of %s, where peers would connect, cannot be used (%s). Choose another with --peer-port; 0 picks a free one."
                            .formatted(options.peerPort(), options.peerBind(), e.getMessage()));
        }
    }

    private void afterStart(Node node, Website site, Path data, String address) {
        Logger log = LoggerFactory.getLogger(Serving.class);
        try {
            LogFile.open(data);
            int peerPort = node.listen();
            log.info("Started. Browser: {}, peers: port {}.", address, peerPort);
            if (options.opensBrowser()) {
                openBrowser(address);
            }
            site.follow();
            node.backups().planned().follow();
            // Last: nobody waits for this, and the first screen would.
            Messages.warmUp();
        } catch (PortInUseException e) {
            err.println(e.getMessage());
            exitCode.set(EnquireCommand.FAILED);
            signal.ask();
        } catch (RuntimeException e) {
            log.error("Peers cannot reach this node.", e);
        }
    }

    /** On a desktop only: a server has no browser, and a script that starts a node wants none. */
    private static void openBrowser(String address) {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean desktop =
                os.contains("mac")
                        || os.contains("windows")
                        || System.getenv("DISPLAY") != null
                        || System.getenv("WAYLAND_DISPLAY") != null;
        if (!desktop || System.console() == null) {
            return;
        }
        List<String> command =
                os.contains("mac")
                        ? List.of("open", address)
                        : os.contains("windows")
                                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                                : List.of("xdg-open", address);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LoggerFactory.getLogger(Serving.class).info("No browser could be opened.", e);
        }
    }
}
