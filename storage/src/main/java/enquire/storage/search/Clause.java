package enquire.storage.search;

/**
 * One thing that a query asks for.
 *
 * @param text what to look for, as typed; never empty
 * @param excluded whether pages with it are left out
 */
record Clause(Scope scope, Form form, String text, boolean excluded) {

    /** Where to look. */
    enum Scope {
        ANYWHERE,
        TITLE,
        TAG,
        /** Who edited the page: the name of a person. */
        AUTHOR,
        /** When the page was changed last: this day or later, as ISO 8601 has it. */
        AFTER;

        /** Whether it looks for words, which give a page its rank and stand in its text. */
        boolean isWords() {
            return this == ANYWHERE || this == TITLE;
        }
    }

    /** How to match. */
    enum Form {
        /** These words side by side; most often it is one. */
        PHRASE,
        /** A word that begins so. */
        PREFIX
    }

    /** The same, with other words. */
    Clause with(String otherText) {
        return new Clause(scope, form, otherText, excluded);
    }

    /** As somebody would type it; read again, it is the same clause. */
    String typed() {
        String field =
                switch (scope) {
                    case ANYWHERE -> "";
                    case TITLE -> "title:";
                    case TAG -> "tag:";
                    case AUTHOR -> "by:";
                    case AFTER -> "after:";
                };
        boolean quoted = text.chars().anyMatch(c -> Character.isWhitespace(c) || c == 0xa0);
        String shown = form == Form.PREFIX ? text + "*" : quoted ? '"' + text + '"' : text;
        return (excluded ? "-" : "") + field + shown;
    }
}
