package enquire.storage;

import java.time.Duration;

/** Nothing is done by itself: typing stays in the journal until a test folds it. */
final class NeverPace implements Pace {

    @Override
    public void after(Duration delay, Runnable work) {}

    @Override
    public void every(Duration first, Duration pause, Runnable work) {}

    @Override
    public void close(Duration atMost, boolean interrupt) {}

    /** This computer, on which nothing is done by itself. */
    static Surroundings computer() {
        return new Surroundings(
                new ChildExaminer(),
                name -> new NeverPace(),
                true,
                Transactions.UNWATCHED,
                System::nanoTime,
                PageOperations::ofComputer);
    }
}
