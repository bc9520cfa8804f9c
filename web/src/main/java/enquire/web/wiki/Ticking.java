package enquire.web.wiki;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.Task;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern BOX = Pattern.compile("\\[([xX\\s]{1,8})]");

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
            throw ProblemException.notFound(Speaking.messages().text("error.noTask"));
        }
        Task task = tasks.get(index);
        var readMarks = new Marks(task.mark().getAsInt(), task.markLength());
        Marks marks = moved(readText, page.text(), readMarks);
        String ticked = marks.in(page.text(), done);
        PageView after = page;
        if (!ticked.equals(page.text())) {
            after = wiki.repository().write(page.page(), page.version(), ticked);
        }
        boolean asRead = ticked.equals(after.text()) && ticked.equals(readMarks.in(readText, done));
        return new Ticked(after, asRead);
    }

    /** What stands between the brackets of a box: one character, or those of several people. */
    private record Marks(int start, int length) {

        /** The text with this box ticked or not; a box that says so already stays as it is. */
        String in(String text, boolean done) {
            String written = text.substring(start, start + length);
            boolean saysSo = length == 1 && written.equalsIgnoreCase("x") == done;
            return saysSo
                    ? text
                    : text.substring(0, start)
                            + (done ? "x" : " ")
                            + text.substring(start + length);
        }
    }

    /** The bracket before the marks is what is followed: they themselves may have been changed. */
    private static Marks moved(String readText, String text, Marks read) {
        int bracket = TextChange.between(readText, text).mapPosition(read.start() - 1, 1);
        Matcher box = BOX.matcher(text).region(bracket, text.length());
        if (!box.lookingAt()) {
            throw gone();
        }
        return new Marks(box.start(1), box.end(1) - box.start(1));
    }

    private static ProblemException gone() {
        return new ProblemException(
                409,
                Speaking.messages().text("error.taskGone"),
                Speaking.messages().text("error.taskGoneDetail"));
    }
}
