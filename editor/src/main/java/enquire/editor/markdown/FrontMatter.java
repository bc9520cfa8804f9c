package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The YAML block at the very start of a page, between {@code ---} and {@code ---}. Only what vaults
 * use is read: scalars, quoted scalars and lists of scalars under top-level keys; what is nested is
 * skipped. Own code, because commonmark-java's extension takes an unclosed block for front matter
 * (and so hides the whole page), knows no {@code [a, b]}, and throws on the line {@code a: '}.
 *
 * @param end where the page's text begins, in UTF-16 units; 0 if there is no front matter
 * @param values by lower-case key, in order
 * @param wellFormed whether each line was understood or could be skipped; if not, the block is
 *     shown
 */
record FrontMatter(int end, Map<String, List<String>> values, boolean wellFormed) {

    private static final FrontMatter NONE = new FrontMatter(0, Map.of(), true);

    static FrontMatter of(String text) {
        int firstLine = lineEnd(text, 0);
        if (!text.startsWith("---") || !text.substring(3, firstLine).isBlank()) {
            return NONE;
        }
        int limit = Math.min(text.length(), Limits.FRONT_MATTER_CHARS_MAX);
        for (int start = firstLine + 1; start < limit; start = lineEnd(text, start) + 1) {
            String line = text.substring(start, lineEnd(text, start)).stripTrailing();
            if (line.equals("---") || line.equals("...")) {
                int end = Math.min(text.length(), lineEnd(text, start) + 1);
                return read(text.substring(firstLine + 1, start), end);
            }
        }
        return NONE;
    }

    List<String> list(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The first value of a key. */
    Optional<String> first(String key) {
        return list(key).stream().findFirst();
    }

    private static FrontMatter read(String block, int end) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        boolean wellFormed = true;
        List<String> current = new ArrayList<>();
        for (String line : block.split("\n", -1)) {
            String content = line.strip();
            int colon = keyEnd(line);
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            if (colon > 0) {
                current = new ArrayList<>();
                values.put(unquote(line.substring(0, colon)).toLowerCase(Locale.ROOT), current);
                addValue(line.substring(colon + 1).strip(), current);
            } else if (content.equals("-") || content.startsWith("- ")) {
                addScalar(content.substring(1).strip(), current);
            } else if (!Character.isWhitespace(line.charAt(0))) {
                wellFormed = false;
            }
        }
        // A first line of --- without any key below is a thematic break, as CommonMark says.
        return values.isEmpty() ? NONE : new FrontMatter(end, values, wellFormed);
    }

    /** Where the colon of {@code key: value} stands, or -1. */
    private static int keyEnd(String line) {
        int colon = line.indexOf(':');
        boolean separated =
                colon > 0 && (colon + 1 == line.length() || line.charAt(colon + 1) == ' ');
        if (!separated || Character.isWhitespace(line.charAt(0)) || line.charAt(0) == '-') {
            return -1;
        }
        return colon;
    }

    private static void addValue(String value, List<String> into) {
        if (value.startsWith("[") && value.endsWith("]") && value.length() > 1) {
            for (String item : flowItems(value.substring(1, value.length() - 1))) {
                addScalar(item, into);
            }
        } else if (!value.equals("|") && !value.equals(">")) {
            addScalar(value, into);
        }
    }

    private static void addScalar(String value, List<String> into) {
        String plain = unquote(withoutComment(value)).strip();
        if (!plain.isEmpty()) {
            into.add(plain);
        }
    }

    /** What stands between the commas of {@code [a, "b, c"]}. */
    private static List<String> flowItems(String inside) {
        List<String> items = new ArrayList<>();
        var item = new StringBuilder();
        char quote = 0;
        for (char c : inside.toCharArray()) {
            if (c == ',' && quote == 0) {
                items.add(item.toString().strip());
                item.setLength(0);
                continue;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && item.toString().isBlank()) {
                quote = c;
            }
            item.append(c);
        }
        items.add(item.toString().strip());
        return items;
    }

    private static String withoutComment(String value) {
        boolean quoted = value.startsWith("\"") || value.startsWith("'");
        int comment = quoted ? -1 : value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment);
    }

    private static String unquote(String value) {
        String text = value.strip();
        if (text.length() < 2) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        if (text.startsWith("'") && text.endsWith("'")) {
            return inner.replace("''", "'");
        }
        if (text.startsWith("\"") && text.endsWith("\"")) {
            return inner.replace("\\\"", "\"").replace("\\\\", "\\");
        }
        return text;
    }

    private static int lineEnd(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }
}
