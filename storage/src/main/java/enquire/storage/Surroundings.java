package enquire.storage;

import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a repository needs of the computer it runs on, and what a simulation puts in its place.
 *
 * @param examiner of changes that may have ended an earlier run
 * @param paces makes the pace of what a repository does by itself, by the name of a thread
 * @param writerThread whether a thread of its own writes; otherwise whoever waits for the disk
 *     writes first what is queued
 * @param transactions is told of each
 * @param nanoTime like {@link System#nanoTime}
 * @param pageOperationsMax operations of one page for which there is memory
 */
public record Surroundings(
        Examiner examiner,
        Function<String, Pace> paces,
        boolean writerThread,
        Transactions transactions,
        LongSupplier nanoTime,
        LongSupplier pageOperationsMax) {

    /** This computer. */
    public static final Surroundings COMPUTER =
            new Surroundings(
                    new ChildExaminer(),
                    ThreadPace::new,
                    true,
                    Transactions.UNWATCHED,
                    System::nanoTime,
                    PageOperations::ofComputer);

    Surroundings with(Examiner other) {
        return new Surroundings(
                other, paces, writerThread, transactions, nanoTime, pageOperationsMax);
    }

    Surroundings with(LongSupplier otherPageOperationsMax) {
        return new Surroundings(
                examiner, paces, writerThread, transactions, nanoTime, otherPageOperationsMax);
    }
}
