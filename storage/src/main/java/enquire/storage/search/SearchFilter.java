package enquire.storage.search;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a form asks for beside the words of a query. Each part can also be written as words: {@code
 * title:}, {@code tag:}, {@code by:}, {@code after:}. Immutable.
 *
 * @param titlesOnly look for the words in titles alone
 * @param tag with or without {@code #}; empty for any
 * @param author name of somebody who edited the page; empty for anybody
 * @param after the page was changed on this day or later
 */
public record SearchFilter(
        boolean titlesOnly, String tag, String author, Optional<LocalDate> after) {

    /** Asks for nothing. */
    public static final SearchFilter NONE = new SearchFilter(false, "", "", Optional.empty());

    public SearchFilter {
        tag = bounded(tag);
        author = bounded(author);
    }

    /** A day as ISO 8601 has it ({@code 2026-11-01}), if it is one of this era. */
    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()))
                    .filter(day -> day.getYear() >= 0 && day.getYear() <= Limits.YEAR_MAX);
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** Whether it asks for anything. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    List<Clause> applied(List<Clause> words) {
        List<Clause> clauses = new ArrayList<>();
        for (Clause word : words) {
            boolean narrowed = titlesOnly && word.scope() == Clause.Scope.ANYWHERE;
            clauses.add(
                    narrowed
                            ? new Clause(
                                    Clause.Scope.TITLE, word.form(), word.text(), word.excluded())
                            : word);
        }
        if (!tag.isEmpty()) {
            clauses.add(clause(Clause.Scope.TAG, tag));
        }
        if (!author.isEmpty()) {
            clauses.add(clause(Clause.Scope.AUTHOR, author));
        }
        after.ifPresent(day -> clauses.add(clause(Clause.Scope.AFTER, day.toString())));
        return clauses;
    }

    private static Clause clause(Clause.Scope scope, String text) {
        return new Clause(scope, Clause.Form.PHRASE, text, false);
    }

    private static String bounded(String text) {
        String stripped = text.strip();
        return stripped.length() <= Limits.TERM_CHARS_MAX
                ? stripped
                : stripped.substring(0, Limits.TERM_CHARS_MAX);
    }
}
