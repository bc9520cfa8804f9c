package enquire.sync.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.EditSummary;
import enquire.editor.page.Genesis;
import enquire.editor.page.Heads;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PeerId;
import enquire.editor.page.Replay;
import enquire.editor.page.TextHistory;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PeerId ALICE = new PeerId(Bytes.ofHex("0a".repeat(32)));
    private static final PeerId BOB = new PeerId(Bytes.ofHex("0b".repeat(32)));

    private static final List<String> PIECES =
            List.of(
                    "w ",
                    "one two ",
                    "\n",
                    "# Head\n",
                    "\n## Head",
                    "#",
                    " ",
                    "```\n",
                    "\n~~~",
                    "漢字",
                    "don't",
                    "🌹",
                    "\n   # In\n",
                    "\n    # Code\n");

    private final List<DatedChange> made = new ArrayList<>();
    private final PageDocument alice = page(ALICE);
    private final PageDocument bob = page(BOB);

    private record DatedChange(Change change, Instant at) {}

    /** Of what was made so far, whatever came first. */
    private PageHistory history() {
        var left = new ArrayList<>(made);
        var changes = new ArrayList<Change>();
        var times = new ArrayList<Long>();
        var read = new HashSet<ChangeHash>(Set.of(Genesis.HASH));
        while (!left.isEmpty()) {
            int next = 0;
            while (!read.containsAll(left.get(next).change().dependencies())) {
                next++;
            }
            DatedChange each = left.remove(next);
            if (read.add(each.change().hash())) {
                changes.add(each.change());
                times.add(each.at().toEpochMilli());
            }
        }
        return PageHistory.of(
                Replay.EMPTY.with(changes), times.stream().mapToLong(Long::longValue).toArray());
    }

    private static PageDocument page(PeerId author) {
        return PageDocument.create(ActorId.of(author, Bytes.ofHex("0000000000000001")));
    }

    @AfterEach
    void free() {
        alice.close();
        bob.close();
    }

    private void write(PageDocument page, Duration after, String text) {
        date(page.edit(new Edit.Text(TextChange.between(page.text(), text))), after);
    }

    private void date(List<Change> changes, Duration after) {
        changes.forEach(change -> made.add(new DatedChange(change, NOON.plus(after))));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static EditSize size(PageHistory history, EditSession session) {
        return history.sizesOfSessions(List.of(session)).getFirst();
    }

    @Test
    void editsOfOneAuthorWithLessThanTenMinutesBetweenThemAreOneSession() {
        write(alice, minutes(0), "one");
        write(alice, minutes(9), "one two");
        write(alice, minutes(19), "one two three four");

        List<EditSession> sessions = history().sessions();

        assertEquals(2, sessions.size());
        assertEquals(NOON.plus(minutes(19)), sessions.getFirst().from());
        assertEquals(NOON, sessions.getLast().from());
        assertEquals(NOON.plus(minutes(9)), sessions.getLast().to());
    }

    @Test
    void whatTwoWroteAtTheSameTimeIsTwoSessionsAndEachTellsWhatItsAuthorDid() {
        write(alice, seconds(0), "red roses");
        bob.apply(alice.changes());
        write(bob, seconds(20), "red roses and white lilies");
        alice.apply(bob.changes());
        write(alice, seconds(40), "dark red roses and white lilies");
        bob.apply(alice.changes());
        write(bob, seconds(70), "dark red roses and lilies");

        PageHistory history = history();

        assertEquals(2, history.sessions().size());
        EditSession bobs = history.sessions().getFirst();
        assertEquals(BOB, bobs.author());
        TextHistory.Part did = history.doing(bobs).orElseThrow();
        assertEquals("dark red roses", did.before());
        assertEquals("dark red roses and lilies", did.after());
        assertEquals(new EditSize(2, 0, 1), size(history, bobs));
        assertEquals(
                "dark red roses and white lilies",
                history.doing(history.sessions().getLast()).orElseThrow().after());
    }

    @Test
    void whoGoesOnAfterAMinuteInWhichSomebodyElseWroteBeginsAnew() {
        write(alice, minutes(0), "red roses");
        bob.apply(alice.changes());
        write(bob, minutes(1), "red roses and lilies");
        alice.apply(bob.changes());
        write(alice, minutes(2), "dark red roses and lilies");

        List<EditSession> sessions = history().sessions();

        assertEquals(
                List.of(ALICE, BOB, ALICE), sessions.stream().map(EditSession::author).toList());
    }

    @Test
    void sectionsAreCountedByTheirHeadingsAndWordsByWhatAReaderSees() {
        write(alice, minutes(0), "# Plan\n\nboats\n\n## Tides\n\nhigh water\n");
        write(alice, minutes(30), "# Plan\n\nboats, don't\n\n## Tides\n\nhigh\n");

        PageHistory history = history();

        assertEquals(new EditSize(1, 1, 2), size(history, history.sessions().getFirst()));
    }

    @Test
    void aTextThatWasReplacedWithinTheMinuteIsAStepOfItsOwn() {
        write(alice, Duration.ofSeconds(0), "8 tonnes");
        write(alice, Duration.ofSeconds(5), "8 tonnes, tested");
        write(alice, Duration.ofSeconds(10), "9 tonnes, tested");

        PageHistory history = history();
        List<EditStep> steps = history.steps(history.sessions().getFirst());

        assertEquals(2, steps.size());
        assertEquals("8 tonnes, tested", text(history, steps.getLast()));
        assertEquals("9 tonnes, tested", text(history, steps.getFirst()));
    }

    private static String text(PageHistory history, EditStep step) {
        return history.text()
                .orElseThrow()
                .text(history.changesOf(step.version().heads()).orElseThrow());
    }

    @Test
    void aRenameIsAStepThatSaysSo() {
        write(alice, minutes(0), "text");
        date(alice.edit(new Edit.Rename(new Title("Roses"))), minutes(1).minusSeconds(30));

        PageHistory history = history();
        EditStep newest = history.steps(history.sessions().getFirst()).getFirst();

        assertEquals(
                List.of(new TextHistory.Act(TextHistory.Act.Kind.RENAMED, "", "Roses")),
                history.acts(newest.last()));
    }

    @Test
    void namingAVersionIsNoSessionAndTheNameStandsBesideWhatWasWritten() {
        write(alice, minutes(0), "red roses");
        Heads named = alice.heads();
        date(alice.edit(new Edit.PutMark(NamedVersion.key(named), "Before the frost")), minutes(0));
        write(alice, minutes(1), "red roses and lilies");
        date(
                alice.edit(
                        new Edit.PutMark(
                                NamedVersion.key(Heads.of(List.of(Genesis.HASH))), "never was")),
                minutes(20));

        PageHistory history = history();

        assertEquals(1, history.sessions().size());
        assertEquals(
                List.of(new PageHistory.Named("Before the frost", new Version(named, 0), 0, ALICE)),
                history.named());
        assertEquals(
                history.sessions().getFirst(),
                history.sessionOf(new Version(alice.heads(), 0)).orElseThrow());
    }

    @Test
    void editsThatSayThemselvesWhatTheyAreStandApart() {
        write(alice, minutes(0), "made here");
        for (int i = 0; i < 3; i++) {
            String text = alice.text();
            date(
                    alice.edit(
                            List.of(
                                    new Edit.Text(TextChange.between(text, text + " " + i)),
                                    EditSummary.mark("Carol, 2011-03-04: edit " + i))),
                    minutes(1));
        }
        write(alice, minutes(2), alice.text() + " and here");

        List<String> said =
                history().sessions().stream()
                        .map(session -> history().acts(session.last()))
                        .map(acts -> acts.isEmpty() ? "" : acts.getLast().value())
                        .toList();

        assertEquals(
                List.of(
                        "",
                        "Carol, 2011-03-04: edit 2",
                        "Carol, 2011-03-04: edit 1",
                        "Carol, 2011-03-04: edit 0"),
                said.subList(0, 4));
    }

    /** More than fits into one change: the last of them has the summary. */
    @Test
    void aLongEditThatSaysItselfWhatItIsIsOneStepWithThat() {
        for (String letter : List.of("a ", "b ")) {
            date(
                    alice.edit(
                            List.of(
                                    new Edit.Text(
                                            TextChange.between(
                                                    alice.text(), letter.repeat(30_000))),
                                    EditSummary.mark("Carol, 2011-03-04: " + letter))),
                    minutes(1));
        }

        PageHistory history = history();

        assertTrue(history.size() > 4, "changes: " + history.size());
        List<List<EditStep>> steps = history.sessions().stream().map(history::steps).toList();
        assertEquals(List.of(1, 1), steps.stream().map(List::size).toList());
        assertEquals(
                List.of("Carol, 2011-03-04: b", "Carol, 2011-03-04: a"),
                steps.stream()
                        .map(each -> history.acts(each.getFirst()).getLast().value())
                        .toList());
    }

    @Test
    void aClockThatIsAheadDoesNotPutAnEditBeforeWhatItBuildsOn() {
        write(alice, Duration.ofDays(400), "from the future");
        bob.apply(alice.changes());
        write(bob, minutes(0), "from the future, they say");

        PageHistory history = history();

        assertEquals(BOB, history.sessions().getFirst().author());
        assertEquals(
                "from the future, they say",
                history.doing(history.sessions().getFirst()).orElseThrow().after());
    }

    @Test
    void whatIsTypedRightNowIsPartOfTheAuthorsSession() {
        write(alice, minutes(0), "red roses\n");
        bob.apply(alice.changes());
        write(bob, minutes(20), "red 🌹 roses\n");
        var now = new Version(bob.heads(), 7);
        PageHistory folded = history();

        PageHistory history =
                folded.with(new Typing(BOB, NOON.plus(minutes(21)), now, "dark 🌹 roses\n# Here"));

        EditSession bobs = history.sessions().getFirst();
        assertEquals(2, history.sessions().size());
        assertEquals(now, bobs.version());
        assertEquals("red roses\n", history.doing(bobs).orElseThrow().before());
        assertEquals("dark 🌹 roses\n# Here", history.doing(bobs).orElseThrow().after());
        assertEquals(new EditSize(2, 1, 2), size(history, bobs));
        assertEquals(Optional.of(bobs), history.sessionOf(now));
        assertEquals(2, folded.size());

        write(bob, minutes(21), "dark 🌹 roses\n# Here");
        PageHistory later = history();
        assertEquals(later.sessions().getFirst(), later.sessionOf(now).orElseThrow());
    }

    /** Whatever was written while apart, in whatever order it came. */
    @Test
    void everyVersionReadsAsAutomergeReadsItAndEverySessionEndsInOne() {
        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            try (var one = page(ALICE);
                    var other = page(BOB)) {
                made.clear();
                for (int i = 0; i < 30; i++) {
                    PageDocument writer = random.nextBoolean() ? one : other;
                    if (random.nextInt(4) == 0) {
                        writer.apply((writer == one ? other : one).changes());
                    }
                    int at = whole(writer.text(), random.nextInt(writer.text().length() + 1));
                    int to =
                            whole(
                                    writer.text(),
                                    Math.min(writer.text().length(), at + random.nextInt(9)));
                    date(
                            writer.edit(
                                    new Edit.Text(
                                            TextChange.replace(
                                                    writer.text().length(),
                                                    at,
                                                    to,
                                                    PIECES.get(random.nextInt(PIECES.size()))))),
                            minutes(random.nextInt(3) * 8L + i * 2L));
                }
                one.apply(other.changes());
                Collections.shuffle(made, random);

                PageHistory history = history();

                assertSizes(history, "seed " + seed);
                for (EditSession session : history.sessions()) {
                    var changes = history.changesOf(session.version().heads()).orElseThrow();
                    assertEquals(session.last(), changes.length() - 1, "seed " + seed);
                    assertEquals(
                            one.textAt(session.version().heads()),
                            history.doing(session).orElseThrow().after(),
                            "seed " + seed);
                    assertTrue(changes.intersects(session.changes()));
                }
            }
        }
    }

    /** What is counted by the characters alone is what the whole text before and after says. */
    private static void assertSizes(PageHistory history, String message) {
        List<EditSession> sessions = history.sessions();
        assertEquals(
                sessions.stream().map(each -> naive(history.doing(each))).toList(),
                history.sizesOfSessions(sessions),
                message);
        for (EditSession session : sessions) {
            List<EditStep> steps = history.steps(session);
            assertEquals(
                    steps.stream().map(each -> naive(history.doing(each))).toList(),
                    history.sizesOfSteps(steps),
                    message);
        }
    }

    private static int whole(String text, int at) {
        boolean cuts = at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return cuts ? at - 1 : at;
    }

    private static EditSize naive(Optional<TextHistory.Part> part) {
        return EditSize.of(part.orElseThrow());
    }
}
