package enquire.bench;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.Trial;
import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What it costs to try a change from elsewhere on a copy of its page before the page takes it
 * (design, section 8): a part of row 8.
 */
final class TrialRows {

    private static final int TRIALS = 40;
    private static final int WARM = 10;
    private static final long SEED = 20_261_129;

    private final Report report;

    TrialRows(Report report) {
        this.report = report;
    }

    void print() {
        for (int chars : new int[] {2_000, 20_000, 100_000}) {
            measure(chars, 1);
            measure(chars, 2_000);
        }
    }

    /** A page of so many characters, made by one change and then edited into so many. */
    private void measure(int chars, int changes) {
        try (var alice = PageDocument.create(actor(1));
                var bob = PageDocument.create(actor(2))) {
            alice.edit(new Edit.Text(TextChange.replace(0, 0, 0, "x".repeat(chars))));
            var random = new Random(SEED);
            for (int i = 1; i < changes; i++) {
                type(alice, random);
            }
            bob.apply(alice.changes());
            var copies = new long[TRIALS];
            var runs = new long[TRIALS];
            for (int i = -WARM; i < TRIALS; i++) {
                List<Change> change = type(alice, random);
                long started = System.nanoTime();
                try (Trial trial = bob.trial(change)) {
                    long copied = System.nanoTime();
                    trial.run();
                    if (i >= 0) {
                        copies[i] = copied - started;
                        runs[i] = System.nanoTime() - copied;
                    }
                }
                bob.apply(change);
            }
            report.row(
                    "8, trial",
                    "one change on a page of %,d characters in %,d changes"
                            .formatted(chars, changes),
                    "copy %s under the page's lock; trial %s without it"
                            .formatted(
                                    new Percentiles(copies).p50AndP99(),
                                    new Percentiles(runs).p50AndP99()));
        }
    }

    private static List<Change> type(PageDocument page, Random random) {
        int at = random.nextInt(page.text().length());
        return new ArrayList<>(
                page.edit(new Edit.Text(TextChange.replace(page.text().length(), at, at, "k"))));
    }

    private static ActorId actor(int number) {
        byte[] actor = new byte[ActorId.BYTES];
        actor[0] = (byte) number;
        return new ActorId(Bytes.of(actor));
    }
}
