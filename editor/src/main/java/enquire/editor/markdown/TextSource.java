package enquire.editor.markdown;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Where each unit of a text node was written: a backslash before a mark and the letters of an
 * entity are in the source only.
 */
final class TextSource {

    /** (CommonMark 2.5; no name is longer than 32.) */
    private static final Pattern ENTITY = Pattern.compile("&#?[0-9A-Za-z]{1,32};");

    /** (CommonMark 2.4.) */
    private static final String ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private static final Parser PARSER = Parser.builder().build();

    private TextSource() {}

    /**
     * @param text of the page
     * @param offset of the parsed text in it
     * @return the position in {@code text} of each unit of the literal; empty if the node has no
     *     source
     */
    static int[] positions(Text node, String text, int offset) {
        int[] source = source(node, offset);
        String literal = node.getLiteral();
        if (source.length == 0) {
            return source;
        }
        int[] positions = new int[literal.length()];
        int at = 0;
        int unit = 0;
        while (unit < literal.length() && at < source.length) {
            int from = source[at];
            if (isEscape(text, from, literal.charAt(unit))) {
                // What is escaped stands for itself, also where it looks like an entity.
                positions[unit++] = from + 1;
                at += 2;
                continue;
            }
            Optional<Matcher> entity = entity(text, from, literal, unit);
            if (entity.isPresent()) {
                int to = unit + decoded(entity.get().group()).length();
                Arrays.fill(positions, unit, to, from);
                unit = to;
                at += entity.get().end() - from;
            } else {
                positions[unit++] = from;
                at++;
            }
        }
        Arrays.fill(positions, unit, positions.length, source[source.length - 1]);
        return positions;
    }

    private static boolean isEscape(String text, int at, char escaped) {
        return text.charAt(at) == '\\'
                && at + 1 < text.length()
                && text.charAt(at + 1) == escaped
                && ESCAPABLE.indexOf(escaped) >= 0;
    }

    private static Optional<Matcher> entity(String text, int from, String literal, int unit) {
        if (text.charAt(from) != '&') {
            return Optional.empty();
        }
        Matcher found = ENTITY.matcher(text).region(from, text.length());
        return Optional.of(found)
                .filter(Matcher::lookingAt)
                .filter(entity -> literal.startsWith(decoded(entity.group()), unit));
    }

    /** What it stands for; itself if it is none. */
    private static String decoded(String entity) {
        Node paragraph = PARSER.parse(entity).getFirstChild();
        return ((Text) paragraph.getFirstChild()).getLiteral();
    }

    private static int[] source(Node node, int offset) {
        List<SourceSpan> spans = node.getSourceSpans();
        int[] positions = new int[spans.stream().mapToInt(SourceSpan::getLength).sum()];
        int at = 0;
        for (SourceSpan span : spans) {
            for (int i = 0; i < span.getLength(); i++) {
                positions[at++] = span.getInputIndex() + i + offset;
            }
        }
        return positions;
    }
}
