package enquire.storage.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads what people type: words, {@code "phrases"}, {@code prefix*}, {@code tag:x}, {@code
 * title:x}, {@code by:Alice}, {@code after:2026-11-01}, and {@code -} before any of them. There is
 * no wrong query: whatever has no meaning is read as words. One thread at a time, one query each.
 */
final class QueryReader {

    private static final Map<String, Clause.Scope> FIELDS =
            Map.of(
                    "tag:", Clause.Scope.TAG,
                    "title:", Clause.Scope.TITLE,
                    "by:", Clause.Scope.AUTHOR,
                    "after:", Clause.Scope.AFTER);

    /** Phones and word processors write these for {@code "}. */
    private static final String QUOTES = "\"“”„";

    private final String query;
    private final List<Clause> clauses = new ArrayList<>();
    private int at;

    private QueryReader(String query) {
        this.query = query;
    }

    static List<Clause> read(String query) {
        String bounded =
                query.length() <= Limits.QUERY_CHARS_MAX
                        ? query
                        : query.substring(0, Limits.QUERY_CHARS_MAX);
        var reader = new QueryReader(bounded);
        while (reader.skipSpace() && reader.clauses.size() < Limits.CLAUSES_MAX) {
            reader.readClause();
        }
        return List.copyOf(reader.clauses);
    }

    /** Whether something follows. */
    private boolean skipSpace() {
        while (at < query.length() && isSpace(at)) {
            at++;
        }
        return at < query.length();
    }

    private void readClause() {
        boolean excluded = query.charAt(at) == '-' && at + 1 < query.length() && !isSpace(at + 1);
        if (excluded) {
            at++;
        }
        Clause.Scope scope = readField();
        if (isQuote(at)) {
            add(scope, Clause.Form.PHRASE, readQuoted(), excluded);
        } else {
            String word = readWord();
            String stem = withoutStars(word);
            Clause.Form form =
                    stem.length() < word.length() ? Clause.Form.PREFIX : Clause.Form.PHRASE;
            add(scope, form, stem, excluded);
        }
    }

    private Clause.Scope readField() {
        for (Map.Entry<String, Clause.Scope> field : FIELDS.entrySet()) {
            String name = field.getKey();
            int after = at + name.length();
            boolean named = query.regionMatches(true, at, name, 0, name.length());
            if (named && after < query.length() && !isSpace(after)) {
                at = after;
                return field.getValue();
            }
        }
        return Clause.Scope.ANYWHERE;
    }

    /** What stands between quotes; the second one may be missing. */
    private String readQuoted() {
        int start = ++at;
        while (at < query.length() && !isQuote(at)) {
            at++;
        }
        return query.substring(start, Math.min(at++, query.length()));
    }

    private String readWord() {
        int start = at;
        while (at < query.length() && !isSpace(at) && !isQuote(at)) {
            at++;
        }
        return query.substring(start, at);
    }

    private static String withoutStars(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == '*') {
            end--;
        }
        return word.substring(0, end);
    }

    private void add(Clause.Scope scope, Clause.Form form, String text, boolean excluded) {
        if (text.isBlank()) {
            return;
        }
        if (scope == Clause.Scope.AFTER && SearchFilter.day(text).isEmpty()) {
            add(Clause.Scope.ANYWHERE, form, "after:" + text, excluded);
        } else {
            clauses.add(new Clause(scope, form, text, excluded));
        }
    }

    private boolean isSpace(int index) {
        char c = query.charAt(index);
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private boolean isQuote(int index) {
        return index < query.length() && QUOTES.indexOf(query.charAt(index)) >= 0;
    }
}
