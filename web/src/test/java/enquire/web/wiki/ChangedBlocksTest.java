package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChangedBlocksTest {

    @Test
    void onlyWhatDiffersIsLeftWithItsHeadingAndTheDefinitionsOfLinks() {
        String before = "intro\n\n# One\n\nsame\n\n[a]\n\nsame\n\n# Two\n\ntext\n\n[a]: /x\n";
        String after = before.replace("[a]\n\nsame", "[a], too\n\nsame");

        var changed = ChangedBlocks.of(before, after);

        assertEquals("# One\n\n\n\n[a]\n\n\n\n\n[a]: /x\n", changed.before());
        assertEquals("# One\n\n\n\n[a], too\n\n\n\n\n[a]: /x\n", changed.after());
        assertTrue(changed.left());
    }

    @Test
    void whatIsIndentedOrFencedStaysInOnePiece() {
        String before = "one\n\n- item\n\n  more\n\n```\na\n\n# b\n\nc\n```\n";
        String after = before.replace("more", "less").replace("c\n", "d\n");

        var changed = ChangedBlocks.of(before, after);

        assertEquals("- item\n\n  more\n\n\n\n```\na\n\n# b\n\nc\n```\n\n\n\n", changed.before());
        assertEquals("- item\n\n  less\n\n\n\n```\na\n\n# b\n\nd\n```\n\n\n\n", changed.after());
    }

    @Test
    void aPageOfOneBlockIsShownWhole() {
        var changed = ChangedBlocks.of("one", "two");

        assertEquals("one\n\n\n", changed.before());
        assertEquals("two\n\n\n", changed.after());
        assertFalse(changed.left());
    }
}
