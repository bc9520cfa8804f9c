package enquire.web.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.PageView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What programs are told, of a real node. */
class HooksTest extends HookedNode {

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
        // A pause between two letters is none, also on a computer that is busy.
        var calm =
                new HookPace(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        FAST.answer(),
                        FAST.pauses(),
                        FAST.giveUp());
        hooks.close();
        begin(calm, InstantSource.system());
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
}
