package enquire.editor.text;

import java.util.List;

/**
 * A change of a text, moved so that it applies after another change of the same text. Where both
 * begin at one place, the one that deletes less comes first; where they delete the same length, the
 * caller says which. That is CodeMirror's order, so browser and node agree.
 */
final class Mapping {

    private final SectionCursor mine;
    private final SectionCursor other;
    private final boolean mineFirst;
    private final SectionList mapped = new SectionList();

    /** The section of mine whose text stands already; what it deletes may take more steps. */
    private int inserted = -1;

    private Mapping(List<Section> mine, List<Section> other, boolean mineFirst) {
        this.mine = new SectionCursor(mine);
        this.other = new SectionCursor(other);
        this.mineFirst = mineFirst;
    }

    static List<Section> of(List<Section> mine, List<Section> other, boolean mineFirst) {
        return new Mapping(mine, other, mineFirst).run();
    }

    private List<Section> run() {
        while (!mine.done() || !other.done()) {
            if (mine.keeps() && other.keeps()) {
                int length = Math.min(mine.leftBefore(), other.leftBefore());
                mapped.keep(length);
                mine.forwardBefore(length);
                other.forwardBefore(length);
            } else if (other.replaces() && otherComesFirst()) {
                passOther();
            } else {
                takeMine();
            }
        }
        return mapped.toList();
    }

    private boolean otherComesFirst() {
        if (!mine.replaces() || inserted == mine.index()) {
            return true;
        }
        int othersLength = other.leftBefore();
        int myLength = mine.leftBefore();
        return mine.atStart()
                && (othersLength < myLength || othersLength == myLength && !mineFirst);
    }

    /**
     * Steps over one change of the other side. What it deleted I cannot delete again, but whatever
     * I insert inside stays.
     */
    private void passOther() {
        int left = other.leftBefore();
        mapped.keep(other.insert().length());
        while (left > 0) {
            int piece = Math.min(mine.leftBefore(), left);
            if (mine.replaces() && inserted < mine.index() && mine.leftBefore() <= piece) {
                insertMine();
            }
            mine.forwardBefore(piece);
            left -= piece;
        }
        other.next();
    }

    private void insertMine() {
        mapped.replace(0, mine.insert());
        inserted = mine.index();
    }

    /** Takes my change up to where the other side next inserts. */
    private void takeMine() {
        int left = mine.leftBefore();
        int deleted = 0;
        while (left > 0) {
            if (other.keeps()) {
                int piece = Math.min(left, other.leftBefore());
                deleted += piece;
                left -= piece;
                other.forwardBefore(piece);
            } else if (other.onlyDeletes() && other.leftBefore() < left) {
                left -= other.leftBefore();
                other.next();
            } else {
                break;
            }
        }
        mapped.replace(deleted, inserted < mine.index() ? mine.insert() : "");
        inserted = mine.index();
        mine.forwardBefore(mine.leftBefore() - left);
    }
}
