package enquire.sync.node;

import enquire.web.wiki.Manifest;
import java.nio.charset.StandardCharsets;

/** What a page says of an attachment: JSON that any writer may have put there. */
public final class ManifestFuzz {

    private ManifestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String json = new String(input, StandardCharsets.UTF_8);
        BlobManifest.parse(json);
        Manifest.parse(json);
    }
}
