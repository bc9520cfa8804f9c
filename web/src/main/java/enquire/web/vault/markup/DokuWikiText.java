package enquire.web.vault.markup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of DokuWiki as Markdown. What it does not know, such as what plugins add, stays as it is
 * written, as code. Linear in the length of the text. A value is for one page.
 *
 * @see <a href="https://www.dokuwiki.org/wiki:syntax">wiki:syntax</a>
 */
public final class DokuWikiText {

    private static final Pattern RULE = Pattern.compile("\\s?-{4,}\\s*");
    private static final Pattern ITEM = Pattern.compile("( {2,40}|\\t{1,20})([*-])\\s?(.*)");
    private static final Pattern SWITCH = Pattern.compile("~~[A-Z]{3,30}[^~\\n]{0,100}~~");

    private final Kept kept = new Kept();
    private final Notes notes = new Notes();
    private final Set<String> tags = new LinkedHashSet<>();
    private final DokuWikiInline inline;
    private final DokuWikiParts parts;
    private final MarkdownLines out = new MarkdownLines();

    private DokuWikiText(DokuWikiNames names) {
        this.parts = new DokuWikiParts(names, kept, notes, tags);
        this.inline = new DokuWikiInline(names, kept, notes);
    }

    /**
     * @param title of the page: its links start from where it lies
     */
    public static Converted convert(String text, String title) {
        return new DokuWikiText(new DokuWikiNames(title)).convert(text);
    }

    private Converted convert(String text) {
        String rest =
                SWITCH.matcher(parts.taken(Kept.unmarked(text)))
                        .replaceAll(found -> {
                            notes.leftOut(found.group());
                            return "";
                        });
        lines(rest.lines().toList());
        if (!parts.footnotes().isEmpty()) {
            out.gap();
        }
        for (int i = 0; i < parts.footnotes().size(); i++) {
            String note = parts.footnotes().get(i).replace('\n', ' ').strip();
            out.add("[^%d]: %s".formatted(i + 1, inline.of(note)));
        }
        return out.finished(kept, tags, notes);
    }

    private void lines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isRow(line)) {
                int end = i;
                while (end < lines.size() && isRow(lines.get(end))) {
                    end++;
                }
                table(lines.subList(i, end));
                i = end - 1;
            } else if (isCode(line)) {
                int end = i;
                while (end < lines.size() && isCode(lines.get(end))) {
                    end++;
                }
                code(lines.subList(i, end));
                i = end - 1;
            } else {
                Kept.split(line).forEach(this::line);
                if (line.isBlank()) {
                    out.gap();
                }
            }
        }
    }

    private static boolean isRow(String line) {
        return (line.startsWith("|") || line.startsWith("^")) && !Kept.holdsBlock(line);
    }

    private static boolean isCode(String line) {
        return (line.startsWith("  ") || line.startsWith("\t"))
                && !line.isBlank()
                && !Kept.holdsBlock(line)
                && !ITEM.matcher(line).matches()
                && HeadingLine.ofDokuWiki(line).isEmpty();
    }

    private void line(String line) {
        Optional<HeadingLine> heading = HeadingLine.ofDokuWiki(line);
        Matcher item = ITEM.matcher(line);
        if (Kept.holdsBlock(line)) {
            out.alone(line);
        } else if (heading.isPresent()) {
            int level = 7 - heading.get().signs(); // Six signs are the first level.
            out.alone("#".repeat(level) + " " + inline.of(heading.get().words()));
        } else if (RULE.matcher(line).matches()) {
            out.alone("---");
        } else if (item.matches()) {
            item(item);
        } else if (line.startsWith(">")) {
            int depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            out.add(
                    "> ".repeat(Math.min(depth, DEPTH_MAX))
                            + Plain.line(inline.of(line.substring(depth).strip())));
        } else {
            out.text(inline.of(line));
        }
    }

    /** Deeper is shown as if it stood there. (A guess: nobody reads lists of ten levels.) */
    private static final int DEPTH_MAX = 10;

    private void item(Matcher item) {
        boolean tabs = item.group(1).startsWith("\t");
        int level = tabs ? item.group(1).length() : item.group(1).length() / 2;
        if (!out.endsWithItem()) {
            out.gap();
        }
        String mark = item.group(2).equals("*") ? "- " : "1. ";
        out.add("   ".repeat(Math.min(level, DEPTH_MAX) - 1) + mark + inline.of(item.group(3)));
    }

    private void code(List<String> lines) {
        var code = new StringBuilder();
        lines.forEach(
                line -> code.append(line.substring(line.startsWith("\t") ? 1 : 2)).append('\n'));
        String source = String.join("\n", lines);
        out.alone(kept.block(Plain.fence("", kept.source(code.toString())), source));
    }

    private void table(List<String> lines) {
        var rows = new ArrayList<List<String>>();
        boolean merged = false;
        for (String line : lines) {
            var row = new ArrayList<String>();
            for (String cell : cells(line)) {
                merged |= cell.strip().equals(":::");
                row.add(kept.finished(inline.of(cell.strip())).replace("|", "\\|"));
            }
            rows.add(row);
        }
        if (merged) {
            notes.tableKeptAsText();
            String source = kept.source(String.join("\n", lines));
            out.alone(kept.block(Plain.fence("dokuwiki", source), source));
        } else {
            WikitextTable.markdown(rows, "")
                    .ifPresentOrElse(
                            table -> out.alone(kept.block(String.join("\n", table), "")),
                            () -> lines.forEach(line -> out.add(inline.of(line))));
        }
    }

    /** Between bars and hats that are not within a link. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        int from = 1;
        boolean link = false;
        int lastEnd = line.lastIndexOf("]]"); // Looked for once: behind it no link ends.
        for (int i = 1; i < line.length(); i++) {
            if (line.startsWith("[[", i)) {
                link = lastEnd > i;
            } else if (line.startsWith("]]", i)) {
                link = false;
            } else if (!link && (line.charAt(i) == '|' || line.charAt(i) == '^')) {
                cells.add(line.substring(from, i));
                from = i + 1;
            }
        }
        if (!line.substring(Math.min(from, line.length())).isBlank()) {
            cells.add(line.substring(from));
        }
        return cells;
    }
}
