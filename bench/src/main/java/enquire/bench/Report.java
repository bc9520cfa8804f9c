package enquire.bench;

import java.io.PrintStream;

/** Prints a Markdown table, a row as soon as it is measured. One thread at a time. */
final class Report {

    /** What prints one row or more, or fails. */
    interface Measuring {
        void run() throws Exception;
    }

    private final PrintStream out;
    private boolean complete = true;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(String title, String... columns) {
        out.println();
        out.println("## " + title);
        out.println();
        row(columns);
        out.println("|" + " --- |".repeat(columns.length));
    }

    void row(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
        out.flush();
    }

    /** A row that fails says so in its place; the others are still measured. */
    void attempt(String row, Measuring measuring) throws InterruptedException {
        try {
            measuring.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            complete = false;
            row(row, "failed", String.valueOf(e).replaceAll("\\s+", " ").replace("|", "\\|"));
        }
    }

    /** Whether no row failed. */
    boolean complete() {
        return complete;
    }

    void note(String text) {
        out.println();
        out.println(text);
        out.flush();
    }
}
