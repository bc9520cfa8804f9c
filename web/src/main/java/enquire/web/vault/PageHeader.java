package enquire.web.vault;

import java.util.List;
import java.util.Map;

/**
 * Front matter that is put before the text of an imported page, for what another program keeps
 * elsewhere. Pure.
 */
final class PageHeader {

    private PageHeader() {}

    /**
     * @param values by key, in this order; keys without values are left out
     * @return the text itself if there is nothing to put before it
     */
    static String before(String text, Map<String, List<String>> values) {
        var header = new StringBuilder();
        values.forEach((key, list) -> {
            if (list.size() == 1 && !key.equals("aliases") && !key.equals("tags")) {
                header.append(key).append(": ").append(quoted(list.getFirst())).append('\n');
            } else if (!list.isEmpty()) {
                header.append(key).append(":\n");
                list.forEach(value -> header.append("  - ").append(quoted(value)).append('\n'));
            }
        });
        return header.isEmpty() ? text : "---\n" + header + "---\n\n" + text;
    }

    /** A double-quoted scalar (YAML 1.2, section 7.3.1), in one line. */
    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }
}
