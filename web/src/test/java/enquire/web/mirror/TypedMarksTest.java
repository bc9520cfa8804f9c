package enquire.web.mirror;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Marks that somebody drew himself, in a page out of which words were taken: he overwrites them.
 */
class TypedMarksTest extends FollowedFolder {

    private static final String PAGE = "Done: ███░░\nThe key: Swordfish7.\nMind it.\n";
    private static final String LEFT = PAGE.replace("Swordfish7", "");

    private void takeOut() throws IOException {
        var page = alice.create("Harbour", PAGE).page();
        alice.begin();
        alice.awaitFile("Harbour.md", PAGE);
        alice.wiki.redacting().redact(page, "Swordfish7").clean().join();
        alice.awaitFile("Harbour.md", LEFT);
    }

    /** As many characters as there were marks: they are no words that were taken out. */
    @Test
    void whatIsTypedOverThemInTheFileIsInThePage() throws IOException {
        takeOut();

        alice.save("Harbour.md", LEFT.replace("███", "all"));

        alice.awaitText("Harbour", LEFT.replace("███", "all"));
    }

    /** An editor had read the words, and overwrites the marks: nobody knows which is which. */
    @Test
    void whatIsTypedOverThemWhereTheFileHoldsTheWordsIsSaidAndStays() throws IOException {
        takeOut();

        String saved = PAGE.replace("███", "all").replace("Mind", "Do mind");
        alice.save("Harbour.md", saved);

        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .anyMatch(each -> each.kind() == Trouble.Kind.WORDS_TAKEN_OUT),
                () -> alice.text("Harbour") + " " + alice.mirror().status());
        alice.awaitFile("Harbour.md", saved);
        alice.awaitText("Harbour", LEFT);
    }
}
