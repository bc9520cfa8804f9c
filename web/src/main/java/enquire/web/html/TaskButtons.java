package enquire.web.html;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes the boxes of a page's own tasks ones that can be ticked: each becomes a button of the form
 * {@link #FORM}, so that it works without a script and stands wherever a word may stand. Boxes of
 * pages that are shown inside have no number and stay as they are.
 */
public final class TaskButtons {

    /** The id of the form that they submit. */
    public static final String FORM = "Tick";

    /**
     * Exactly what {@link Checkboxes} writes: nothing else of a page looks so. Its name is whatever
     * the language makes of it, and the sanitiser has escaped its quotes.
     */
    private static final Pattern BOX =
            Pattern.compile(
                    "<input type=\"checkbox\" disabled=\"disabled\"( checked=\"checked\")?"
                            + " data-task=\"(\\d{1,6})\" aria-label=\"([^\"]*)\" />");

    private TaskButtons() {}

    public static SafeHtml in(SafeHtml body) {
        return body.html().contains(" data-task=\"")
                ? new SafeHtml(BOX.matcher(body.html()).replaceAll(TaskButtons::button))
                : body;
    }

    private static String button(MatchResult box) {
        boolean ticked = box.group(1) != null;
        return """
        <button class="box" role="checkbox" aria-checked="%s" form="%s" name="%s" value="%s" aria-label="%s"></button>\
        """
                .formatted(ticked, FORM, ticked ? "untick" : "tick", box.group(2), box.group(3));
    }
}
