package enquire.storage;

import java.nio.charset.StandardCharsets;

/** Version tokens, as browsers and programs send them back. */
public final class VersionFuzz {

    private VersionFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String token = new String(input, StandardCharsets.ISO_8859_1);
        Version.parse(token)
                .ifPresent(version -> {
                    if (!version.token().equals(token)) {
                        throw new AssertionError("two tokens for one version");
                    }
                });
    }
}
