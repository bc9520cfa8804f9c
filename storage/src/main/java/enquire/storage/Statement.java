package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import java.util.List;

/**
 * A signed statement about changes of one page, as the floor above made or verified it; to this
 * floor its bytes are opaque.
 *
 * @param bytes as signed and received
 * @param vouched the changes it names; it speaks for each of them and for what they descend from
 */
public record Statement(Bytes bytes, List<ChangeHash> vouched) {

    /** SHA-256 of the bytes. */
    public Bytes id() {
        return bytes.sha256();
    }
}
