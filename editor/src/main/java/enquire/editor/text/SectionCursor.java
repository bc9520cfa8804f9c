package enquire.editor.text;

import java.util.List;

/** Walks over the sections of a change, a part of a section at a time. One thread at a time. */
final class SectionCursor {

    private final List<Section> sections;
    private int index;

    /** How much of the current section was passed, in the text that the caller walks along. */
    private int offset;

    SectionCursor(List<Section> sections) {
        this.sections = sections;
    }

    boolean done() {
        return index == sections.size();
    }

    boolean keeps() {
        return !done() && sections.get(index) instanceof Section.Keep;
    }

    boolean replaces() {
        return !done() && sections.get(index) instanceof Section.Replace;
    }

    boolean onlyDeletes() {
        return replaces() && sections.get(index).after() == 0;
    }

    boolean onlyInserts() {
        return replaces() && sections.get(index).before() == 0;
    }

    boolean atStart() {
        return offset == 0;
    }

    /** Which section this is, counted from 0. */
    int index() {
        return index;
    }

    /** The whole length of the section before the change, wherever the cursor stands in it. */
    int before() {
        return sections.get(index).before();
    }

    /** What the current section inserts; empty if it keeps. */
    String insert() {
        return sections.get(index) instanceof Section.Replace replace ? replace.insert() : "";
    }

    /** The next {@code length} units of what the current section inserts. */
    String insertPart(int length) {
        return insert().substring(offset, offset + length);
    }

    /** What is left of the current section when walking along the text before; 0 at the end. */
    int leftBefore() {
        return done() ? 0 : sections.get(index).before() - offset;
    }

    /** What is left of the current section when walking along the text after; 0 at the end. */
    int leftAfter() {
        return done() ? 0 : sections.get(index).after() - offset;
    }

    void next() {
        index++;
        offset = 0;
    }

    /** Moves along the text before; moving by what is left, even by nothing, ends the section. */
    void forwardBefore(int length) {
        if (length == leftBefore()) {
            next();
        } else {
            offset += length;
        }
    }

    /** Moves along the text after; moving by what is left, even by nothing, ends the section. */
    void forwardAfter(int length) {
        if (length == leftAfter()) {
            next();
        } else {
            offset += length;
        }
    }
}
