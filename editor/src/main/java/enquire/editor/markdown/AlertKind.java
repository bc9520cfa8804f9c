package enquire.editor.markdown;

import java.util.Locale;

/**
 * How an alert looks: the five kinds of GitHub. Obsidian's names fold into them, and so does a name
 * that nobody knows, which is shown as a note under that name.
 */
enum AlertKind {
    NOTE,
    TIP,
    IMPORTANT,
    WARNING,
    CAUTION;

    static AlertKind of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "tip", "hint", "success", "check", "done" -> TIP;
            case "important", "question", "help", "faq", "todo" -> IMPORTANT;
            case "warning", "attention" -> WARNING;
            case "caution", "danger", "error", "failure", "fail", "missing", "bug" -> CAUTION;
            default -> NOTE;
        };
    }

    /** Part of a class name. */
    String cssName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
