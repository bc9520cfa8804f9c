package enquire.web.wiki;

import enquire.editor.page.EditSummary;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.TextHistory.Act;
import enquire.web.language.Speaking;
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
            case RENAMED -> Speaking.messages().text("acts.titled", "title", act.value());
            case DELETED -> Speaking.messages().text("acts.deleted");
            case RESTORED -> Speaking.messages().text("acts.restored");
            case ATTACHED -> Speaking.messages().text("acts.attached");
            case MARKED ->
                    act.key().startsWith(NamedVersion.PREFIX)
                            ? NamedVersion.name(act.value())
                                    .map(name ->
                                            Speaking.messages().text("acts.named", "name", name))
                                    .orElse("")
                            : EditSummary.of(act)
                                    .map(said ->
                                            Speaking.messages().text("acts.summed", "said", said))
                                    .orElse("");
            case UNMARKED ->
                    act.key().startsWith(NamedVersion.PREFIX)
                            ? Speaking.messages().text("acts.unnamed")
                            : "";
        };
    }
}
