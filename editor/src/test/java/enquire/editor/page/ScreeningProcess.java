package enquire.editor.page;

import enquire.editor.page.MutatedChanges.Mutated;
import enquire.editor.text.TextChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Run in a process of its own, because what slips through the screening may end it: lets damaged
 * changes into real pages, and prints how many were refused, taken, and taken but not fit to go on
 * with.
 */
final class ScreeningProcess {

    /** So many changes of one history, then another history is made. */
    private static final int PER_HISTORY = 2_000;

    private ScreeningProcess() {}

    /**
     * @param arguments seed, number of changes, a file for the change that is tried, and {@code
     *     screened} or {@code unscreened}
     */
    public static void main(String[] arguments) throws IOException {
        long seed = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Path tried = Path.of(arguments[2]);
        boolean screened = arguments[3].equals("screened");
        int refused = 0;
        int taken = 0;
        int unfit = 0;
        var mutations = new MutatedChanges(seed);
        for (int i = 0; i < count; i++) {
            if (i % PER_HISTORY == PER_HISTORY - 1) {
                mutations = new MutatedChanges(seed + i);
            }
            Mutated mutated = mutations.next();
            Change change;
            try {
                change = Change.parse(mutated.chunk());
                if (screened) {
                    var known = new KnownChanges();
                    mutated.before().forEach(known::add);
                    ScreenedChanges result = new ChangeScreening(known).screen(List.of(change));
                    if (result.fit().isEmpty()) {
                        requireNoMistake(result, mutated.chunk());
                        refused++;
                        continue;
                    }
                }
            } catch (MalformedChangeException e) {
                refused++;
                continue;
            }
            Files.writeString(tried, mutated.chunk().toHex());
            taken++;
            if (!isFit(mutated.before(), change)) {
                unfit++;
            }
        }
        System.out.printf("%d refused, %d taken, %d unfit%n", refused, taken, unfit);
    }

    private static void requireNoMistake(ScreenedChanges result, Bytes chunk) {
        for (String why : result.refused().values()) {
            if (why.startsWith(ChangeScreening.MISTAKE)) {
                throw new IllegalStateException(why + " " + chunk.toHex());
            }
        }
    }

    /** Whether the page goes on with it: it is edited, saved and loaded back. */
    private static boolean isFit(List<Change> before, Change change) {
        try (var page = PageDocument.of(before, Actors.actor(9))) {
            page.apply(List.of(change));
            page.content();
            page.edit(new Edit.Text(TextChange.replace(page.text().length(), 0, 0, "on")));
            try (var back = PageDocument.load(page.save(), Actors.actor(9))) {
                return back.heads().equals(page.heads()) && back.text().equals(page.text());
            }
        } catch (RuntimeException e) {
            return false;
        }
    }
}
