package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomePageTest {

    /** Each is what its program calls it; one of a name before it in the list wins. */
    @Test
    void aWikiOfAnotherProgramOpensWithThePageThatItOpenedWithThere(@TempDir Path folder) {
        try (TestNode node = TestNode.withWiki(folder)) {
            Wiki wiki = node.node().wiki("w").orElseThrow();
            wiki.repository()
                    .pages(Optional.empty(), 100)
                    .forEach(page -> wiki.repository().delete(page.page()));
            assertEquals("Home", HomePage.title(wiki));
            for (String title :
                    List.of("Contents", "start", "Hauptseite", "Main Page", "README", "Home")) {
                wiki.repository().create(new Title(title), "Text.\n");
                assertEquals(title, HomePage.title(wiki));
            }
        }
    }
}
