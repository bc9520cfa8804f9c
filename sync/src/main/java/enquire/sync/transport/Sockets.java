package enquire.sync.transport;

import enquire.editor.page.PeerId;
import enquire.sync.identity.CertificatePeer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.api.Configurable;
import org.jspecify.annotations.Nullable;

/** What both sides of a connection set and ask alike. */
final class Sockets {

    /**
     * When Jetty itself gives a silent connection up. The session notices silence long before; this
     * is the net below it.
     */
    static final Duration IDLE_TIME = Duration.ofMinutes(5);

    private Sockets() {}

    static void limit(Configurable sockets, int frameBytes) {
        sockets.setMaxBinaryMessageSize(frameBytes);
        sockets.setMaxFrameSize(frameBytes);
        sockets.setMaxTextMessageSize(1);
        sockets.setAutoFragment(true); // Parts of a frame come as they arrive.
        sockets.setIdleTimeout(IDLE_TIME);
    }

    /** Whom TLS has proven the other side to be. */
    static Optional<PeerId> peerOf(EndPoint.@Nullable SslSessionData tls) {
        if (tls == null) {
            return Optional.empty();
        }
        X509Certificate[] chain = tls.peerCertificates();
        return chain == null || chain.length == 0 ? Optional.empty() : CertificatePeer.of(chain[0]);
    }
}
