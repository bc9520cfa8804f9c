package enquire.web.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template as it is written, searched for words that people would read in it and that come from
 * no bundle: in texts, in attributes that are shown or read out, and in the texts of expressions
 * there.
 */
final class TemplateSource {

    /** What every keyboard and every language calls so. */
    private static final Set<String> NAMES = Set.of("Alt", "Esc", "Tab", "Enquire");

    /** Stands in the HTML for an expression, by its number. */
    private static final int EXPRESSION = 0xE000;

    private static final Pattern DECLARATION = Pattern.compile("(?m)^@(import|param) .*$");
    private static final Pattern DIRECTIVE =
            Pattern.compile("@(?:if|elseif|for|template\\.\\w+)\\(|[$!]\\{");
    private static final Pattern BARE_DIRECTIVE = Pattern.compile("@(else|endif|endfor)\\b");
    private static final Pattern TAG = Pattern.compile("<(?:[^>\"]|\"[^\"]*\")*>");
    private static final Pattern READ_OUT =
            Pattern.compile(
                    "\\b(?:title|placeholder|alt|label|data-copy|aria-\\w*text|aria-label)=\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SENTENCE =
            Pattern.compile("^\\P{L}*\\p{Lu}\\p{Ll}|\\p{L}\\s+\\p{L}");

    private final List<String> expressions = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    private TemplateSource() {}

    /** Words of its own, in no order; none in a good template. */
    static List<String> ownWords(String template) {
        var source = new TemplateSource();
        source.search(source.html(DECLARATION.matcher(template).replaceAll("")));
        return source.words;
    }

    private void search(String html) {
        Matcher tags = TAG.matcher(html);
        while (tags.find()) {
            Matcher readOut = READ_OUT.matcher(tags.group());
            while (readOut.find()) {
                searchText(readOut.group(1));
            }
        }
        searchText(TAG.matcher(html).replaceAll(" "));
    }

    private void searchText(String text) {
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            if (!NAMES.contains(found.group())) {
                words.add(found.group());
            }
        }
        text.chars()
                .filter(character -> character >= EXPRESSION && character < 0xF900)
                .mapToObj(character -> expressions.get(character - EXPRESSION))
                .flatMap(expression -> LITERAL.matcher(expression).results())
                .map(literal -> literal.group(1))
                .filter(literal -> SENTENCE.matcher(literal).find())
                .forEach(words::add);
    }

    /** The template with a sign for each expression; pieces of template in them are searched. */
    private String html(String template) {
        var html = new StringBuilder();
        int at = 0;
        Matcher directive = DIRECTIVE.matcher(template);
        while (directive.find(at)) {
            html.append(template, at, directive.start());
            at = end(template, directive.end(), directive.group().endsWith("{") ? '}' : ')');
            String expression = withoutPieces(template.substring(directive.end(), at - 1));
            if (directive.group().equals("${")) {
                html.append((char) (EXPRESSION + expressions.size()));
            }
            expressions.add(expression);
        }
        html.append(template.substring(at));
        return BARE_DIRECTIVE.matcher(html).replaceAll("");
    }

    /** An expression without the pieces of template that it hands on; those are searched. */
    private String withoutPieces(String expression) {
        var without = new StringBuilder();
        int at = 0;
        int piece = expression.indexOf("@`");
        while (piece >= 0) {
            without.append(expression, at, piece);
            at = end(expression, piece + 2, '`');
            search(html(expression.substring(piece + 2, at - 1)));
            piece = expression.indexOf("@`", at);
        }
        return without.append(expression.substring(at)).toString();
    }

    /** Behind the sign that closes what begins there. */
    private static int end(String text, int begin, char closing) {
        int at = begin;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == closing) {
                return at + 1;
            }
            if (next == '@' && text.startsWith("@`", at)) {
                at = end(text, at + 2, '`');
            } else if (closing == '`') {
                boolean expression = next == '$' && text.startsWith("${", at);
                at = expression ? end(text, at + 2, '}') : at + 1;
            } else if (next == '"') {
                Matcher literal = LITERAL.matcher(text);
                at = literal.find(at) ? literal.end() : at + 1;
            } else {
                at = next == '(' ? end(text, at + 1, ')') : at + 1;
                at = next == '{' ? end(text, at, '}') : at;
            }
        }
        throw new IllegalArgumentException("nothing closes " + text.substring(begin));
    }
}
