package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parts of two real vaults, as their authors wrote them: the documentation of Foam and of
 * SilverBullet, both under the MIT licence, which lies beside them.
 */
class VaultRenderTest {

    /** What this copy held when it was taken: fewer means that a form of link is no longer read. */
    private static final int RESOLVED_IN_FOAM = 91;

    @ParameterizedTest
    @ValueSource(strings = {"foam-docs", "silverbullet-docs"})
    void everyPageRendersAndEachOfItsLinksStandsWhereTheAnalysisSays(String name) throws Exception {
        Vault vault = vault(name);
        assertTrue(vault.titles().size() > 20, name);
        for (String title : vault.titles()) {
            String text = vault.text(title);
            Rendered rendered = vault.render(title);
            PageAnalysis page = PageAnalysis.of(text);
            assertFalse(rendered.tooLarge(), title);
            assertEquals(slugs(page.headings()), slugs(rendered.outline()), title);
            for (Heading heading : page.headings()) {
                assertTrue(
                        rendered.unsanitisedHtml().contains("id=\"" + heading.slug() + "\""),
                        title);
            }
            for (PageLink link : page.links()) {
                String written = link.range().of(text);
                assertTrue(written.matches("(?s)!?\\[.*[\\])]"), title + ": " + written);
                LinkContext context = link.context();
                assertEquals(link.label(), context.label().of(context.sentence()), title);
            }
        }
    }

    @Test
    void everyLinkWhoseTargetIsInTheFolderResolves() throws Exception {
        Vault vault = vault("foam-docs");
        Set<String> names = new HashSet<>();
        vault.titles().forEach(title -> names.add(lastSegment(title)));
        int resolved = 0;
        for (String title : vault.titles()) {
            for (PageLink link : PageAnalysis.of(vault.text(title)).links()) {
                boolean found =
                        vault.resolve(link.target(), title).isPresent()
                                || vault.holdsFile(link.target(), title);
                resolved += found ? 1 : 0;
                String name = lastSegment(RelativePaths.withoutExtension(link.target().name()));
                assertTrue(found || !names.contains(name), title + ": " + link.target());
            }
        }
        assertEquals(RESOLVED_IN_FOAM, resolved);
    }

    @Test
    void anImageOfTheVaultIsShown() throws Exception {
        Vault vault = vault("foam-docs");
        assertTrue(
                vault.html("user/tools/foam-logging-in-vscode")
                        .contains("src=\"/w/-/file/assets/images/foam-log.png\""));
    }

    @Test
    void theTasksOfAPageCanBeToggled() throws Exception {
        String html = vault("silverbullet-docs").html("Task");
        assertTrue(html.contains("data-task=\"0\""), html);
    }

    private static String lastSegment(String title) {
        return title.substring(title.lastIndexOf('/') + 1);
    }

    private static List<String> slugs(List<Heading> headings) {
        return headings.stream().map(Heading::slug).toList();
    }

    private static Vault vault(String name) throws IOException, URISyntaxException {
        var folder = VaultRenderTest.class.getResource("/vaults/" + name);
        return Vault.of(Path.of(folder.toURI()));
    }
}
