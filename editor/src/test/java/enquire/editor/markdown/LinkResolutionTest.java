package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkResolutionTest {

    private final Vault vault =
            new Vault()
                    .add("Crane", "")
                    .add("Harbour/Crane", "---\naliases: [The big one]\n---")
                    .add("Harbour/Notes", "---\naliases: [Tides]\n---")
                    .add("Tides", "")
                    .add("Archive/Old/Plan", "")
                    .add("Other/Plan", "")
                    .add("Archive/Rota", "")
                    .add("Notes.md file", "");

    @Test
    void aTitleComesBeforeAnAliasAndAnAliasBeforeALastSegment() {
        assertEquals(Optional.of("Tides"), wikilink("tides"));
        assertEquals(Optional.of("Harbour/Crane"), wikilink("the big one"));
        assertEquals(Optional.of("Archive/Rota"), wikilink("Rota"));
    }

    @Test
    void aLastSegmentCountsOnlyIfItIsUnique() {
        assertEquals(Optional.empty(), wikilink("Plan"));
        assertEquals(Optional.of("Archive/Old/Plan"), wikilink("Old/Plan"));
        assertEquals(Optional.empty(), wikilink("ld/Plan"));
    }

    @Test
    void theExtensionMayBeWritten() {
        assertEquals(Optional.of("Archive/Rota"), wikilink("Rota.md"));
        assertEquals(Optional.of("Crane"), relative("../Crane", "Harbour/Notes"));
        assertEquals(Optional.of("Crane"), relative("../Crane.MD", "Harbour/Notes"));
    }

    @Test
    void aRelativeLinkStartsInThePagesFolder() {
        assertEquals(Optional.of("Harbour/Crane"), relative("Crane.md", "Harbour/Notes"));
        assertEquals(Optional.of("Harbour/Crane"), relative("./Crane.md", "Harbour/Notes"));
        assertEquals(Optional.of("Crane"), relative("/Crane.md", "Harbour/Notes"));
        assertEquals(Optional.of("Crane"), relative("Crane.md", "Tides"));
    }

    @Test
    void aRelativeLinkFallsBackToTheTitle() {
        assertEquals(Optional.of("Archive/Rota"), relative("Archive/Rota.md", "Harbour/Notes"));
        assertEquals(Optional.of("Tides"), relative("../../../Tides.md", "Harbour/Notes"));
    }

    @Test
    void aWikilinkIsNotRelativeUnlessItSaysSo() {
        assertEquals(
                Optional.of("Crane"), resolve(new LinkTarget.Wikilink("Crane"), "Harbour/Notes"));
        assertEquals(
                Optional.of("Harbour/Crane"),
                resolve(new LinkTarget.Wikilink("./Crane"), "Harbour/Notes"));
    }

    @Test
    void aPlaceInsideAPageIsNoPartOfItsName() {
        assertEquals(Optional.of("Tides"), wikilink("Tides@123"));
        assertEquals(Optional.of("Tides"), wikilink("^Tides@L12c4"));
    }

    @Test
    void impossibleNamesLeadNowhere() {
        for (String name : new String[] {"", "/", "..", "../..", "a//b", "\u0000", ".md", "%"}) {
            assertEquals(Optional.empty(), wikilink(name), name);
            assertEquals(Optional.empty(), relative(name, "Harbour/Notes"), name);
        }
    }

    private Optional<String> wikilink(String name) {
        return resolve(new LinkTarget.Wikilink(name), "Start");
    }

    private Optional<String> relative(String path, String from) {
        return resolve(new LinkTarget.RelativePath(path), from);
    }

    private Optional<String> resolve(LinkTarget target, String from) {
        return vault.resolve(target, from);
    }
}
