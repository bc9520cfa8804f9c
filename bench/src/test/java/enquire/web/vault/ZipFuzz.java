package enquire.web.vault;

import enquire.web.http.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Zip files that somebody imports: no name leads out, nothing but a sentence ends the reading. */
public final class ZipFuzz {

    private static final int READ_BYTES_MAX = 1 << 20;

    private static final Path FILE = file();

    private ZipFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("enquire-fuzz", ".zip");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(FILE, input);
        try (ZipVault vault = ZipVault.read(FILE)) {
            for (Vault.Entry entry : vault.entries()) {
                Path top = Path.of("top");
                if (!top.resolve(entry.path().replace('\0', '_')).normalize().startsWith(top)) {
                    throw new AssertionError("a name leads out: " + entry.path());
                }
                read(entry);
            }
        } catch (IOException | ProblemException e) {
            return; // What they are for.
        }
    }

    private static void read(Vault.Entry entry) {
        try (var in = entry.source().open()) {
            in.readNBytes(READ_BYTES_MAX);
        } catch (IOException e) {
            return; // Listed as a file that cannot be read.
        }
    }
}
