package enquire.web.vault;

import enquire.editor.page.Title;
import enquire.editor.text.TextChange;

/**
 * How many notes of pages one export may have, so that whoever imports it can hold them beside its
 * texts. What is written is counted as what is read, so an import never refuses an export of ours.
 * One thread at a time.
 */
final class PageNotesRoom {

    /** What all notes may weigh, in bytes of memory: an eighth of the heap of {@code ./enquire}. */
    static final int WEIGHT_MAX = 60 * 1024 * 1024;

    /** Earlier titles of all pages: each is an edit of its own when it is imported. (Guess.) */
    static final int ALIASES_MAX = 100_000;

    /** The longest text in a note, in UTF-16 units: a link in full, far over any path. (Guess.) */
    static final int TEXT_MAX = 64 * 1024;

    /** An object of two or three fields and its place in a list or map, in bytes. (Arithmetic.) */
    private static final int OBJECT_BYTES = 40;

    /** Each holds a text: one more object with an array. */
    private static final int TEXT_BYTES = 40;

    /** Its object, two lists, its place in the map, path, title and hash. */
    private static final int NOTE_BYTES = 4 * OBJECT_BYTES + 3 * TEXT_BYTES;

    private final int weightMax;
    private final int aliasesMax;
    private long weight;
    private int aliases;

    PageNotesRoom() {
        this(WEIGHT_MAX, ALIASES_MAX);
    }

    /**
     * @param weightMax of all notes, in bytes of memory
     * @param aliasesMax of all notes together
     */
    PageNotesRoom(int weightMax, int aliasesMax) {
        this.weightMax = weightMax;
        this.aliasesMax = aliasesMax;
    }

    /** Whether another note is not too much; its parts are counted as they come. */
    boolean takesNote() {
        return takes(NOTE_BYTES);
    }

    /** Whether a text of a note is not too much: its path, title or hash. */
    boolean takesText(int length) {
        return length <= TEXT_MAX && takes(bytes(length));
    }

    boolean takesAlias(int length) {
        aliases++;
        return aliases <= aliasesMax && takes(OBJECT_BYTES + TEXT_BYTES + bytes(length));
    }

    boolean takesReplacement(int length) {
        return length <= TEXT_MAX && takes(OBJECT_BYTES + TEXT_BYTES + bytes(length));
    }

    /** The same, of a note that is made. If it is too much, nothing of it is counted. */
    boolean takes(PageNote note) {
        long weightBefore = weight;
        int aliasesBefore = aliases;
        boolean takes = takesNote() && takesText(note.path().length());
        takes = takes && takesText(note.title().value().length());
        takes = takes && takesText(note.sha256().length());
        for (Title alias : note.aliases()) {
            takes = takes && takesAlias(alias.value().length());
        }
        for (TextChange.Replacement each : note.undo()) {
            takes = takes && takesReplacement(each.insert().length());
        }
        if (!takes) {
            weight = weightBefore;
            aliases = aliasesBefore;
        }
        return takes;
    }

    /** As if each unit took two bytes, as in scripts that are not Latin. */
    private static long bytes(int length) {
        return 2L * length;
    }

    private boolean takes(long more) {
        weight += more;
        return weight <= weightMax;
    }
}
