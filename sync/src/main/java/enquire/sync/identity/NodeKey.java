package enquire.sync.identity;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The Ed25519 key pair of a node (RFC 8032). The private half never leaves it but to the key store.
 * A signature costs about 0.06 ms of one core and a check 0.14 ms; the JDK's, with which TLS signs
 * its handshakes, 0.6 ms each (measured side by side, decision 0013). Thread-safe.
 */
public final class NodeKey {

    public static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";

    /** What stands before the raw key in its X.509 form: the fixed DER of RFC 8410, section 4. */
    private static final Bytes X509_PREFIX = Bytes.ofHex("302a300506032b6570032100");

    /** The same before a seed in its PKCS #8 form (RFC 8410, section 7). */
    private static final Bytes PKCS8_PREFIX = Bytes.ofHex("302e020100300506032b657004220420");

    private final PrivateKey secret;
    private final byte[] seed;
    private final PeerId id;

    NodeKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.seed = ((EdECPrivateKey) secret).getBytes().orElseThrow();
        this.id = idOf(open);
    }

    /** A new key; the same for the same random bytes. */
    public static NodeKey generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(255, random);
            var pair = generator.generateKeyPair();
            return new NodeKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw everyPlatformHasIt(e);
        }
    }

    /**
     * The key of a seed, as {@link RecoveryKey} keeps it on paper.
     *
     * @param seed 32 bytes (RFC 8032, section 5.1.5)
     */
    static NodeKey ofSeed(Bytes seed) {
        byte[] open = new byte[PeerId.BYTES];
        Ed25519.generatePublicKey(seed.toArray(), 0, open, 0);
        try {
            byte[] encoded = Bytes.concat(PKCS8_PREFIX, seed).toArray();
            var secret =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new NodeKey(secret, publicKey(new PeerId(Bytes.of(open))));
        } catch (GeneralSecurityException e) {
            throw everyPlatformHasIt(e);
        }
    }

    public PeerId id() {
        return id;
    }

    /** 64 bytes over the purpose and the message. */
    public Bytes sign(Purpose purpose, Bytes message) {
        byte[] signed = purpose.before(message);
        byte[] signature = new byte[SIGNATURE_BYTES];
        Ed25519.sign(seed, 0, id.value().toArray(), 0, signed, 0, signed.length, signature, 0);
        return Bytes.of(signature);
    }

    /**
     * Whether {@code signature} was made by the owner of {@code signer} for this purpose over
     * exactly these bytes; false for a key or signature that is none.
     */
    public static boolean verify(PeerId signer, Purpose purpose, Bytes message, Bytes signature) {
        if (signature.size() != SIGNATURE_BYTES) {
            return false;
        }
        byte[] signed = purpose.before(message);
        return Ed25519.verify(
                signature.toArray(), 0, signer.value().toArray(), 0, signed, 0, signed.length);
    }

    /**
     * The raw key behind a public key of the JDK.
     *
     * @throws IllegalArgumentException if it is no Ed25519 key
     */
    static PeerId idOf(PublicKey key) {
        Bytes encoded = Bytes.of(key.getEncoded());
        if (encoded.size() != X509_PREFIX.size() + PeerId.BYTES
                || !encoded.startsWith(X509_PREFIX)) {
            throw new IllegalArgumentException(
                    "a key of type %s is no Ed25519 key".formatted(key.getAlgorithm()));
        }
        return new PeerId(encoded.slice(X509_PREFIX.size(), encoded.size()));
    }

    /**
     * @throws GeneralSecurityException if the 32 bytes are no point of the curve
     */
    static PublicKey publicKey(PeerId id) throws GeneralSecurityException {
        byte[] encoded = Bytes.concat(X509_PREFIX, id.value()).toArray();
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    PrivateKey secret() {
        return secret;
    }

    private static IllegalStateException everyPlatformHasIt(GeneralSecurityException e) {
        return new IllegalStateException("this Java has no Ed25519", e);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "NodeKey of " + id;
    }
}
