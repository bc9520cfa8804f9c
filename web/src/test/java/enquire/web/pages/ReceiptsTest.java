package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Repository;
import enquire.web.wiki.Pins;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What was done is taken back once; what failed to be taken back can be tried again. */
class ReceiptsTest extends BrowsedNode {

    @Test
    void anUndoThatFailedStaysAndWorksOnceThereIsRoomAgain() throws Exception {
        makeWiki();
        Repository repository = alice.node().wiki("w").orElseThrow().repository();
        List<PageId> pages = new ArrayList<>();
        for (int i = 0; i <= Pins.PINS_MAX; i++) {
            pages.add(repository.create(new Title("Page " + i), "").page());
        }
        for (PageId page : pages.subList(0, Pins.PINS_MAX)) {
            assertTrue(Pins.pin(repository, page, Instant.now()));
        }
        HttpResponse<String> unpinned = form("/w/-/pin/Page_0", "off", "on");
        var undo =
                Pattern.compile("action=\"(/w/-/undo/[^\"]+)\"")
                        .matcher(browse(location(unpinned)).body());
        assertTrue(undo.find(), "it can be undone");
        // Somebody pins another page, and there is no room for the first one.
        assertTrue(Pins.pin(repository, pages.getLast(), Instant.now()));

        HttpResponse<String> refused = form(undo.group(1));

        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("Unpin one first"), refused.body());
        assertFalse(Pins.isPinned(repository, pages.getFirst()));
        Pins.unpin(repository, pages.getLast());

        assertEquals(303, form(undo.group(1)).statusCode());

        assertTrue(Pins.isPinned(repository, pages.getFirst()));
        assertEquals(404, form(undo.group(1)).statusCode(), "it is taken back once");
    }
}
