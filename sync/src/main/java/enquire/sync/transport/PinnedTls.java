package enquire.sync.transport;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 in which both sides show a self-signed Ed25519 certificate and the key in it is the name.
 * No authority is asked: TLS itself proves that the other holds the private key (RFC 8446, section
 * 4.4.3), and who that may be is decided by whoever owns the connection. Dates and names in the
 * certificate mean nothing.
 */
final class PinnedTls {

    static final String PROTOCOL = "TLSv1.3";

    /**
     * What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410, section 4:
     * sequence, algorithm 1.3.101.112, bit string).
     */
    private static final Bytes KEY_PREFIX = Bytes.ofHex("302a300506032b6570032100");

    private PinnedTls() {}

    static SSLContext context(PrivateKey key, X509Certificate certificate) {
        try {
            var context = SSLContext.getInstance(PROTOCOL);
            context.init(
                    new KeyManager[] {new OneKey(key, certificate)},
                    new TrustManager[] {new AnyEd25519()},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 21 has TLS 1.3 with Ed25519", e);
        }
    }

    /** Whose certificate this is; empty if its key is no Ed25519 key. */
    static Optional<PeerId> peerOf(Certificate certificate) {
        Bytes encoded = Bytes.of(certificate.getPublicKey().getEncoded());
        if (!encoded.startsWith(KEY_PREFIX) || encoded.size() != KEY_PREFIX.size() + PeerId.BYTES) {
            return Optional.empty();
        }
        return Optional.of(new PeerId(encoded.slice(KEY_PREFIX.size(), encoded.size())));
    }

    /** Always shows the node's one certificate. */
    private static final class OneKey extends X509ExtendedKeyManager {

        private static final String ALIAS = "node";

        private final PrivateKey key;
        private final X509Certificate certificate;

        OneKey(PrivateKey key, X509Certificate certificate) {
            this.key = key;
            this.certificate = certificate;
        }

        @Override
        public String chooseEngineClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
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
            if (chain.length != 1 || peerOf(chain[0]).isEmpty()) {
                throw new CertificateException("a peer shows one self-signed Ed25519 certificate");
            }
        }
    }
}
