package enquire.sync.transport;

import enquire.sync.identity.CertificatePeer;
import enquire.sync.identity.NodeIdentity;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS 1.3 in which both sides show a self-signed Ed25519 certificate and the key in it is the name.
 * No authority is asked: TLS itself proves that the other holds the private key (RFC 8446, section
 * 4.4.3), and who that may be is decided by whoever owns the connection. Dates and names in the
 * certificate mean nothing.
 */
final class PinnedTls {

    static final String PROTOCOL = "TLSv1.3";

    private PinnedTls() {}

    static SSLContext context(NodeIdentity identity) {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity.keys(), NodeIdentity.PASSWORD.toCharArray());
            var context = SSLContext.getInstance(PROTOCOL);
            context.init(keys.getKeyManagers(), new TrustManager[] {new AnyEd25519()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 21 has TLS 1.3 with Ed25519", e);
        }
    }

    /** Lets in whoever shows one Ed25519 certificate. */
    private static final class AnyEd25519 extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }

        private static void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length != 1 || CertificatePeer.of(chain[0]).isEmpty()) {
                throw new CertificateException("a peer shows one self-signed Ed25519 certificate");
            }
        }
    }
}
