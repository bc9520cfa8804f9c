package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChangedSectionsTest {

    @Test
    void onlyWhatDiffersIsLeftAndTheDefinitionsOfLinks() {
        String before = "intro\n\n# One\n\n[a]\n\n# Two\n\ntext\n\n# End\n\n[a]: /x\n";
        String after = before.replace("[a]\n\n# Two", "[a], too\n\n# Two");

        var changed = ChangedSections.of(before, after);

        assertEquals("# One\n\n[a]\n\n\n[a]: /x\n", changed.before());
        assertEquals("# One\n\n[a], too\n\n\n[a]: /x\n", changed.after());
        assertEquals(3, changed.left());
    }

    @Test
    void aPageWithoutHeadingsIsOneSection() {
        var changed = ChangedSections.of("one", "two");

        assertEquals("one\n\n", changed.before());
        assertEquals("two\n\n", changed.after());
        assertEquals(0, changed.left());
    }
}
