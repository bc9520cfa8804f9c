package enquire.web.vault.markup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What of a page has no equal in Markdown, each once and up to a bound. */
final class Notes {

    /** Of one page. (A guess at more than anybody looks through.) */
    private static final int LISTED_MAX = 20;

    /** Of what is named, in characters: a line of a report. (A guess.) */
    private static final int NAMED_CHARS_MAX = 80;

    private final Set<String> notes = new LinkedHashSet<>();
    private boolean more;

    void keptAsText(String what, String name) {
        String line = name.strip().replaceAll("\\s+", " ");
        boolean cut = line.length() > NAMED_CHARS_MAX;
        String named = cut ? line.substring(0, NAMED_CHARS_MAX) + "…" : line;
        add("kept as text: " + what + (named.isEmpty() ? "" : " " + named));
    }

    void leftOut(String what) {
        add("left out: " + what);
    }

    private void add(String note) {
        if (notes.size() < LISTED_MAX) {
            notes.add(note);
        } else {
            more |= !notes.contains(note);
        }
    }

    List<String> list() {
        var list = new ArrayList<>(notes);
        if (more) {
            list.add("and more that was kept as text");
        }
        return List.copyOf(list);
    }
}
