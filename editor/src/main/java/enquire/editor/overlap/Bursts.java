package enquire.editor.overlap;

import enquire.editor.page.Change;

/**
 * Which changes of one actor were written in one go, as the author signed it: a stretch of typing
 * without a pause of more than a minute, in which the author met nobody and parted from nobody.
 */
@FunctionalInterface
public interface Bursts {

    /** Number of the first change of the burst that this one is of; its own if that is unknown. */
    long begin(Change change);
}
