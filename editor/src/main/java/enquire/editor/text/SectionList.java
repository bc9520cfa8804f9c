package enquire.editor.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects sections in order and keeps them in the one form that CodeMirror keeps them in. Which
 * neighbours become one section is part of what a change means: the order of two insertions at one
 * place depends on it. One thread at a time.
 */
final class SectionList {

    private final List<Section> sections = new ArrayList<>();

    /** The section that may still grow; {@link #insert} is its text while it is a replacement. */
    private boolean open;

    private boolean keeping;
    private int length;
    private final StringBuilder insert = new StringBuilder();

    private int added;

    void keep(int kept) {
        if (kept == 0) {
            return;
        }
        if (!open || !keeping) {
            start(true);
        }
        length += kept;
    }

    void replace(int deleted, CharSequence inserted) {
        replace(deleted, inserted, false);
    }

    /**
     * @param join whether this continues the replacement before it, although the two would
     *     otherwise stay apart
     */
    void replace(int deleted, CharSequence inserted, boolean join) {
        if (deleted == 0 && inserted.isEmpty()) {
            return;
        }
        if (!open || keeping || !(join || grows(deleted, inserted))) {
            start(false);
        }
        length += deleted;
        insert.append(inserted);
    }

    /** Deletions join deletions and insertions join insertions; anything else stays apart. */
    private boolean grows(int deleted, CharSequence inserted) {
        boolean bothDelete = inserted.isEmpty() && insert.isEmpty();
        boolean bothInsert = deleted == 0 && length == 0;
        return bothDelete || bothInsert;
    }

    /** How many sections were begun so far. */
    int count() {
        return added;
    }

    List<Section> toList() {
        finish();
        return List.copyOf(sections);
    }

    private void start(boolean keeps) {
        finish();
        open = true;
        keeping = keeps;
        added++;
    }

    private void finish() {
        if (open) {
            sections.add(
                    keeping
                            ? new Section.Keep(length)
                            : new Section.Replace(length, insert.toString()));
        }
        open = false;
        length = 0;
        insert.setLength(0);
    }
}
