package enquire.sync.identity;

import enquire.storage.DiskWords;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * The key of a node with the self-signed certificate that TLS wants around it, kept in one PKCS12
 * file that only its owner can read. Immutable.
 *
 * @param keys the key store for TLS; its password is {@link #PASSWORD}
 */
public record NodeIdentity(NodeKey key, X509Certificate certificate, KeyStore keys) {

    /**
     * PKCS12 wants a password of six characters. It protects nothing: whoever can read the file is
     * its owner, and the node must start without anybody typing.
     */
    public static final String PASSWORD = "enquire";

    static final String ALIAS = "node";

    /**
     * Reads the identity, or makes one if there is no such file: durable and complete before this
     * returns, never half a file.
     *
     * @throws IdentityException if it cannot be made, written or read; a file that is there is
     *     never replaced
     */
    public static NodeIdentity open(Path file) {
        if (Files.notExists(file)) {
            IdentityFile.make(file);
        }
        return read(file);
    }

    private static NodeIdentity read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            if (keys.getKey(ALIAS, PASSWORD.toCharArray()) instanceof PrivateKey secret
                    && keys.getCertificate(ALIAS) instanceof X509Certificate certificate) {
                var key = new NodeKey(secret, certificate.getPublicKey());
                return new NodeIdentity(key, certificate, keys);
            }
            throw damaged(file, "it holds no key of a node", null);
        } catch (AccessDeniedException e) {
            throw new IdentityException(
                    "The identity of this node, %s, cannot be read (%s). Nothing was changed. %s"
                            .formatted(file, DiskWords.reason(e), DiskWords.advice(e)),
                    e);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static IdentityException damaged(
            Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
        return new IdentityException(
                ("The identity of this node, %s, cannot be read (%s). Nothing was changed. Put the"
                                + " file back from a backup; with a new identity this computer"
                                + " would have to be invited again.")
                        .formatted(file, why),
                cause);
    }
}
