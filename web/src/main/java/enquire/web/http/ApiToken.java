package enquire.web.http;

import enquire.storage.DiskWords;
import enquire.sync.node.DataFolderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret in the data folder that lets commands of the same person write through the API.
 * Whoever can read the file could read the pages, too.
 */
public final class ApiToken {

    private static final String FILE_NAME = "api-token";

    /** 256 bits, so that guessing is hopeless. (Arithmetic.) */
    private static final int SECRET_BYTES = 32;

    /** What {@link #make} writes, and nothing that a header could not carry. */
    private static final String TOKEN = "[A-Za-z0-9_-]{" + SECRET_BYTES + ",256}";

    private final byte[] secret;

    private ApiToken(String text) {
        this.secret = text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads the token of a data folder, or makes it.
     *
     * @throws DataFolderException if the file can neither be read nor made
     */
    public static ApiToken of(Path data) {
        Path file = data.resolve(FILE_NAME);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
            if (!text.matches(TOKEN)) {
                throw new DataFolderException(
                        "%s is damaged. Delete it: a new one is made at the next start."
                                .formatted(file));
            }
            return new ApiToken(text);
        } catch (IOException e) {
            throw new DataFolderException(
                    "%s cannot be read or written (%s). What is saved is safe. %s"
                            .formatted(file, DiskWords.reason(e), DiskWords.advice(e)));
        }
    }

    private static void make(Path file) throws IOException {
        byte[] drawn = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(drawn);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        if (Files.getFileStore(file.toAbsolutePath().getParent())
                .supportsFileAttributeView("posix")) {
            var owner = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, text + "\n", StandardOpenOption.WRITE);
    }

    /** What stands behind {@code Bearer}. */
    public String text() {
        return new String(secret, StandardCharsets.US_ASCII);
    }

    /** Takes the same time wherever the two differ. */
    boolean matches(String given) {
        return MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8));
    }
}
