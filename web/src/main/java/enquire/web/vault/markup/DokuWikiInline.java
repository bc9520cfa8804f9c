package enquire.web.vault.markup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a line of DokuWiki: emphasis, links, tags of HTML. */
final class DokuWikiInline {

    private static final Pattern LINK =
            Pattern.compile("\\[\\[([^\\[\\]|\\n]{1,1000}+)(?:\\|([^\\]\\n]{0,1000}+))?]]");

    private static final Pattern URL =
            Pattern.compile("(?:https?|ftp)://[^\\s<>\\[\\]\"|{}`]{1,2000}");

    private static final Pattern TAG = Pattern.compile("</?(?:del|sub|sup)>");

    private static final Pattern CODE = Pattern.compile("''([^'\\n]{1,1000}+)''");

    private final DokuWikiNames names;
    private final Kept kept;
    private final Notes notes;

    DokuWikiInline(DokuWikiNames names, Kept kept, Notes notes) {
        this.names = names;
        this.kept = kept;
        this.notes = notes;
    }

    String of(String line) {
        var out = new StringBuilder();
        var emphasis = new Emphasis(out);
        boolean underlined = false;
        int lastEnd = line.lastIndexOf("]]"); // Behind it no link ends, and none is looked for.
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            int mark = Kept.end(line, at);
            int end = at;
            if (mark > at) {
                emphasis.word();
                out.append(line, at, mark);
                end = mark;
            } else if (line.startsWith("**", at)) {
                emphasis.toggleBold();
                end = at + 2;
            } else if (line.startsWith("//", at) && (at == 0 || line.charAt(at - 1) != ':')) {
                emphasis.toggleItalic();
                end = at + 2;
            } else if (line.startsWith("__", at)) {
                emphasis.word();
                out.append(underlined ? "</u>" : "<u>");
                underlined = !underlined;
                end = at + 2;
            } else if (line.startsWith("\\\\", at)
                    && (at + 2 == line.length() || line.charAt(at + 2) == ' ')) {
                out.append("<br>");
                end = at + 2;
            } else if (c == '[' && at < lastEnd || c == '<' || c == '\'' || c == 'h' || c == 'f') {
                end = taken(line, at, out, emphasis);
            }
            if (end == at) {
                if (c != ' ') {
                    emphasis.word();
                }
                char before = at == 0 ? ' ' : line.charAt(at - 1);
                char next = at + 1 == line.length() ? ' ' : line.charAt(at + 1);
                out.append(Plain.escaped(c, before, next));
                end++;
            }
            at = end;
        }
        emphasis.end();
        return underlined ? out.append("</u>").toString() : out.toString();
    }

    private int taken(String line, int at, StringBuilder out, Emphasis emphasis) {
        Pattern pattern =
                switch (line.charAt(at)) {
                    case '[' -> LINK;
                    case '<' -> TAG;
                    case '\'' -> CODE;
                    default -> URL;
                };
        Matcher found = pattern.matcher(line).region(at, line.length());
        if (!found.lookingAt()) {
            return at;
        }
        emphasis.word();
        out.append(
                switch (line.charAt(at)) {
                    case '[' -> link(found);
                    case '\'' -> Plain.code(kept.source(found.group(1)));
                    default -> found.group();
                });
        return found.end();
    }

    private String link(Matcher found) {
        String target = found.group(1).strip();
        String label =
                found.group(2) == null
                        ? ""
                        : kept.source(found.group(2)).replaceAll("[\\[\\]|]", "").strip();
        if (target.contains("://") || target.startsWith("mailto:")) {
            String safe = target.replace("(", "%28").replace(")", "%29").replace(" ", "%20");
            return label.isEmpty()
                    ? "<" + target.replace(" ", "%20") + ">"
                    : "[" + Plain.escaped(label) + "](" + safe + ")";
        }
        if (target.indexOf('>') >= 0 || target.startsWith("\\\\")) {
            notes.keptAsText("left.keptLink", target);
            return Plain.code(found.group());
        }
        int hash = target.indexOf('#');
        String heading = hash < 0 ? "" : target.substring(hash);
        String name = hash < 0 ? target : target.substring(0, hash);
        String page = name.isBlank() ? "" : names.page(name);
        String last = page.substring(page.lastIndexOf('/') + 1);
        String shown = label.isEmpty() && page.indexOf('/') >= 0 ? last : label;
        return shown.isEmpty()
                ? "[[" + page + heading + "]]"
                : "[[" + page + heading + "|" + shown + "]]";
    }
}
