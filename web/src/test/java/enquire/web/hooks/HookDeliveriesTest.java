package enquire.web.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of what is due: targets that do not take it, and computers that stop. */
class HookDeliveriesTest extends HookedNode {

    /** For what never answers. What does is asked again until it was soon enough. */
    private static final HookPace IMPATIENT =
            new HookPace(
                    FAST.quiet(),
                    FAST.atLatest(),
                    Duration.ofMillis(800),
                    FAST.pauses(),
                    FAST.giveUp());

    private void beImpatient() {
        hooks.close();
        begin(IMPATIENT, InstantSource.system());
    }

    @Test
    void whatIsDueSurvivesARestartAndWhatHappenedMeanwhileIsMadeUpFor() throws Exception {
        receiver.does(Receiver.status(500));
        Hook hook = add(all());
        create("Boats");
        until(() -> receiver.got.size() >= 2);
        assertEquals(
                receiver.got.get(0).header("webhook-id"), receiver.got.get(1).header("webhook-id"));
        assertEquals(
                new String(receiver.got.get(0).body()), new String(receiver.got.get(1).body()));
        hooks.close();
        create("While nobody looked");
        receiver.does(Receiver.status(200));
        receiver.got.clear();

        restart(FAST, InstantSource.system());

        // What was under way when it stopped may come once more.
        until(() -> titles().equals(Set.of("Boats", "While nobody looked")));
        until(() -> standing(hook).due() == 0);
        assertEquals(0, standing(hook).hook().lost());
    }

    private Set<String> titles() {
        return receiver.got.stream()
                .map(got -> got.json().at("/data/page/title").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void whatAnswersBadlyIsAskedAgainAndEachReasonIsSaid() throws Exception {
        beImpatient();
        Hook hook = add(all());
        receiver.does(Receiver.status(500));
        create("Boats");
        untilResult(hook, Outcome.Result.REFUSED);
        receiver.does(Receiver.status(307, "Location", "/elsewhere"));
        until(() -> standing(hook).past().getFirst().status() == 307);
        receiver.does(Receiver.lies());
        untilResult(hook, Outcome.Result.BROKEN);
        receiver.does(receiver.hangs());
        untilResult(hook, Outcome.Result.LATE);
        assertEquals(1, standing(hook).due());
        receiver.does(Receiver.talks());
        untilResult(hook, Outcome.Result.DELIVERED);
        assertEquals(0, standing(hook).due());
        assertEquals(1, standing(hook).past().size());
        assertTrue(standing(hook).past().getFirst().attempts() >= 5);
        assertTrue(receiver.got.stream().allMatch(got -> got.path().equals("/told")));
    }

    @Test
    void aTargetThatDribblesIsLeftWhenItsTimeIsOver() throws Exception {
        beImpatient();
        Hook hook = add(all());
        receiver.does(receiver.drips());
        create("Boats");
        untilResult(hook, Outcome.Result.LATE);
        assertEquals(1, standing(hook).due());
        receiver.does(Receiver.status(204));
        untilResult(hook, Outcome.Result.DELIVERED);
    }

    @Test
    void aTargetThatHangsKeepsNobodyElseWaiting() throws Exception {
        try (Receiver slow = Receiver.start()) {
            slow.does(slow.hangs());
            Hook hanging = add(wanted(slow.url(), EventKind.OF_PAGES, Hook.From.ANYWHERE, ""));
            add(all());
            for (int i = 0; i < 5; i++) {
                create("Page " + i);
            }
            until(() -> receiver.got.size() == 5);
            until(() -> standing(hanging).due() == 5);
        }
    }

    @Test
    void whoIsGoneIsToldOfNothingMoreUntilItIsSwitchedOn() throws Exception {
        receiver.does(Receiver.status(410));
        Hook hook = add(all());
        create("Boats");
        until(() -> !standing(hook).hook().isOn());
        assertEquals(1, receiver.got.size());
        assertEquals(1, standing(hook).hook().lost());
        restart(FAST, InstantSource.system());
        assertFalse(standing(hook).hook().isOn());

        receiver.does(Receiver.status(200));
        hooks.of(wiki).switchOn(hook.id());
        create("Ships");
        until(() -> receiver.got.size() == 2);
        assertEquals("Ships", receiver.got.getLast().json().at("/data/page/title").asText());
    }

    /** Once of who watches pages, and once of who brings what came of them. */
    @Test
    void whateverFailsOnceIsTriedAgain() throws Exception {
        Set<String> failing = ConcurrentHashMap.newKeySet();
        failing.addAll(List.of("hooks-w", "hook-"));
        restart(
                FAST,
                () -> {
                    String thread = Thread.currentThread().getName();
                    if (failing.removeIf(thread::startsWith)) {
                        throw new IllegalStateException("the clock of " + thread + " stands");
                    }
                    return Instant.now();
                });
        add(all());
        create("Boats");
        until(() -> types().equals(List.of("page.created")));
        assertEquals(Set.of(), failing);
    }

    @Test
    void whatIsTooOldIsGivenUpAndSaid() throws Exception {
        receiver.does(Receiver.status(500));
        Hook hook = add(all());
        create("Boats");
        until(() -> receiver.got.size() >= 1);
        Instant later = Instant.now().plus(Duration.ofHours(29));
        restart(FAST, () -> later);
        until(() -> standing(hook).due() == 0);
        assertEquals(1, standing(hook).hook().lost());
        assertTrue(standing(hook).hook().isOn());
    }

    /** A computer that was off for days has not tried, and its network may be slower than it. */
    @Test
    void whatWaitedWhileTheComputerWasOffIsTriedMoreThanOnce() throws Exception {
        receiver.does(Receiver.status(500));
        Hook hook = add(all());
        create("Boats");
        until(() -> receiver.got.size() >= 1);
        Instant later = Instant.now().plus(Duration.ofHours(64));
        stopNode();
        receiver.got.clear();
        var patient =
                new HookPace(
                        FAST.quiet(),
                        FAST.atLatest(),
                        FAST.answer(),
                        Collections.nCopies(1_000, FAST.pauses().getFirst()),
                        FAST.giveUp());
        restartAfterStop(patient, () -> later);
        until(() -> receiver.got.size() >= 2);
        receiver.does(Receiver.status(204));

        until(() -> standing(hook).due() == 0);
        assertEquals(0, standing(hook).hook().lost());
    }

    @Test
    void whatFallsOffAFullQueueIsCounted() throws Exception {
        receiver.does(receiver.hangs());
        Hook hook = add(all());
        create("Boats");
        until(() -> receiver.got.size() >= 1);
        var memory = new HookMemory(wiki.repository().records());
        var courier =
                new Courier(
                        standing(hook).hook(),
                        memory,
                        () -> null,
                        FAST,
                        InstantSource.system(),
                        new Random(1));
        var many = new ArrayList<Due>();
        for (int i = 0; i < Courier.DUE_MAX + 2; i++) {
            many.add(new Due(10 + i, "m" + i, EventKind.CHANGED, "x", Instant.EPOCH, "{}"));
        }
        courier.add(many);
        assertEquals(Courier.DUE_MAX, courier.standing().due());
        assertEquals(3, courier.hook().lost());
        assertEquals(3, memory.hooks().getFirst().lost());
    }

    private void untilResult(Hook hook, Outcome.Result result) {
        until(() ->
                !standing(hook).past().isEmpty()
                        && standing(hook).past().getFirst().result() == result);
    }
}
