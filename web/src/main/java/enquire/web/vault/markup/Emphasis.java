package enquire.web.vault.markup;

/**
 * Bold and italic as they are switched on and off: Markdown wants them close to their words, so
 * white space goes outside. One line at a time.
 */
final class Emphasis {

    private final StringBuilder out;
    private boolean bold;
    private boolean italic;
    private String waiting = "";

    Emphasis(StringBuilder out) {
        this.out = out;
    }

    void toggleBold() {
        bold = toggle(bold, "**");
    }

    void toggleItalic() {
        italic = toggle(italic, "*");
    }

    private boolean toggle(boolean on, String mark) {
        if (on) {
            close(mark);
        } else {
            waiting += mark;
        }
        return !on;
    }

    /** Something is to be written that may stand in what was begun. */
    void word() {
        out.append(waiting);
        waiting = "";
    }

    private void close(String mark) {
        if (waiting.equals(mark)) {
            waiting = "";
            return;
        }
        word();
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        out.insert(end, mark);
    }

    /** Ends what is open: it does not go past its line. */
    void end() {
        if (italic) {
            toggleItalic();
        }
        if (bold) {
            toggleBold();
        }
    }
}
