package enquire.web.wiki;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which Enquire this is, as the build wrote it down: the version of {@code pom.xml}. */
public final class ProductVersion {

    private static final String FILE = "version.txt";

    private ProductVersion() {}

    /** Such as {@code 1.2.3}. */
    public static String text() {
        try (InputStream in = ProductVersion.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
