package enquire.web.vault.markup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wikitext of MediaWiki as Markdown. What it does not know stays as it is written, as code:
 * above all templates, whose text stands in other pages and often in programs. Linear in the length
 * of the text. A value is for one page.
 *
 * @see <a href="https://www.mediawiki.org/wiki/Help:Formatting">Help:Formatting</a>
 */
public final class MediaWikiText {

    private static final Pattern RULE = Pattern.compile("-{4,}\\s*");
    private static final Pattern SWITCH = Pattern.compile("__[A-Z]{3,30}__");
    private static final Pattern REDIRECT =
            Pattern.compile(
                    "(?i)\\s*+#[\\p{L}]{5,30}+\\s*+:?+\\s*+\\[\\[([^\\]|#\\n]{1,255}+)[^\\]\\n]*+]].*");

    private final Kept kept = new Kept();
    private final Notes notes = new Notes();
    private final Set<String> tags = new LinkedHashSet<>();
    private final WikitextInline inline;
    private final MarkdownLines out = new MarkdownLines();

    private MediaWikiText(String title, WikitextWords words) {
        this.inline = new WikitextInline(title, words, kept, tags);
    }

    /**
     * @param title of the page, for links to pages below it
     */
    public static Converted convert(String wikitext, String title, WikitextWords words) {
        return new MediaWikiText(title, words).convert(wikitext);
    }

    /** Where a page leads that is nothing but another name of one. */
    public static Optional<String> redirect(String wikitext) {
        Matcher redirect = REDIRECT.matcher(wikitext.lines().findFirst().orElse(""));
        return redirect.matches()
                ? Optional.of(redirect.group(1).replace('_', ' ').strip())
                : Optional.empty();
    }

    private Converted convert(String wikitext) {
        var parts = new WikitextParts(kept, notes, inline);
        String text = parts.taken(Kept.unmarked(wikitext));
        text =
                SWITCH.matcher(text)
                        .replaceAll(found -> {
                            notes.leftOut(found.group());
                            return "";
                        });
        lines(text.lines().toList());
        footnotes(parts);
        return out.finished(kept, tags, notes);
    }

    private void lines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.stripLeading().startsWith("{|")) {
                int end = WikitextTable.end(lines, i);
                table(lines.subList(i, end));
                i = end - 1;
            } else if (line.startsWith(" ") && !line.isBlank() && !Kept.holdsBlock(line)) {
                int end = i;
                while (end < lines.size() && lines.get(end).startsWith(" ")) {
                    end++;
                }
                preformatted(lines.subList(i, end));
                i = end - 1;
            } else {
                Kept.split(line).forEach(this::line);
                if (line.isBlank()) {
                    out.gap();
                }
            }
        }
    }

    private void line(String line) {
        Optional<HeadingLine> heading = HeadingLine.ofMediaWiki(line);
        if (Kept.holdsBlock(line)) {
            out.alone(line);
        } else if (heading.isPresent()) {
            out.alone("#".repeat(heading.get().signs()) + " " + inline.of(heading.get().words()));
        } else if (RULE.matcher(line).matches()) {
            out.alone("---");
        } else if ("*#:;".indexOf(line.charAt(0)) >= 0) {
            listItem(line);
        } else {
            out.text(inline.of(line));
        }
    }

    private void listItem(String line) {
        int depth = 0;
        while (depth < line.length() && "*#:;".indexOf(line.charAt(depth)) >= 0) {
            depth++;
        }
        String marks = line.substring(0, Math.min(depth, LIST_DEPTH_MAX));
        String said = line.substring(depth).strip();
        boolean term = marks.endsWith(";");
        int colon = term ? definition(said) : -1;
        String text = inline.of(colon < 0 ? said : said.substring(0, colon).strip());
        if (text.isBlank()) {
            return;
        }
        // Without an empty line a term would go on with the item or the quote before it.
        if (term || !out.endsWithItem() && !out.endsWithQuote()) {
            out.gap();
        }
        var begin = new StringBuilder();
        for (int i = 0; i < marks.length() - 1; i++) {
            begin.append(
                    switch (marks.charAt(i)) {
                        case '*' -> "  ";
                        case '#' -> "   ";
                        default -> "> ";
                    });
        }
        out.add(
                begin
                        + switch (marks.charAt(marks.length() - 1)) {
                            case '*' -> "- " + text;
                            case '#' -> "1. " + text;
                            case ';' -> "**" + text + "**";
                            default -> "> " + text;
                        });
        if (term) {
            out.add("");
        }
        if (colon >= 0) {
            listItem(marks.substring(0, marks.length() - 1) + ": " + said.substring(colon + 1));
        }
    }

    /**
     * Where a line {@code ; term : definition} has its colon: one beside a space, in no link and no
     * tag.
     *
     * @return -1 if it has none
     */
    private static int definition(String line) {
        int depth = 0;
        for (int i = 1; i + 1 < line.length(); i++) {
            switch (line.charAt(i)) {
                case '[', '<' -> depth++;
                case ']', '>' -> depth = Math.max(0, depth - 1);
                case ':' -> {
                    boolean apart = line.charAt(i - 1) == ' ' || line.charAt(i + 1) == ' ';
                    if (apart && depth == 0) {
                        return i;
                    }
                }
                default -> {
                    // A part of the term.
                }
            }
        }
        return -1;
    }

    /** Deeper is shown as if it stood there. (A guess: nobody reads lists of ten levels.) */
    private static final int LIST_DEPTH_MAX = 10;

    /** MediaWiki reads markup in such lines; Markdown has no such thing. */
    private void preformatted(List<String> lines) {
        var code = new StringBuilder();
        lines.forEach(line -> code.append(line.substring(1)).append('\n'));
        out.alone(kept.block(Plain.fence("", kept.source(code.toString())), code.toString()));
    }

    private void table(List<String> lines) {
        Optional<List<String>> table = WikitextTable.of(lines, inline, kept);
        out.gap();
        if (table.isPresent()) {
            out.addAll(table.get());
        } else {
            notes.tableKeptAsText();
            String source = kept.source(String.join("\n", lines));
            out.add(kept.block(Plain.fence("wikitext", source), source));
        }
        out.add("");
    }

    private void footnotes(WikitextParts parts) {
        if (!parts.footnotes().isEmpty()) {
            out.gap();
        }
        parts.footnotes()
                .forEach((label, text) ->
                        out.add(
                                "[^%s]: %s"
                                        .formatted(
                                                label,
                                                inline.of(text.replace('\n', ' ').strip()))));
    }
}
