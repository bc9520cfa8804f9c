package enquire.web.command;

/**
 * One thing that {@code enquire doctor} says.
 *
 * @param sentence what was found, and if it is not as it should be, what to do
 */
record Finding(Kind kind, String sentence) {

    enum Kind {
        /** As it should be. */
        OK("ok"),
        /** Works, and somebody may want to look at it. */
        LOOK("look"),
        /** Does not work until somebody does something. */
        WRONG("wrong");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    static Finding ok(String sentence) {
        return new Finding(Kind.OK, sentence);
    }

    static Finding look(String sentence) {
        return new Finding(Kind.LOOK, sentence);
    }

    static Finding wrong(String sentence) {
        return new Finding(Kind.WRONG, sentence);
    }

    /** As it is printed. */
    String line() {
        return kind.word + "\t" + sentence;
    }
}
