package enquire.web.html;

import java.util.List;

/** A piece of sanitised HTML, as two versions of a page are compared by it. Immutable. */
sealed interface HtmlToken {

    /**
     * An element within a line of text, such as emphasis or a link.
     *
     * @param attributes names and values in turn
     */
    record Inline(String tag, List<String> attributes) {}

    /**
     * A block begins.
     *
     * @param attributes names and values in turn
     */
    record Open(String tag, List<String> attributes) implements HtmlToken {}

    /** A block ends. */
    record Close(String tag) implements HtmlToken {}

    /** A block without content. */
    record Rule(String tag, List<String> attributes) implements HtmlToken {}

    /**
     * A word or another character with the space behind it. Equal words are equal whatever the
     * space; the same word in other clothes is another one.
     *
     * @param key the word
     * @param text with the space
     * @param context the elements it stands in, the outermost first
     */
    record Word(String key, String text, List<Inline> context) implements HtmlToken {
        @Override
        public boolean equals(Object other) {
            return other instanceof Word word
                    && key.equals(word.key)
                    && context.equals(word.context);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }

    /** What stands in a line and is no text: a picture, a box, a line break. */
    record Thing(String tag, List<String> attributes, List<Inline> context) implements HtmlToken {}
}
