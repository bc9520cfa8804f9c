package enquire.web.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of a real node, and a real server that they tell. */
class HooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HookPace FAST =
            new HookPace(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(800),
                    List.of(Duration.ofMillis(30)),
                    Duration.ofHours(28));

    private final HookSender.Names names =
            host ->
                    switch (host) {
                        case "rebound.example" ->
                                new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                        // Given to nobody yet, among those that are reached from anywhere.
                        case "public.example" ->
                                new InetAddress[] {InetAddress.getByName("3fff:1000::1")};
                        default -> InetAddress.getAllByName(host);
                    };

    @TempDir Path data;

    private Node node;
    private Wiki wiki;
    private Hooks hooks;
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = Receiver.start();
        node = Node.open(TestNode.settings(data, "Alice", InstantSource.system()));
        wiki = node.create("W");
        begin(FAST, InstantSource.system());
    }

    private void begin(HookPace pace, InstantSource clock) {
        hooks = new Hooks(clock, pace, names);
        hooks.resume(node);
    }

    private void restart(HookPace pace, InstantSource clock) {
        stopNode();
        restartAfterStop(pace, clock);
    }

    private void restartAfterStop(HookPace pace, InstantSource clock) {
        node = Node.open(TestNode.settings(data, "Alice", InstantSource.system()));
        wiki = node.wiki("w").orElseThrow();
        begin(pace, clock);
    }

    private void stopNode() {
        hooks.close();
        node.close();
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
        stopNode();
    }

    @Test
    void eachKindOfChangeIsToldOnceAndSigned() throws Exception {
        PageView old = create("Old");
        long before = Instant.now().getEpochSecond();
        Hook hook = add(all());
        PageView page = create("Boats");
        until(() -> types().equals(List.of("page.created")));
        wiki.repository().write(page.page(), page.version(), "loud\n");
        until(() -> types().size() == 2);
        wiki.repository().rename(page.page(), new Title("Ships"));
        until(() -> types().size() == 3);
        wiki.repository().delete(page.page());
        until(() -> types().size() == 4);
        wiki.repository().restore(page.page());
        until(() -> types().size() == 5);
        assertEquals(
                List.of(
                        "page.created",
                        "page.changed",
                        "page.renamed",
                        "page.deleted",
                        "page.restored"),
                types());

        Receiver.Got renamed = receiver.got.get(2);
        assertEquals("Ships", renamed.json().at("/data/page/title").asText());
        assertEquals("Boats", renamed.json().at("/data/page/previousTitle").asText());
        assertEquals("Alice", renamed.json().at("/data/authors/0/name").asText());
        assertEquals("here", renamed.json().at("/data/from").asText());
        assertEquals("application/json", renamed.header("Content-Type"));
        var ids = new HashSet<String>();
        for (Receiver.Got got : receiver.got) {
            long at = Long.parseLong(got.header("webhook-timestamp"));
            assertTrue(before <= at && at <= Instant.now().getEpochSecond(), "sent at " + at);
            assertEquals(
                    HookSignature.of(hook.secret(), got.header("webhook-id"), at, got.body()),
                    got.header("webhook-signature"));
            ids.add(got.header("webhook-id"));
        }
        assertEquals(5, ids.size());
        until(() -> standing(hook).due() == 0);
        assertEquals(5, standing(hook).past().size());

        // What was there before is not new, and one change has two kinds at most if both happened.
        wiki.repository().rename(old.page(), new Title("Older"));
        until(() -> types().size() == 6);
        assertEquals("page.renamed", types().getLast());
    }

    @Test
    void whoTypesIsToldOfWhenHePauses() throws Exception {
        PageView page = create("Boats");
        add(all());
        for (int i = 0; i < 20; i++) {
            page = wiki.repository().write(page.page(), page.version(), "text " + i + "\n");
        }
        until(() -> !receiver.got.isEmpty());
        String last = page.version().token();
        until(() ->
                !receiver.got.isEmpty() && version(receiver.got.getLast()).equals(last)
                        || settled());
        assertTrue(receiver.got.size() <= 3, types().toString());
    }

    private boolean settled() {
        return hooks.of(wiki).list().getFirst().due() == 0;
    }

    private static String version(Receiver.Got got) {
        return got.json().at("/data/page/version").asText();
    }

    @Test
    void onlyWhatIsWantedIsTold() throws Exception {
        add(wanted(receiver.url(), Set.of(EventKind.DELETED), Hook.From.ANYWHERE, ""));
        add(wanted(receiver.url(), EventKind.OF_PAGES, Hook.From.PEERS, ""));
        add(wanted(receiver.url(), EventKind.OF_PAGES, Hook.From.HERE, "Bob"));
        PageView page = create("Boats");
        wiki.repository().delete(page.page());
        PageView other = create("Other");
        until(() -> told(other) || receiver.got.size() > 0 && told(other));
        wiki.repository().delete(other.page());
        until(() -> receiver.got.size() >= 1);
        assertTrue(types().stream().allMatch("page.deleted"::equals), types().toString());
    }

    /** The note that it was told of is on disk together with what is due for it. */
    private boolean told(PageView page) {
        return new HookMemory(wiki.repository().records()).told(page.page()).isPresent();
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

        until(() -> receiver.got.size() == 2);
        assertEquals(
                Set.of("Boats", "While nobody looked"),
                Set.copyOf(
                        receiver.got.stream()
                                .map(got -> got.json().at("/data/page/title").asText())
                                .toList()));
        until(() -> standing(hook).due() == 0);
        assertEquals(0, standing(hook).hook().lost());
    }

    /** The node goes on: its start signs what is not signed yet, and that alone wakes watchers. */
    @Test
    void whatHappenedWhileNobodyWatchedIsFoundByComparing() throws Exception {
        add(all());
        hooks.close();
        create("Unwatched");
        begin(FAST, InstantSource.system());
        until(() -> types().equals(List.of("page.created")));
    }

    @Test
    void whatAnswersBadlyIsAskedAgainAndEachReasonIsSaid() throws Exception {
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
            assertEquals(5, standing(hanging).due());
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
    void nothingIsSentInTheClearBeyondPrivateNetworks() throws Exception {
        Hook hook =
                add(wanted("http://public.example/", EventKind.OF_PAGES, Hook.From.ANYWHERE, ""));

        Outcome outcome = hooks.of(wiki).test(hook.id(), PATIENCE).orElseThrow();

        assertEquals(Outcome.Result.FORBIDDEN, outcome.result());
    }

    @Test
    void whatFallsOffAFullQueueIsCounted() throws Exception {
        receiver.does(receiver.hangs());
        Hook hook = add(all());
        create("Boats");
        until(() -> receiver.got.size() == 1);
        var memory = new HookMemory(wiki.repository().records());
        var courier =
                new Courier(
                        standing(hook).hook(),
                        memory,
                        () -> null,
                        FAST,
                        InstantSource.system(),
                        new java.util.Random(1));
        var many = new java.util.ArrayList<Due>();
        for (int i = 0; i < Courier.DUE_MAX + 2; i++) {
            many.add(new Due(10 + i, "m" + i, EventKind.CHANGED, "x", Instant.EPOCH, "{}"));
        }
        courier.add(many);
        assertEquals(Courier.DUE_MAX, courier.standing().due());
        assertEquals(3, courier.hook().lost());
        assertEquals(3, memory.hooks().getFirst().lost());
    }

    @Test
    void noAddressIsReachedThatIsNotAllowedWhateverANameLeadsTo() throws Exception {
        for (String host :
                List.of(
                        "127.0.0.1",
                        "localhost",
                        "rebound.example",
                        "[::1]",
                        "[::ffff:127.0.0.1]",
                        "2130706433")) {
            Hook hook =
                    hooks.of(wiki)
                            .add(
                                    new Hook.Wanted(
                                            "https://%s:%d/".formatted(host, receiver.port()),
                                            EventKind.OF_PAGES,
                                            Hook.From.ANYWHERE,
                                            "",
                                            false));
            Outcome outcome = hooks.of(wiki).test(hook.id(), PATIENCE).orElseThrow();
            assertEquals(Outcome.Result.FORBIDDEN, outcome.result(), host);
            hooks.of(wiki).remove(hook.id());
        }
        assertEquals(List.of(), receiver.got);

        // The same, allowed: it is no server of TLS, so nothing is sent in the clear either.
        Hook allowed =
                hooks.of(wiki)
                        .add(
                                new Hook.Wanted(
                                        "https://127.0.0.1:%d/".formatted(receiver.port()),
                                        EventKind.OF_PAGES,
                                        Hook.From.ANYWHERE,
                                        "",
                                        true));
        Outcome outcome = hooks.of(wiki).test(allowed.id(), PATIENCE).orElseThrow();
        assertNotEquals(Outcome.Result.FORBIDDEN, outcome.result());
        assertFalse(outcome.isDelivered());
        assertEquals(List.of(), receiver.got);
    }

    @Test
    void hooksAreBoundedAndWhatIsRemovedIsForgotten() throws Exception {
        for (int i = 0; i < WikiHooks.HOOKS_MAX; i++) {
            add(all());
        }
        var refused = assertThrows(HookRefusedException.class, () -> add(all()));
        assertEquals(HookRefusedException.Reason.TOO_MANY, refused.reason());
        for (WikiHooks.Standing each : hooks.of(wiki).list()) {
            assertTrue(hooks.of(wiki).remove(each.hook().id()));
        }
        assertFalse(hooks.of(wiki).remove("nothing"));
        assertEquals(Set.of(), wiki.repository().records().values("hook/").keySet());
        create("Boats");
        Hook again = add(all());
        assertTrue(hooks.of(wiki).test(again.id(), PATIENCE).orElseThrow().isDelivered());
        assertEquals(List.of("enquire.test"), types());
    }

    private Hook.Wanted all() {
        return wanted(receiver.url(), EnumSet.copyOf(EventKind.OF_PAGES), Hook.From.ANYWHERE, "");
    }

    private static Hook.Wanted wanted(String url, Set<EventKind> kinds, Hook.From from, String by) {
        return new Hook.Wanted(url, kinds, from, by, true);
    }

    private Hook add(Hook.Wanted wanted) {
        return hooks.of(wiki).add(wanted);
    }

    private PageView create(String title) {
        return wiki.repository().create(new Title(title), "quiet\n");
    }

    private WikiHooks.Standing standing(Hook hook) {
        return hooks.of(wiki).one(hook.id()).orElseThrow();
    }

    private List<String> types() {
        return receiver.got.stream().map(Receiver.Got::type).toList();
    }

    private void untilResult(Hook hook, Outcome.Result result) {
        until(() ->
                !standing(hook).past().isEmpty()
                        && standing(hook).past().getFirst().result() == result);
    }

    private void until(BooleanSupplier fits) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!fits.getAsBoolean()) {
            assertTrue(
                    Instant.now().isBefore(end), () -> "still: " + types() + hooks.of(wiki).list());
            BetweenLooks.pause();
        }
    }
}
