package enquire.bench;

import java.io.PrintStream;

/** Prints a Markdown table, a row as soon as it is measured. One thread at a time. */
final class Report {

    private final PrintStream out;

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

    void note(String text) {
        out.println();
        out.println(text);
        out.flush();
    }
}
