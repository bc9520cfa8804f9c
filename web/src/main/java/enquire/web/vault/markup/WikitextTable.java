package enquire.web.vault.markup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A table of rows and columns. One with more in it (tables, lists, merged cells) is none here. */
final class WikitextTable {

    /** Markdown wants each column in each row. (A guess at more than any page has.) */
    private static final int COLUMNS_MAX = 50;

    /** Not {@code \\b}: it goes back over all accents before it, at each place. */
    private static final Pattern MERGED =
            Pattern.compile("(?i)(?<![\\p{L}\\p{N}_])(?:row|col)span\\s*+=");

    private WikitextTable() {}

    /** Behind its last line; behind all lines if it has no end. */
    static int end(List<String> lines, int from) {
        int depth = 0;
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i).stripLeading();
            if (line.startsWith("{|")) {
                depth++;
            } else if (line.startsWith("|}")) {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return lines.size();
    }

    /** Lines of Markdown; empty if it is more than Markdown can say. */
    static Optional<List<String>> of(List<String> lines, WikitextInline inline, Kept kept) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        String caption = "";
        for (String raw : lines.subList(1, lines.size())) {
            String line = raw.strip();
            if (line.startsWith("{|") || Kept.holdsBlock(line)) {
                return Optional.empty();
            }
            if (line.startsWith("|}")) {
                break;
            } else if (line.startsWith("|+")) {
                caption = inline.of(content(line.substring(2)));
            } else if (line.startsWith("|-")) {
                if (!row.isEmpty()) {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (line.startsWith("|") || line.startsWith("!")) {
                String cells = line.substring(1);
                String between = line.startsWith("!") ? "\\|\\||!!" : "\\|\\|";
                for (String cell : cells.split(between, -1)) {
                    if (MERGED.matcher(cell).find()) {
                        return Optional.empty();
                    }
                    row.add(kept.finished(inline.of(content(cell))).replace("|", "\\|"));
                }
            } else if (!line.isEmpty()) {
                return Optional.empty();
            }
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return markdown(rows, caption);
    }

    /** A cell without what stands before its only bar: how it looks. */
    private static String content(String cell) {
        int bar = cell.indexOf('|');
        boolean looks = bar >= 0 && cell.indexOf("[[") < 0 && cell.substring(0, bar).contains("=");
        return (looks ? cell.substring(bar + 1) : cell).strip();
    }

    /**
     * Rows as Markdown, the first as the head.
     *
     * @return empty if there are no columns, or more than {@link #COLUMNS_MAX}
     */
    static Optional<List<String>> markdown(List<List<String>> rows, String caption) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        if (columns == 0 || columns > COLUMNS_MAX) {
            return Optional.empty();
        }
        var lines = new ArrayList<String>();
        if (!caption.isBlank()) {
            lines.add(caption);
            lines.add("");
        }
        for (int i = 0; i < rows.size(); i++) {
            var cells = new ArrayList<>(rows.get(i));
            cells.addAll(Collections.nCopies(columns - cells.size(), ""));
            lines.add("| " + String.join(" | ", cells) + " |");
            if (i == 0) {
                lines.add("|" + " --- |".repeat(columns));
            }
        }
        return Optional.of(lines);
    }
}
