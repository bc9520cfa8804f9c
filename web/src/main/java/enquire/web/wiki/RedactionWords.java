package enquire.web.wiki;

import enquire.editor.page.BlobId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Redacting;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.util.List;
import java.util.concurrent.CompletionException;

/** What is said about words that were taken out of a page's past, and asked for. Stateless. */
public final class RedactionWords {

    /**
     * Shorter ones stand in too many places that nobody means. (A guess: three digits are the
     * shortest secret on the back of a card.)
     */
    public static final int CHARACTERS_MIN = 3;

    /** In UTF-16 units: a key file is longer than a password, and shorter than this. (A guess.) */
    public static final int CHARACTERS_MAX = 16_384;

    /** Pages that are named as those with a file. (A guess.) */
    private static final int PAGES_MAX = 20;

    private RedactionWords() {}

    /**
     * What is to be taken out, as it stands in the text.
     *
     * @throws ProblemException if it is too short or too long
     */
    public static String words(String given) {
        String words = given.replace("\r\n", "\n").strip();
        if (words.length() < CHARACTERS_MIN || words.length() > CHARACTERS_MAX) {
            Messages messages = Speaking.messages();
            throw new ProblemException(
                    422,
                    messages.text("failure.notTakenOut"),
                    messages.text(
                            "redact.length", "least", CHARACTERS_MIN, "most", CHARACTERS_MAX));
        }
        return words;
    }

    /**
     * @throws ProblemException if this computer may not take anything out
     */
    public static void requireAllowed(Wiki wiki) {
        if (!wiki.redacting().mayRedact()) {
            Messages messages = Speaking.messages();
            throw new ProblemException(
                    403, messages.text("failure.notTakenOut"), messages.text("redact.notAllowed"));
        }
    }

    /**
     * Titles of live pages that use an attachment, of which these are at most {@link #PAGES_MAX},
     * in the order of their titles.
     */
    public static List<String> pagesWith(Wiki wiki, BlobId file) {
        Repository repository = wiki.repository();
        return repository.attachments().pagesWith(file, PAGES_MAX).stream()
                .flatMap(page -> repository.page(page).stream())
                .map(PageView::displayTitle)
                .toList();
    }

    /** Waits until no file of this computer's database holds it; false if that failed for now. */
    public static boolean isClean(Redacting.Redacted redacted) {
        try {
            redacted.clean().join();
            return true;
        } catch (CompletionException e) {
            return false; // It is in the log, and tried again later.
        }
    }
}
