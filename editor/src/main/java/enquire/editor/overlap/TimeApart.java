package enquire.editor.overlap;

import enquire.editor.page.PeerId;
import java.util.BitSet;

/**
 * What two people wrote while neither knew of the other's.
 *
 * @param one the smaller id
 * @param ofOne places in the list of all changes; never empty
 * @param ofOther the same of the other one
 */
record TimeApart(PeerId one, BitSet ofOne, PeerId other, BitSet ofOther) {

    /** By when they began to write. */
    int begin() {
        return Math.max(ofOne.nextSetBit(0), ofOther.nextSetBit(0));
    }
}
