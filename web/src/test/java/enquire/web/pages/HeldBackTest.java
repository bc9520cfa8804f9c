package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit that is kept out of its page is told to the people of the wiki. */
class HeldBackTest {

    private static final int HELD_BACK = 2;

    @TempDir Path data;

    @Test
    void thePeersScreenNamesThePageAndWhy() throws Exception {
        String wiki;
        PageView page;
        try (TestNode node = TestNode.start(data)) {
            var made = node.node().create("w");
            wiki = made.id().toString();
            page = made.repository().create(new Title("Home <b>"), "text");
            assertFalse(node.get("/w/-/sync").body().contains("Held back"));
        }
        // As the examination of what ended an earlier run notes it.
        try (var database =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + data.resolve("wikis/" + wiki + "/wiki.db"));
                var insert =
                        database.prepareStatement("INSERT INTO suspect VALUES (?, ?, ?, 0, ?)")) {
            insert.setBytes(1, page.page().toBytes().toArray());
            insert.setBytes(2, new byte[32]);
            insert.setInt(3, HELD_BACK);
            insert.setString(4, "It ends the program that takes it into a page.");
            insert.executeUpdate();
        }

        try (TestNode node = TestNode.start(data)) {
            String screen = node.get("/w/-/sync").body();
            assertTrue(screen.contains("Held back"), screen);
            assertTrue(screen.contains("An edit by somebody in “Home &lt;b&gt;”"), screen);
            assertTrue(screen.contains("It ends the program that takes it"), screen);
            assertEquals(200, node.get("/w/Home_%3Cb%3E").statusCode());
        }
    }
}
