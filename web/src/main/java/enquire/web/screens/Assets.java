package enquire.web.screens;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The names that scripts, styles, fonts and icons have in this build. Each carries a hash of its
 * content, so browsers may keep it for ever. Thread-safe.
 */
public final class Assets {

    private static final Map<String, String> NAMES = read();

    private Assets() {}

    /**
     * @param name as in the sources, {@code read.js}
     * @return its path on this node, {@code /-/assets/read-5XQ2.js}
     * @throws IllegalArgumentException if the build made no such file
     */
    public static String path(String name) {
        return "/-/assets/" + file(name);
    }

    /**
     * @param name as in the sources, {@code read.js}
     * @return its file below {@code /assets} on the class path, {@code read-5XQ2.js}
     * @throws IllegalArgumentException if the build made no such file
     */
    public static String file(String name) {
        var built = NAMES.get(name);
        if (built == null) {
            throw new IllegalArgumentException("the build made no asset called " + name);
        }
        return built;
    }

    private static Map<String, String> read() {
        try (var in = Assets.class.getResourceAsStream("/assets/assets.json")) {
            if (in == null) {
                throw new IllegalStateException(
                        "assets.json is not on the class path: the npm build has not run");
            }
            return Map.copyOf(
                    new ObjectMapper().readValue(in, new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
