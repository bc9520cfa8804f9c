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
        TAG
    }

    /** How to match. */
    enum Form {
        /** These words side by side; most often it is one. */
        PHRASE,
        /** A word that begins so. */
        PREFIX
    }
}
