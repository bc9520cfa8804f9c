package enquire.storage.database;

import enquire.editor.page.Blanks;
import enquire.editor.page.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Copies of a page's text that stand in {@code value} beside it: what a mirror noted of its file,
 * what an import noted of a vault, headings to which links are still being updated. They lose what
 * is taken out of the page's past, in the same transaction. Who keeps texts of pages there names
 * them here.
 */
final class KeptTexts {

    /** And the page's id; JSON. */
    private static final List<String> JSON_OF_PAGE = List.of("mirror/page/", "mirror/aside/");

    /**
     * Likewise, as UTF-8. They go as a whole: what they hold of a heading are its words in lower
     * case with dashes between them, and links go on working without.
     */
    private static final List<String> LINKS_OF_PAGE = List.of("headings/", "splits/");

    /** And a key of its title. */
    private static final String PLAIN_OF_TITLE = "import-text/";

    private KeptTexts() {}

    /** Puts marks in the place of these pieces. */
    static void blank(Handle handle, PageRow row, List<String> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        for (String prefix : JSON_OF_PAGE) {
            List<String> escaped = pieces.stream().map(KeptTexts::escaped).toList();
            blank(handle, RecordTable.values(handle, prefix + row.page()), escaped);
        }
        var forgotten = new HashMap<String, Optional<Bytes>>();
        for (String prefix : LINKS_OF_PAGE) {
            forgotten.put(prefix + row.page(), Optional.empty());
        }
        RecordTable.putValues(handle, forgotten);
        List<String> keys =
                handle.select(
                                "SELECT key FROM alias WHERE page = ? UNION SELECT ?",
                                row.page().toBytes().toArray(),
                                row.title().key().value())
                        .mapTo(String.class)
                        .list();
        for (String key : keys) {
            String name = PLAIN_OF_TITLE + key;
            Map<String, Bytes> values = RecordTable.values(handle, name);
            values.keySet().retainAll(List.of(name)); // Others begin with it.
            blank(handle, values, pieces);
        }
    }

    private static void blank(Handle handle, Map<String, Bytes> values, List<String> pieces) {
        var changed = new HashMap<String, Optional<Bytes>>();
        values.forEach((name, bytes) -> {
            String text = new String(bytes.toArray(), StandardCharsets.UTF_8);
            String left = Blanks.left(text, pieces);
            if (!left.equals(text)) {
                byte[] utf8 = left.getBytes(StandardCharsets.UTF_8);
                changed.put(name, Optional.of(Bytes.of(utf8)));
            }
        });
        RecordTable.putValues(handle, changed);
    }

    /** As within a string of JSON (RFC 8259, section 7), written in the shortest way. */
    private static String escaped(String piece) {
        var escaped = new StringBuilder();
        piece.chars()
                .forEach(unit -> {
                    switch (unit) {
                        case '"', '\\' -> escaped.append('\\').append((char) unit);
                        case '\n' -> escaped.append("\\n");
                        case '\t' -> escaped.append("\\t");
                        case '\r' -> escaped.append("\\r");
                        case '\b' -> escaped.append("\\b");
                        case '\f' -> escaped.append("\\f");
                        default -> {
                            if (unit < ' ') {
                                escaped.append("\\u%04X".formatted(unit));
                            } else {
                                escaped.append((char) unit);
                            }
                        }
                    }
                });
        return escaped.toString();
    }
}
