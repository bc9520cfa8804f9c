package enquire.storage.search;

/** Text as HTML that holds nothing but the text and {@code <mark>}. */
final class Html {

    private Html() {}

    /**
     * Appends {@code text} from {@code from} to {@code to}, exclusive, with no markup left in it.
     */
    static void escape(String text, int from, int to, StringBuilder html) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                // HTML knows no other control characters; what stood there was not shown anyway.
                default -> html.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
    }

    static void mark(String text, int from, int to, StringBuilder html) {
        if (from < to) {
            html.append("<mark>");
            escape(text, from, to, html);
            html.append("</mark>");
        }
    }
}
