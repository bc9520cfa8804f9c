package enquire.storage;

import com.sun.management.OperatingSystemMXBean;
import enquire.editor.page.Change;
import enquire.editor.text.TextChange;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * How many operations a page may have here: each character typed or deleted is one, and Automerge
 * keeps them all in memory. What may come to be of a page at all, anywhere, the screening decides.
 */
final class PageOperations {

    /**
     * Behind it nothing is written here: half of what the screening of any node allows. A text of
     * {@link Repository#TEXT_CHARS_MAX} typed over another one takes half of the rest (arithmetic),
     * so whatever is typed before it can become a change that others take.
     */
    static final long OWN_MAX = 1L << 22;

    /** What the screening of any node takes of a page. */
    private static final long TAKEN_MAX = 2 * OWN_MAX;

    /**
     * The longest text, imported and typed once more: that much is taken on the smallest computer,
     * or a page would be there and not all of it. (0.8 GB; arithmetic.)
     */
    private static final long ANYWHERE = 2L * Repository.TEXT_CHARS_MAX;

    /** How each sentence of {@link #tooMany} begins. */
    static final String TOO_MANY = "With it, more than ";

    /** Of native memory, for each operation. (Measured.) */
    private static final int BYTES = 400;

    /** The page, and two copies in a trial. */
    private static final int COPIES = 3;

    /** Of a computer's memory, this part may go to one page while it is tried. (A guess.) */
    private static final int SHARE = 4;

    private PageOperations() {}

    /** As many as this computer has memory for. */
    static long ofComputer() {
        var computer = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long room = computer.getTotalMemorySize() / SHARE / COPIES / BYTES;
        return Math.clamp(room, ANYWHERE, TAKEN_MAX);
    }

    /** What a change of the text is made of: each character inserted or deleted. */
    static long of(TextChange change) {
        long inserted =
                change.replacements().stream()
                        .mapToLong(replacement -> replacement.insert().length())
                        .sum();
        long deleted = change.lengthBefore() - (change.lengthAfter() - inserted);
        return inserted + deleted;
    }

    static long sum(List<Change> changes) {
        return changes.stream().mapToLong(Change::operations).sum();
    }

    /**
     * The first of these changes with which a page has more operations than it may.
     *
     * @param before operations that it has already
     */
    static Optional<Change> firstBeyond(long before, List<Change> changes, long max) {
        long operations = before;
        for (Change change : changes) {
            operations += change.operations();
            if (operations > max) {
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }

    /** Why such a change is held back. */
    static String tooMany(long max) {
        return (TOO_MANY
                        + "%,d characters were typed or deleted in the page, which is more"
                        + " than this computer has memory for.")
                .formatted(max);
    }
}
