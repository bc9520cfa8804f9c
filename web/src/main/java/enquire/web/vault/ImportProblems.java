package enquire.web.vault;

import java.util.ArrayList;
import java.util.List;

/** What an import could not carry over, up to a bound. Thread-safe. */
final class ImportProblems {

    /**
     * So many are listed, the rest is counted. With lines of 200 characters they take 20 MB.
     * (Arithmetic; more than anybody reads.)
     */
    static final int LISTED_MAX = 50_000;

    private final List<ImportReport.Problem> listed = new ArrayList<>();
    private int more;

    synchronized void add(ImportReport.Problem problem) {
        if (listed.size() < LISTED_MAX) {
            listed.add(problem);
        } else {
            more++;
        }
    }

    synchronized List<ImportReport.Problem> listed() {
        return List.copyOf(listed);
    }

    /** How many are not listed. */
    synchronized int more() {
        return more;
    }
}
