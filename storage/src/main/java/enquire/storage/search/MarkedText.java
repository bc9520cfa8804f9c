package enquire.storage.search;

/**
 * Text in which what matched stands between two control characters, which no text that is shown
 * holds. So snippets travel between computers: whatever comes from there is text, and becomes HTML
 * only here.
 */
public final class MarkedText {

    /** Begins what matched. */
    private static final char BEGIN = '\u0002';

    /** Ends it. */
    private static final char END = '\u0003';

    private MarkedText() {}

    /**
     * @param snippet of a {@link Search.Hit}: escaped text and {@code <mark>}, and nothing else
     */
    public static String of(String snippet) {
        return snippet.replace("<mark>", Character.toString(BEGIN))
                .replace("</mark>", Character.toString(END))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /**
     * HTML as {@link Search.Hit#snippet} is, whatever {@code foreign} holds: no markup of it is
     * left, each mark is closed, none stands in another.
     */
    public static String html(String foreign) {
        var html = new StringBuilder();
        int at = 0;
        while (at < foreign.length()) {
            int begin = foreign.indexOf(BEGIN, at);
            int end = begin < 0 ? -1 : foreign.indexOf(END, begin);
            if (end < 0) {
                break;
            }
            Html.escape(foreign, at, begin, html);
            Html.mark(foreign, begin + 1, end, html);
            at = end + 1;
        }
        Html.escape(foreign, at, foreign.length(), html);
        return html.toString();
    }
}
