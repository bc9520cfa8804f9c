package enquire.web.wiki;

import enquire.editor.text.TextChange;
import enquire.web.language.Speaking;
import enquire.web.screens.DiffScreen;
import java.util.ArrayList;
import java.util.List;

/**
 * Two texts, line by line, with long unchanged stretches left out. Pure but for the language in
 * which it says so.
 */
public final class LineDiff {

    /** Unchanged lines shown around each change. */
    private static final int AROUND = 3;

    private LineDiff() {}

    public static List<DiffScreen.Line> between(String before, String after) {
        return of(before, TextChange.between(before, after));
    }

    /** Of a change that is known: what was not touched is the same. */
    public static List<DiffScreen.Line> of(String before, TextChange change) {
        String after = change.apply(before);
        var lines = new ArrayList<DiffScreen.Line>();
        int at = 0;
        for (Block block : blocks(before, change)) {
            keep(before.substring(at, block.from), lines);
            add(DiffScreen.Kind.REMOVED, before.substring(block.from, block.to), lines);
            add(DiffScreen.Kind.ADDED, after.substring(block.newFrom, block.newTo), lines);
            at = block.to;
        }
        keep(before.substring(at), lines);
        return shortened(lines);
    }

    /** A changed stretch, grown to whole lines on both sides. */
    private record Block(int from, int to, int newFrom, int newTo) {}

    private static List<Block> blocks(String before, TextChange change) {
        var blocks = new ArrayList<Block>();
        int shift = 0;
        for (TextChange.Replacement part : change.replacements()) {
            int from = lineStart(before, part.from());
            int grown = part.insert().length() - (part.to() - part.from());
            boolean wholeLines =
                    from == part.from()
                            && (part.insert().isEmpty() || part.insert().endsWith("\n"))
                            && (part.to() == from || before.charAt(part.to() - 1) == '\n');
            int to = wholeLines ? part.to() : lineEnd(before, part.to());
            var block = new Block(from, to, from + shift, to + shift + grown);
            shift += grown;
            if (!blocks.isEmpty() && blocks.getLast().to > from) {
                Block last = blocks.removeLast();
                block =
                        new Block(
                                last.from,
                                Math.max(to, last.to),
                                last.newFrom,
                                Math.max(to, last.to) + shift);
            }
            blocks.add(block);
        }
        return blocks;
    }

    private static int lineStart(String text, int position) {
        return text.lastIndexOf('\n', position - 1) + 1;
    }

    /** Behind the line break that ends the line of {@code position}. */
    private static int lineEnd(String text, int position) {
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end + 1;
    }

    private static void keep(String text, List<DiffScreen.Line> lines) {
        add(DiffScreen.Kind.SAME, text, lines);
    }

    private static void add(DiffScreen.Kind kind, String text, List<DiffScreen.Line> lines) {
        text.lines().forEach(line -> lines.add(new DiffScreen.Line(kind, line)));
    }

    private static List<DiffScreen.Line> shortened(List<DiffScreen.Line> lines) {
        var kept = new ArrayList<DiffScreen.Line>();
        int at = 0;
        while (at < lines.size()) {
            int end = at;
            while (end < lines.size() && lines.get(end).kind() == DiffScreen.Kind.SAME) {
                end++;
            }
            int head = at == 0 ? 0 : AROUND;
            int tail = end == lines.size() ? 0 : AROUND;
            int hidden = end - at - head - tail;
            if (hidden > 1) {
                kept.addAll(lines.subList(at, at + head));
                kept.add(
                        new DiffScreen.Line(
                                DiffScreen.Kind.SKIPPED,
                                Speaking.messages().text("count.unchangedLines", "lines", hidden)));
                kept.addAll(lines.subList(end - tail, end));
            } else {
                kept.addAll(lines.subList(at, end));
            }
            at = end;
            while (at < lines.size() && lines.get(at).kind() != DiffScreen.Kind.SAME) {
                kept.add(lines.get(at++));
            }
        }
        return kept;
    }
}
