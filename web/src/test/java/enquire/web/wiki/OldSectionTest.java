package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OldSectionTest {

    private static final String OLD =
            "top\n\n# One\n\nold one\n\n# Two\n\nold two\n\n# Two\n\nsecond\n";
    private static final String NOW = "top, now\n\n# Two\n\nnew two\n\n# Two\n\nsecond\n";

    @Test
    void thoseThatAreGoneOrReadOtherwiseDiffer() {
        assertEquals(List.of(0, 1, 2), OldSection.differing(OLD, NOW));
    }

    @Test
    void aSectionTakesThePlaceOfTheOneOfItsTitle() {
        assertEquals(
                Optional.of("top, now\n\n# Two\n\nold two\n\n# Two\n\nsecond\n"),
                OldSection.into(NOW, OLD, 2));
        assertEquals(
                Optional.of("top\n\n# Two\n\nnew two\n\n# Two\n\nsecond\n"),
                OldSection.into(NOW, OLD, 0));
    }

    @Test
    void aSectionThatIsGoneComesBackBehindTheOneItStoodBehind() {
        assertEquals(
                Optional.of(
                        "top, now\n\n# One\n\nold one\n\n# Two\n\nnew two\n\n# Two\n\nsecond\n"),
                OldSection.into(NOW, OLD, 1));
        assertEquals(Optional.empty(), OldSection.into(NOW, OLD, 4));
    }

    @Test
    void whatLooksLikeAHeadingInCodeIsNone() {
        String code = "```\n# no\n```\n\n# Yes\n\ntext\n";

        assertEquals(Optional.of("# Yes\n\ntext\n"), OldSection.into("", code, 1));
    }
}
