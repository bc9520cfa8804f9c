package enquire.web.vault.markup;

import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What of a page has no equal in Markdown, in a sentence each, each once and up to a bound. */
final class Notes {

    /** Of one page. (A guess at more than anybody looks through.) */
    private static final int LISTED_MAX = 20;

    /** Of what is named, in characters: a line of a report. (A guess.) */
    private static final int NAMED_CHARS_MAX = 80;

    /**
     * @param sentence of the message bundle
     * @param name what it is about; empty if it names nothing
     */
    private record Note(String sentence, String name) {

        String words() {
            return switch (sentence) {
                case TABLE -> Speaking.messages().text(TABLE);
                case LEFT_OUT -> Speaking.messages().text(LEFT_OUT, "what", name);
                default -> Speaking.messages().text(sentence, "name", name);
            };
        }
    }

    private static final String TABLE = "left.keptTable";
    private static final String LEFT_OUT = "left.out";

    /** Said in words when all is known: a text may have more of them than are listed. */
    private final Set<Note> notes = new LinkedHashSet<>();

    private boolean more;

    /**
     * @param sentence of the message bundle, about {@code name}
     */
    void keptAsText(String sentence, String name) {
        String line = name.strip().replaceAll("\\s+", " ");
        boolean cut = line.length() > NAMED_CHARS_MAX;
        add(new Note(sentence, cut ? line.substring(0, NAMED_CHARS_MAX) + "…" : line));
    }

    void tableKeptAsText() {
        add(new Note(TABLE, ""));
    }

    void leftOut(String what) {
        add(new Note(LEFT_OUT, what));
    }

    private void add(Note note) {
        if (notes.size() < LISTED_MAX) {
            notes.add(note);
        } else {
            more |= !notes.contains(note);
        }
    }

    List<String> list() {
        var list = new ArrayList<String>();
        notes.forEach(note -> list.add(note.words()));
        if (more) {
            list.add(Speaking.messages().text("left.keptMore"));
        }
        return List.copyOf(list);
    }
}
