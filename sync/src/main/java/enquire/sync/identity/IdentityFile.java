package enquire.sync.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the file with a new key and its certificate, by the JDK's own keytool: the JDK has no
 * public API that makes certificates, and every Java that can run us comes with keytool (decision
 * 0004).
 */
final class IdentityFile {

    /** It takes about one second (measured: 0.9 s). */
    private static final long KEYTOOL_SECONDS_MAX = 60;

    /** A hundred years. Peers are pinned by key and never look at the dates. */
    private static final String VALIDITY_DAYS = "36500";

    private IdentityFile() {}

    static void make(Path file) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path draftFolder = Files.createTempDirectory(folder, "identity");
            Path draft = draftFolder.resolve("identity.p12");
            try {
                readableByOwnerOnly(draftFolder, "rwx------");
                runKeytool(draft);
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
                    "The identity of this node cannot be written to %s: %s. Make the folder writable, or choose another data folder."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static void runKeytool(Path file) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command =
                List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        NodeIdentity.ALIAS,
                        "-keyalg",
                        "Ed25519",
                        "-dname",
                        "CN=Enquire node",
                        "-validity",
                        VALIDITY_DAYS,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        NodeIdentity.PASSWORD);
        Path said = file.resolveSibling("keytool.log");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            if (!process.waitFor(KEYTOOL_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool did not end in time");
            }
            if (process.exitValue() != 0 || Files.notExists(file)) {
                String output = Files.readString(said, Charset.defaultCharset()).strip();
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made the key", e);
        } finally {
            Files.deleteIfExists(said);
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
