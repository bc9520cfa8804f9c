package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SlugsTest {

    @Test
    void aSlugIsLettersAndDigitsJoinedByDashes() {
        assertEquals("our-garden-2026", Slugs.of("  Our garden: 2026! ", Set.of()));
        assertEquals("日本語", Slugs.of("日本語", Set.of()));
        assertEquals("wiki", Slugs.of("!!!", Set.of()));
    }

    @Test
    void aTakenSlugGetsANumber() {
        assertEquals("garden-3", Slugs.of("Garden", Set.of("garden", "garden-2")));
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        String slug = Slugs.of("𝒜".repeat(100), Set.of());

        assertTrue(slug.length() <= 40);
        assertTrue(Character.isLowSurrogate(slug.charAt(slug.length() - 1)), slug);
    }
}
