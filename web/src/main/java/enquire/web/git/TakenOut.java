package enquire.web.git;

import enquire.web.language.Speaking;
import java.util.List;

/**
 * Commits of a repository that hold what was taken out of the wiki for good after they were made.
 *
 * @param commits how many; 0 if all is well
 * @param named the newest of them, by id and first line
 * @param sentence what that means and what to do; empty if all is well
 */
public record TakenOut(int commits, List<String> named, String sentence) {

    /** Of a list for a person. (A guess.) */
    private static final int NAMED_MAX = 20;

    static final TakenOut NOTHING = new TakenOut(0, List.of(), "");

    /**
     * @param all the oldest first, by id and first line
     */
    static TakenOut of(List<String> all) {
        return all.isEmpty()
                ? NOTHING
                : new TakenOut(
                        all.size(),
                        all.reversed().stream().limit(NAMED_MAX).toList(),
                        words(all.size()));
    }

    /** The sentence, in the language that is spoken now. */
    public String spoken() {
        return commits == 0 ? "" : words(commits);
    }

    private static String words(int commits) {
        return Speaking.messages().text("git.takenOut", "commits", commits);
    }
}
