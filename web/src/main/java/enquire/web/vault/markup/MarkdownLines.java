package enquire.web.vault.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines that a page of another program becomes, with empty ones where Markdown needs them. For
 * one page and one thread.
 */
final class MarkdownLines {

    private static final Pattern ITEM = Pattern.compile("\\s*(?:- |1\\. ).*");
    private static final Pattern QUOTE = Pattern.compile("\\s*> .*");

    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    void addAll(List<String> more) {
        lines.addAll(more);
    }

    /** Makes sure that what follows stands behind an empty line, or at the beginning. */
    void gap() {
        if (!last().isBlank()) {
            lines.add("");
        }
    }

    /** With an empty line before and after. */
    void alone(String block) {
        gap();
        lines.add(block);
        lines.add("");
    }

    /** A line of text, which is no part of a list or a quote before it; nothing if it is empty. */
    void text(String text) {
        if (!text.isBlank()) {
            if (endsWithItem() || endsWithQuote()) {
                lines.add("");
            }
            lines.add(Plain.line(text.strip()));
        }
    }

    boolean endsWithItem() {
        return ITEM.matcher(last()).matches();
    }

    boolean endsWithQuote() {
        return QUOTE.matcher(last()).matches();
    }

    private String last() {
        return lines.isEmpty() ? "" : lines.getLast();
    }

    /** The page, with what was kept back put in its place. */
    Converted finished(Kept kept, Set<String> tags, Notes notes) {
        // What was kept back may hold something else that was.
        String markdown = kept.finished(kept.finished(String.join("\n", lines)));
        return new Converted(
                markdown.strip() + (markdown.isBlank() ? "" : "\n"),
                List.copyOf(tags),
                notes.list());
    }
}
