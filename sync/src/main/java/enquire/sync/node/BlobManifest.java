package enquire.sync.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import enquire.editor.page.Bytes;
import enquire.storage.BlobStore;
import java.io.IOException;
import java.util.Optional;

/**
 * What a page says about an attachment, as far as fetching needs it. Anybody may have written it:
 * it is believed only as far as the bytes agree.
 *
 * @param bytes the size, not negative
 * @param root over the pieces, 32 bytes; empty if the manifest names none
 */
record BlobManifest(long bytes, Optional<Bytes> root) {

    private static final JsonFactory JSON = new JsonFactory();

    private static final int ROOT_BYTES = 32;

    /** Empty if it names no size. A root that is none is left out. */
    static Optional<BlobManifest> parse(String manifest) {
        try (JsonParser json = JSON.createParser(manifest)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            long bytes = -1;
            Optional<Bytes> root = Optional.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("bytes") && value == JsonToken.VALUE_NUMBER_INT) {
                    bytes = json.getLongValue();
                } else if (field.equals("root") && value == JsonToken.VALUE_STRING) {
                    root = root(json.getText());
                }
                json.skipChildren();
            }
            return bytes < 0 ? Optional.empty() : Optional.of(new BlobManifest(bytes, root));
        } catch (IOException notAManifest) {
            return Optional.empty();
        }
    }

    private static Optional<Bytes> root(String hex) {
        try {
            return Optional.of(Bytes.ofHex(hex)).filter(root -> root.size() == ROOT_BYTES);
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    /** Whether the root is that of the bytes that came, or none is named. */
    boolean agreesWith(BlobStore.Stored stored) {
        return root.isEmpty() || root.get().equals(stored.root());
    }
}
