package enquire.web.vault.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of a text that are finished and must not be read again, each with a mark in its place:
 * characters of Unicode's private use, which are taken out of the text before.
 */
final class Kept {

    private static final char INLINE = '\uE000';
    private static final char BLOCK = '\uE001';
    private static final char END = '\uE002';

    private static final Pattern MARK = Pattern.compile("[\uE000\uE001](\\d{1,7})\uE002");

    private record Part(String markdown, String source) {}

    private final List<Part> parts = new ArrayList<>();

    /** The text without what is used for marks. */
    static String unmarked(String text) {
        return text.replace(INLINE, '\uFFFD').replace(BLOCK, '\uFFFD').replace(END, '\uFFFD');
    }

    /** A part of a line. */
    String inline(String markdown, String source) {
        return keep(INLINE, markdown, source);
    }

    /** One that stands on lines of its own. */
    String block(String markdown, String source) {
        return keep(BLOCK, markdown, source);
    }

    private String keep(char begin, String markdown, String source) {
        parts.add(new Part(markdown, source));
        return begin + Integer.toString(parts.size() - 1) + END;
    }

    static boolean holdsBlock(String text) {
        return text.indexOf(BLOCK) >= 0;
    }

    /** Where the mark that begins here ends; the same place if none does. */
    static int end(String text, int at) {
        boolean begins = text.charAt(at) == INLINE || text.charAt(at) == BLOCK;
        return begins ? text.indexOf(END, at) + 1 : at;
    }

    /** A line with each block in it on a line of its own. */
    static List<String> split(String line) {
        var lines = new ArrayList<String>();
        int from = 0;
        for (int at = line.indexOf(BLOCK); at >= 0; at = line.indexOf(BLOCK, from)) {
            addText(line.substring(from, at), lines);
            from = line.indexOf(END, at) + 1;
            lines.add(line.substring(at, from));
        }
        addText(line.substring(from), lines);
        return lines;
    }

    private static void addText(String text, List<String> lines) {
        if (!text.isBlank()) {
            lines.add(text);
        }
    }

    /** The finished text, with every part in its place. */
    String finished(String text) {
        return MARK.matcher(text)
                .replaceAll(mark -> Matcher.quoteReplacement(part(mark.group(1)).markdown()));
    }

    /** What stood there in the other wiki's words; a part may lie within another. */
    String source(String text) {
        String source = text;
        for (int depth = 0; depth < 3 && MARK.matcher(source).find(); depth++) {
            source =
                    MARK.matcher(source)
                            .replaceAll(
                                    mark -> Matcher.quoteReplacement(part(mark.group(1)).source()));
        }
        return source;
    }

    private Part part(String number) {
        return parts.get(Integer.parseInt(number));
    }
}
