package enquire.sync.identity;

import enquire.editor.page.PeerId;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Who stands behind a TLS certificate. Only its key matters: names, dates and who signed it are
 * ignored, because peers are pinned by key and TLS 1.3 proves that the other side has it.
 */
public final class CertificatePeer {

    private CertificatePeer() {}

    /** Empty if the certificate's key is no Ed25519 key. */
    public static Optional<PeerId> of(X509Certificate certificate) {
        try {
            return Optional.of(NodeKey.idOf(certificate.getPublicKey()));
        } catch (IllegalArgumentException anotherKindOfKey) {
            return Optional.empty();
        }
    }
}
