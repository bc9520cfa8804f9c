package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.screens.SyncScreen;
import enquire.web.wiki.DepartureWords;
import java.util.List;

/** Says who is no member of a wiki any more. */
final class Departures {

    /** Whoever left longest ago is not named. (A guess: a screen is no archive.) */
    private static final int NAMED_MAX = 20;

    private Departures() {}

    /** Who was removed or left, the last first. */
    static List<SyncScreen.Departed> ofOthers(Wiki wiki, Times times) {
        return wiki.departed().stream()
                .filter(former -> !former.peer().equals(wiki.self()))
                .filter(former -> isFirst(wiki, former))
                .limit(NAMED_MAX)
                .map(former -> new SyncScreen.Departed(sentence(former), times.when(former.at())))
                .toList();
    }

    /** Whoever is out is out with all his computers, and named once. */
    private static boolean isFirst(Wiki wiki, Wiki.Departed former) {
        PeerId person = wiki.person(former.peer());
        return person.equals(former.peer())
                || wiki.members().stream().anyMatch(member -> member.peer().equals(person));
    }

    private static String sentence(Wiki.Departed former) {
        Messages messages = Speaking.messages();
        return DepartureWords.by(former, messages)
                .map(by -> messages.text("departed.removed", "name", former.name(), "by", by))
                .orElseGet(() -> messages.text("departed.left", "name", former.name()));
    }

    /** For who is not in the wiki any more. */
    static String happened(Wiki wiki) {
        return DepartureWords.happened(wiki, Speaking.messages()).orElse("");
    }

    /** The same: what happened, what is safe, what to do. */
    static List<Notice> ofOneself(Wiki wiki) {
        Messages messages = Speaking.messages();
        return DepartureWords.whole(wiki, messages)
                .map(whole ->
                        new Notice(whole, Link.of("/-/join", messages.text("departed.invite"))))
                .map(List::of)
                .orElse(List.of());
    }
}
