package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.storage.Authorship.Edit;
import enquire.storage.Authorship.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who wrote what and when, of all pages together. */
class AuthorshipTest {

    /** When the clocks of these people begin. */
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private static final PageId NOWHERE = PageId.parse("abcd0000-0000-4000-8000-000000000000");

    @AutoClose private final Person alice;
    @AutoClose private final Person bob;

    AuthorshipTest(@TempDir Path folder) {
        alice = new Person("Alice", folder, 1);
        bob = new Person("Bob", folder, 2);
    }

    @Test
    void aPageHasTheAuthorsOfItsChanges() {
        PageView minutes = alice.create("Minutes", "Present: Alice.\n");
        assertEquals(Set.of(alice.peer), authorship(alice).authors(minutes.page()));

        carry(alice, bob);
        bob.write(minutes.page(), "Present: Alice, Bob.\n");
        carry(bob, alice);

        assertEquals(Set.of(alice.peer, bob.peer), authorship(alice).authors(minutes.page()));
        assertEquals(Set.of(), authorship(alice).authors(NOWHERE));
    }

    @Test
    void editsOfAllPagesAreReadPartByPartTheNewestFirst() {
        PageView first = alice.create("First", "one\n");
        alice.wait(Duration.ofHours(30));
        PageView second = alice.create("Second", "two\n");
        alice.write(first.page(), "one and a half\n");
        alice.repository().exchange().fold(first.page());

        List<Edit> all = authorship(alice).edits(Place.NEWEST, 100);
        assertEquals(first.page(), all.getFirst().page());
        assertEquals(first.page(), all.getLast().page());
        assertTrue(all.stream().anyMatch(edit -> edit.page().equals(second.page())));

        var read = new ArrayList<Edit>();
        Place before = new Place(Long.MAX_VALUE, 0);
        List<Edit> part = authorship(alice).edits(before, 1);
        while (!part.isEmpty()) {
            read.addAll(part);
            part = authorship(alice).edits(part.getLast().place(), 1);
        }
        assertEquals(all, read);
    }

    @Test
    void typingIsThereBeforeItIsPartOfAChange() {
        PageView page = alice.create("Log", "");
        alice.wait(Duration.ofMinutes(1));
        alice.write(page.page(), "low water");

        Edit newest = authorship(alice).edits(Place.NEWEST, 1).getFirst();
        assertEquals(page.page(), newest.page());
        assertEquals(START.plus(Duration.ofMinutes(1)), newest.at());
    }

    @Test
    void newsIsWhatOthersWroteThatCameAfterTheMarkHoweverOldItIs() {
        PageView old = bob.create("Old", "from long ago\n");
        alice.wait(Duration.ofDays(9));
        alice.create("Own", "by Alice\n");
        long mark = authorship(alice).last();
        assertEquals(0, authorship(alice).pagesWithNews(0, 99));

        carry(bob, alice);

        assertEquals(1, authorship(alice).pagesWithNews(mark, 99));
        assertEquals(1, authorship(alice).pagesWithNews(0, 99));
        List<Edit> news = authorship(alice).news(mark, Place.NEWEST, 100);
        assertEquals(Set.of(old.page()), pages(news));
        assertEquals(START, news.getFirst().at());
        assertEquals(0, authorship(alice).pagesWithNews(authorship(alice).last(), 99));
        assertEquals(List.of(), authorship(alice).news(authorship(alice).last(), Place.NEWEST, 9));
    }

    @Test
    void aClockThatIsAheadMakesNoEditOfTomorrow() {
        bob.wait(Duration.ofDays(400));
        bob.create("Future", "soon\n");

        carry(bob, alice);

        assertEquals(START, authorship(alice).news(0, Place.NEWEST, 9).getFirst().at());
    }

    @Test
    void pagesWithNewsAreCountedUpToALimit() {
        for (int i = 0; i < 5; i++) {
            bob.create("Page " + i, "text\n");
        }
        carry(bob, alice);

        assertEquals(3, authorship(alice).pagesWithNews(0, 3));
        assertEquals(5, authorship(alice).pagesWithNews(0, 99));
    }

    /** As a sync does; the time is that of whose revisions they are. */
    private static void carry(Person from, Person to) {
        Exchange theirs = from.repository().exchange();
        theirs.pending().forEach(theirs::fold);
        for (var entry : theirs.index(0, 1_000).entries()) {
            Exchange ours = to.repository().exchange();
            Exchange.Missing missing = theirs.missing(entry.page(), ours.heads(entry.page()));
            if (!missing.changes().isEmpty()) {
                ours.receive(
                        entry.page(),
                        missing.changes(),
                        missing.statements(),
                        from.page(entry.page()).changedAt(),
                        Optional.of(from.peer));
            }
        }
    }

    private static Authorship authorship(Person person) {
        return person.repository().authorship();
    }

    private static Set<PageId> pages(List<Edit> edits) {
        return edits.stream().map(Edit::page).collect(Collectors.toSet());
    }
}
