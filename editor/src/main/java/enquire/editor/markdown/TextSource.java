package enquire.editor.markdown;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.commonmark.node.Code;
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

    /** How long what is shown for {@code #} is, between a page and its heading. */
    private static final int HEADING_SIGN_CHARS = 3;

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

    /**
     * The same of code within a line: what stands between the backticks, without the blank at each
     * end that keeps them apart. (CommonMark 6.1.)
     *
     * @return empty if it is shown otherwise than it is written, as in a table
     */
    static Optional<int[]> positions(Code code, String text, int offset) {
        int[] source = source(code, offset);
        int ticks = 0;
        while (ticks < source.length && text.charAt(source[ticks]) == '`') {
            ticks++;
        }
        int length = code.getLiteral().length();
        // Each line's end is shown as a blank, and stands in no span.
        int breaks = code.getSourceSpans().size() - 1;
        int inside = source.length - 2 * ticks + breaks;
        int blank = inside == length + 2 ? 1 : 0;
        if (ticks == 0 || inside != length + 2 * blank) {
            return Optional.empty();
        }
        int[] lines = withBreaks(code.getSourceSpans(), offset, source.length + breaks);
        int[] positions = Arrays.copyOfRange(lines, ticks + blank, ticks + blank + length);
        for (int i = 0; i < length; i++) {
            char shown = code.getLiteral().charAt(i);
            char written = text.charAt(positions[i]);
            if (shown != written && !(shown == ' ' && written == '\n')) {
                return Optional.empty();
            }
        }
        return Optional.of(positions);
    }

    private static int[] withBreaks(List<SourceSpan> spans, int offset, int length) {
        int[] positions = new int[length];
        int at = 0;
        for (SourceSpan span : spans) {
            int from = span.getInputIndex() + offset;
            for (int i = 0; i <= span.getLength() && at < length; i++) {
                positions[at++] = from + i;
            }
        }
        return positions;
    }

    /**
     * The same of what a link to a page shows.
     *
     * @return empty if it is shown otherwise than it is written
     */
    static Optional<int[]> label(WikilinkNode link, LinkSource source, String text) {
        int to = source.range().end() - 2;
        if (link.label().isPresent()) {
            String label = link.label().get();
            int from = text.lastIndexOf(label, to - label.length());
            return from <= source.range().start()
                    ? Optional.empty()
                    : Optional.of(IntStream.range(from, from + label.length()).toArray());
        }
        IntStream name = units(link.name().isEmpty() ? Optional.empty() : source.target());
        IntStream heading = units(source.heading());
        boolean both = !link.name().isEmpty() && link.heading().isPresent();
        int hash = source.heading().map(TextRange::start).orElse(0) - 1;
        IntStream between = IntStream.generate(() -> hash).limit(both ? HEADING_SIGN_CHARS : 0);
        int[] positions = IntStream.concat(name, IntStream.concat(between, heading)).toArray();
        return positions.length == link.shown().length()
                ? Optional.of(positions)
                : Optional.empty();
    }

    private static IntStream units(Optional<TextRange> range) {
        return range.map(each -> IntStream.range(each.start(), each.end()))
                .orElseGet(IntStream::empty);
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
