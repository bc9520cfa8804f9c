package enquire.sync.identity;

import enquire.editor.page.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * The self-signed certificate that TLS wants around a node's key. The JDK has no public API that
 * makes one, but with an Ed25519 key, one name and fixed dates every field has a fixed length: the
 * DER of all nodes is the same but for key and signature (decision 0004).
 */
final class NodeCertificate {

    /**
     * A TBSCertificate (RFC 5280, section 4.1) up to the raw key: version 3, serial number 1,
     * signature algorithm Ed25519 (RFC 8410), issuer, validity from 2026-01-01 without end (section
     * 4.1.2.5), subject, and the head of the public key. Issuer and subject are {@code CN=Enquire
     * node}.
     */
    private static final Bytes BEFORE_KEY =
            Bytes.ofHex(
                    "30818f" // TBSCertificate of 143 bytes
                            + "a003020102" // version 3
                            + "020101" // serial number
                            + "300506032b6570" // signature algorithm
                            + "30173115301306035504030c0c456e7175697265206e6f6465" // issuer
                            + "3020170d3236303130313030303030305a"
                            + "180f39393939313233313233353935395a" // validity
                            + "30173115301306035504030c0c456e7175697265206e6f6465" // subject
                            + "302a300506032b6570032100"); // public key

    /** The head of a Certificate of 220 bytes. */
    private static final Bytes BEFORE_TBS = Bytes.ofHex("3081dc");

    /** The signature algorithm once more, and the head of the bit string of 64 bytes. */
    private static final Bytes BEFORE_SIGNATURE = Bytes.ofHex("300506032b6570034100");

    private static final int KEY_BYTES = 32;

    private NodeCertificate() {}

    static X509Certificate of(KeyPair keys) throws GeneralSecurityException {
        Bytes open = Bytes.of(keys.getPublic().getEncoded());
        Bytes signed = Bytes.concat(BEFORE_KEY, open.slice(open.size() - KEY_BYTES, open.size()));
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(signed.toArray());
        Bytes der = Bytes.concat(BEFORE_TBS, signed, BEFORE_SIGNATURE, Bytes.of(signature.sign()));
        var certificate =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der.toArray()));
        certificate.verify(keys.getPublic());
        return certificate;
    }
}
