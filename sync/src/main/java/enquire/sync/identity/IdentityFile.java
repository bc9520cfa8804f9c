package enquire.sync.identity;

import enquire.storage.DiskWords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;

/** Makes the file with a new key and its certificate. */
final class IdentityFile {

    /**
     * How often PKCS12 turns its password over before it uses it. The default, 10,000, slows down
     * who guesses passwords; ours is a constant, and reading the file took 0.2 s of each start
     * (measured).
     */
    private static final Map<String, String> ONE_ITERATION =
            Map.of(
                    "keystore.pkcs12.keyPbeIterationCount", "1",
                    "keystore.pkcs12.certPbeIterationCount", "1",
                    "keystore.pkcs12.macIterationCount", "1");

    private IdentityFile() {}

    static void make(Path file) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path draftFolder = Files.createTempDirectory(folder, "identity");
            Path draft = draftFolder.resolve("identity.p12");
            try {
                readableByOwnerOnly(draftFolder, "rwx------");
                write(draft);
                readableByOwnerOnly(draft, "rw-------");
                force(draft);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                force(folder);
            } finally {
                Files.deleteIfExists(draft);
                Files.delete(draftFolder);
            }
        } catch (IOException e) {
            throw new IdentityException(
                    "The identity of this node cannot be written to %s (%s). %s Or choose another folder with --data."
                            .formatted(file, DiskWords.reason(e), DiskWords.advice(e)),
                    e);
        }
    }

    private static void write(Path file) throws IOException {
        // The JDK takes them from nowhere but properties, when it writes.
        ONE_ITERATION.forEach(System::setProperty);
        try (var out = Files.newOutputStream(file)) {
            var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            char[] password = NodeIdentity.PASSWORD.toCharArray();
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(
                    NodeIdentity.ALIAS,
                    keys.getPrivate(),
                    password,
                    new Certificate[] {NodeCertificate.of(keys)});
            store.store(out, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java makes no keys: " + e.getMessage(), e);
        } finally {
            ONE_ITERATION.keySet().forEach(System::clearProperty);
        }
    }

    /** Windows has no such permissions; there the folder of the user's profile guards the file. */
    private static void readableByOwnerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static void force(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows cannot open a folder; its journal orders the move.
        }
        try (var channel =
                FileChannel.open(
                        path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
