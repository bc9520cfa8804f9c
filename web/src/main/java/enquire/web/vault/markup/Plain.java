package enquire.web.vault.markup;

import java.util.regex.Pattern;

/** Text that Markdown is to show as it is, and code. */
public final class Plain {

    /** What would begin a block at the start of a line. */
    private static final Pattern BLOCK_START =
            Pattern.compile(
                    "^(\\s{0,3})(#{1,6}(?=\\s|$)|>|[-+](?=\\s|$)|\\d{1,9}(?=[.)](?:\\s|$))|={2,}\\s*$|-{2,}\\s*$|~{3,})");

    private Plain() {}

    /**
     * @param before what stands before the character, or a space
     * @param next what stands behind it, or a space
     */
    static String escaped(char character, char before, char next) {
        boolean escapes =
                switch (character) {
                    case '\\' -> !Character.isLetterOrDigit(next) && next != ' ';
                    case '`', '*', '[', ']' -> true;
                    case '_' ->
                            !Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(next);
                    case '<' -> Character.isLetter(next) || next == '/' || next == '!';
                    case '#' -> Character.isLetter(next) && !Character.isLetterOrDigit(before);
                    case '$' -> !Character.isWhitespace(next);
                    case '~' -> next == '~';
                    case '%' -> next == '%';
                    default -> false;
                };
        return escapes ? "\\" + character : String.valueOf(character);
    }

    /** All of a text, in one line. */
    static String escaped(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            char next = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
            escaped.append(escaped(text.charAt(i), before, next));
        }
        return escaped.toString();
    }

    /** A line that begins no heading, list or rule. */
    static String line(String markdown) {
        var start = BLOCK_START.matcher(markdown);
        if (!start.find()) {
            return markdown;
        }
        String mark = start.group(2);
        String safe = Character.isDigit(mark.charAt(0)) ? mark + "\\" : "\\" + mark;
        return start.group(1) + safe + markdown.substring(start.end());
    }

    /** In running text; line ends become spaces. */
    static String code(String text) {
        String line = text.replace('\n', ' ');
        if (line.isBlank()) {
            return line.isEmpty() ? "" : " ";
        }
        String fence = "`".repeat(longest(line, '`') + 1);
        boolean pad = line.startsWith("`") || line.endsWith("`");
        return fence + (pad ? " " + line + " " : line) + fence;
    }

    /** On lines of its own. */
    public static String fence(String language, String text) {
        String fence = "`".repeat(Math.max(3, longest(text, '`') + 1));
        String body = text.endsWith("\n") || text.isEmpty() ? text : text + "\n";
        return fence + language + "\n" + body + fence;
    }

    private static int longest(String text, char of) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == of ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
