package enquire.storage;

import enquire.editor.page.Change;
import java.util.List;

/**
 * Finds out whether the native library survives changes, without risking this process. Outside
 * simulations that is {@link ChildExaminer}. Thread-safe.
 */
@FunctionalInterface
public interface Examiner {

    /** What was found out. */
    sealed interface Verdict {

        /** A page goes on with them. */
        record Fit() implements Verdict {}

        /**
         * The native library gives up, runs without end, or cannot go on with the page.
         *
         * @param why a sentence
         */
        record Unfit(String why) implements Verdict {}

        /**
         * Nothing can be said: the examination itself failed, or the computer was too busy.
         *
         * @param why a sentence
         */
        record Undecided(String why) implements Verdict {}
    }

    /**
     * Tries {@code suspects} on a page of these changes.
     *
     * @param base accepted changes, each after those it depends on
     * @param suspects the same, on top of {@code base}
     * @throws InterruptedException if the thread was interrupted; nothing goes on then
     */
    Verdict examine(List<Change> base, List<Change> suspects) throws InterruptedException;
}
