package enquire.editor.text;

import java.util.ArrayList;
import java.util.List;

/** Reads the lists, whole numbers and strings of the golden files; nothing else. */
final class TinyJson {

    private final String text;
    private int at;

    private TinyJson(String text) {
        this.text = text;
    }

    static Object read(String text) {
        var reader = new TinyJson(text);
        Object value = reader.value();
        if (reader.at != text.length()) {
            throw new IllegalArgumentException("something follows the value in " + text);
        }
        return value;
    }

    private Object value() {
        return switch (text.charAt(at)) {
            case '[' -> list();
            case '"' -> string();
            default -> number();
        };
    }

    private List<Object> list() {
        var list = new ArrayList<Object>();
        at++;
        while (text.charAt(at) != ']') {
            list.add(value());
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return list;
    }

    private String string() {
        var string = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) != '\\') {
                string.append(text.charAt(at));
                continue;
            }
            at++;
            switch (text.charAt(at)) {
                case 'n' -> string.append('\n');
                case 't' -> string.append('\t');
                case 'u' -> {
                    string.append((char) Integer.parseInt(text, at + 1, at + 5, 16));
                    at += 4;
                }
                default -> string.append(text.charAt(at));
            }
        }
        at++;
        return string.toString();
    }

    private Integer number() {
        int from = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return Integer.valueOf(text.substring(from, at));
    }
}
