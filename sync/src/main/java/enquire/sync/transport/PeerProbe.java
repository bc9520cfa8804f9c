package enquire.sync.transport;

import enquire.editor.page.PeerId;
import enquire.sync.identity.CertificatePeer;
import enquire.sync.identity.NodeIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * Finds out whether a peer can be reached at an address: TCP and the handshake of TLS, in which it
 * proves who it is. Whether it lets this node in is seen only when something is said, and nothing
 * else is sent. Thread-safe.
 */
public final class PeerProbe {

    private final SSLContext tls;

    public PeerProbe(NodeIdentity identity) {
        this.tls = PinnedTls.context(identity);
    }

    /**
     * Returns if the peer itself answers there.
     *
     * @param within for the connection, and again for the handshake; a name is looked up before
     *     that, for as long as the system takes
     * @throws WrongPeerException if somebody else answers
     * @throws DialException if nobody answers
     */
    public void reach(PeerAddress address, PeerId expected, Duration within) throws IOException {
        int millis = Math.toIntExact(within.toMillis());
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(address.host(), address.port()), millis);
            plain.setSoTimeout(millis);
            try (var secured =
                    (SSLSocket)
                            tls.getSocketFactory()
                                    .createSocket(plain, address.host(), address.port(), true)) {
                secured.setEnabledProtocols(new String[] {PinnedTls.PROTOCOL});
                secured.startHandshake();
                Optional<PeerId> actual = peerOf(secured);
                if (!actual.equals(Optional.of(expected))) {
                    throw new WrongPeerException(expected, actual);
                }
            }
        } catch (WrongPeerException e) {
            throw e;
        } catch (IOException e) {
            throw new DialException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<PeerId> peerOf(SSLSocket secured) {
        try {
            Certificate[] chain = secured.getSession().getPeerCertificates();
            return chain[0] instanceof X509Certificate first
                    ? CertificatePeer.of(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException nobody) {
            return Optional.empty();
        }
    }
}
