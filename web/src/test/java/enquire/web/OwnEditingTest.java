package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.node.Presence;
import enquire.sync.node.Wiki;
import enquire.web.live.TestTab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is told of what is open in another tab of the same person. */
class OwnEditingTest {

    @Test
    void whoEditsInOneTabIsNotToldOfItInAnother(@TempDir Path data) throws Exception {
        try (var alice = TestNode.start(data, "Alice");
                var tab = new TestTab("one")) {
            Wiki wiki = alice.node().create("w");
            PageId page = wiki.repository().create(new Title("Tides"), "low\n").page();
            tab.connect(alice.uri("/"), alice.token(), "w", "Tides");
            tab.append("high\n");
            tab.push();
            tab.until(() -> tab.acked() > 0);
            assertEquals(
                    List.of(true),
                    wiki.presence().on(page).stream().map(Presence.Person::editing).toList());

            String read = alice.get("/w/Tides", "Accept", "text/html").body();

            assertFalse(read.contains("editing now"), read);
        }
    }
}
