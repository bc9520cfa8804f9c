package enquire.web.wiki;

import enquire.editor.page.NamedVersion;
import enquire.editor.page.TextHistory.Act;
import java.util.List;

/** What somebody did to a page besides writing. */
public final class ActWords {

    private ActWords() {}

    /** Without a stop: "Renamed to Slipway works". */
    public static List<String> of(List<Act> acts) {
        return acts.stream()
                .map(ActWords::of)
                .filter(words -> !words.isEmpty())
                .distinct()
                .toList();
    }

    private static String of(Act act) {
        return switch (act.kind()) {
            case RENAMED -> "Titled “" + act.value() + "”";
            case DELETED -> "Deleted the page";
            case RESTORED -> "Restored the page";
            case ATTACHED -> "Attached a file";
            case MARKED ->
                    act.key().startsWith(NamedVersion.PREFIX)
                            ? NamedVersion.name(act.value())
                                    .map(name -> "Named a version “" + name + "”")
                                    .orElse("")
                            : "";
            case UNMARKED ->
                    act.key().startsWith(NamedVersion.PREFIX)
                            ? "Took the name of a version away"
                            : "";
        };
    }
}
