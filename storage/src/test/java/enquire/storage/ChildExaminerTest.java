package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Change;
import enquire.editor.page.FirstChanges;
import enquire.editor.page.Title;
import enquire.storage.Examiner.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Real children, with a page that keeps them busy for a second and more. */
class ChildExaminerTest {

    private static final Duration AMPLE = Duration.ofMinutes(10);
    private static final long END_SECONDS_MAX = 120;
    private static final int ROUNDS_MAX = 10;

    /** Five changes of 20,000 characters. */
    private static final List<Change> LARGE =
            FirstChanges.of(
                    new ActorId(Person.bytes("an actor has forty bytes, this one too!!")),
                    new Title("Large"),
                    Map.of(),
                    "x".repeat(99_000));

    private static Verdict examine(ChildExaminer examiner) {
        int last = LARGE.size() - 1;
        try {
            return examiner.examine(LARGE.subList(0, last), LARGE.subList(last, LARGE.size()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What came of a child that did not end by itself first: a thread of a busy computer may come
     * to look at it after that, which tells nothing.
     */
    private static Verdict cutOff(Callable<Verdict> round) throws Exception {
        Verdict verdict = round.call();
        for (int i = 1; verdict instanceof Verdict.Fit && i < ROUNDS_MAX; i++) {
            verdict = round.call();
        }
        return verdict;
    }

    /** The child that this process has at the moment. */
    private static Optional<ProcessHandle> child() {
        return ProcessHandle.current()
                .children()
                .filter(process ->
                        process.info().arguments().stream()
                                .flatMap(Arrays::stream)
                                .anyMatch(ExaminationProcess.class.getName()::equals))
                .findFirst();
    }

    private static void assertNothingRunsOn() throws Exception {
        Optional<ProcessHandle> child = child();
        if (child.isPresent()) {
            child.get().onExit().get(END_SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    @Test
    void aChildThatEndsInTimeSpeaksForItsChanges() throws Exception {
        assertEquals(new Verdict.Fit(), examine(new ChildExaminer(AMPLE, AMPLE)));
        assertNothingRunsOn();
    }

    @Test
    void aChildThatKeepsAProcessorBusySpeaksAgainstItsChanges() throws Exception {
        var few = new ChildExaminer(Duration.ofMillis(100), AMPLE);

        var verdict = assertInstanceOf(Verdict.Unfit.class, cutOff(() -> examine(few)));

        assertTrue(verdict.why().contains("kept a processor busy"), verdict.why());
        assertNothingRunsOn();
    }

    @Test
    void aChildThatTakesLongSaysNothingIfItHadLittleOfTheProcessor() throws Exception {
        var impatient = new ChildExaminer(AMPLE, Duration.ofMillis(1));

        var verdict = assertInstanceOf(Verdict.Undecided.class, cutOff(() -> examine(impatient)));

        assertTrue(verdict.why().contains("too busy"), verdict.why());
        assertNothingRunsOn();
    }

    /** As a system that runs out of memory does. */
    @Test
    void aChildThatIsKilledSaysNothing() throws Exception {
        var verdict =
                assertInstanceOf(
                        Verdict.Undecided.class, cutOff(ChildExaminerTest::examineAndKill));

        assertTrue(verdict.why().contains("ended with"), verdict.why());
    }

    private static Verdict examineAndKill() throws Exception {
        var examined =
                CompletableFuture.supplyAsync(() -> examine(new ChildExaminer(AMPLE, AMPLE)));
        Optional<ProcessHandle> child = child();
        while (child.isEmpty() && !examined.isDone()) {
            Thread.onSpinWait();
            child = child();
        }
        child.ifPresent(ProcessHandle::destroyForcibly);
        return examined.get(END_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
