package enquire.web.wiki;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.Task;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ticks tasks of pages that are read: an edit of one character, made where the box stands by now.
 * What is wanted and not what to turn over is asked for, so asking twice changes nothing twice.
 */
public final class Ticking {

    /**
     * A page after its task was ticked.
     *
     * @param nothingElse whether it is otherwise as the reader had it, so that the numbers of its
     *     tasks are still those on the reader's screen
     */
    public record Ticked(PageView page, boolean nothingElse) {}

    /** One at a time: two that tick one box at once must not both write into it. */
    private static final ReentrantLock LOCK = new ReentrantLock();

    private Ticking() {}

    /**
     * @param read the version that was read, in which the task has its number
     * @param index of the task, counted from 0
     * @throws ProblemException 404 if there is no such task in that version, 409 if its box is gone
     */
    public static Ticked tick(Wiki wiki, PageId page, Version read, int index, boolean done) {
        LOCK.lock();
        try {
            PageView now = wiki.repository().page(page).orElseThrow(() -> gone());
            return tickNow(wiki, now, read, index, done);
        } finally {
            LOCK.unlock();
        }
    }

    private static Ticked tickNow(Wiki wiki, PageView page, Version read, int index, boolean done) {
        String readText = Versions.text(wiki, page, read);
        List<Task> tasks = PageAnalysis.of(readText).tasks();
        if (index >= tasks.size() || tasks.get(index).mark().isEmpty()) {
            throw ProblemException.notFound("There is no such task on this page. Reload it.");
        }
        int readMark = tasks.get(index).mark().getAsInt();
        int mark = moved(readText, page.text(), readMark);
        PageView after = page;
        if (isTicked(page.text().charAt(mark)) != done) {
            after =
                    wiki.repository()
                            .write(page.page(), page.version(), with(page.text(), mark, done));
        }
        boolean asRead =
                with(readText, readMark, done).equals(with(page.text(), mark, done))
                        && with(page.text(), mark, done).equals(after.text());
        return new Ticked(after, asRead);
    }

    /** The bracket before the mark is what is followed: the mark itself may have been changed. */
    private static int moved(String readText, String text, int mark) {
        int bracket = TextChange.between(readText, text).mapPosition(mark - 1, 1);
        boolean box =
                bracket + 2 < text.length()
                        && text.charAt(bracket) == '['
                        && text.charAt(bracket + 2) == ']'
                        && isMark(text.charAt(bracket + 1));
        if (!box) {
            throw gone();
        }
        return bracket + 1;
    }

    private static ProblemException gone() {
        return new ProblemException(
                409,
                "That task is not there any more.",
                "Somebody changed it meanwhile. Nothing was changed by you; reload the page.");
    }

    private static String with(String text, int mark, boolean done) {
        return text.substring(0, mark)
                + (isTicked(text.charAt(mark)) == done ? text.charAt(mark) : done ? 'x' : ' ')
                + text.substring(mark + 1);
    }

    private static boolean isMark(char mark) {
        return isTicked(mark) || Character.isWhitespace(mark);
    }

    private static boolean isTicked(char mark) {
        return mark == 'x' || mark == 'X';
    }
}
