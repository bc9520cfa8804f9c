package enquire.web.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the sources where somebody asks for a sentence.
 *
 * @param names of the values that are given
 */
record Asking(String key, Set<String> names) {

    private static final Pattern BEGIN =
            Pattern.compile("\\bmessages(?:\\(\\))?\\s*\\.(?:text|content)\\(\\s*\"([\\w.]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NAME = Pattern.compile("\\s*\"(\\w+)\"\\s*");

    static List<Asking> in(String source) {
        var found = new ArrayList<Asking>();
        Matcher begin = BEGIN.matcher(source);
        while (begin.find()) {
            List<String> values = values(source, begin.end());
            var names = new TreeSet<String>();
            for (int i = 1; i < values.size(); i += 2) {
                Matcher name = NAME.matcher(values.get(i));
                names.add(name.matches() ? name.group(1) : values.get(i));
            }
            found.add(new Asking(begin.group(1), names));
        }
        return found;
    }

    /** What stands between the commas up to the bracket that closes, the part before first. */
    private static List<String> values(String source, int begin) {
        var values = new ArrayList<String>();
        int depth = 0;
        int from = begin;
        int at = begin;
        Matcher text = TEXT.matcher(source);
        while (depth >= 0) {
            char next = source.charAt(at);
            if (next == '"' && text.find(at)) {
                at = text.end();
                continue;
            }
            depth += next == '(' || next == '{' ? 1 : next == ')' || next == '}' ? -1 : 0;
            if (depth < 0 || depth == 0 && next == ',') {
                values.add(source.substring(from, at));
                from = at + 1;
            }
            at++;
        }
        return values;
    }
}
