package enquire.web.wiki;

import enquire.sync.node.Membership;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.util.Optional;

/** What this computer may do in a wiki, to whoever sits before it. */
public final class StandingWords {

    private StandingWords() {}

    /** {@code Your role here: writer. You may read and edit …} Empty if it is no member. */
    public static Optional<String> ofOneself(Wiki wiki) {
        return wiki.membership().standing(wiki.self()).map(StandingWords::sentence);
    }

    private static String sentence(Membership.Standing standing) {
        Messages messages = Speaking.messages();
        String may = RoleWords.may(standing.role());
        boolean lowered = standing.changed() && !standing.role().writes();
        return standing.by()
                .filter(by -> lowered)
                .map(by -> messages.text("standing.lowered", "by", by, "may", may))
                .orElseGet(() ->
                        messages.text(
                                "standing.now",
                                "role",
                                RoleWords.title(standing.role()),
                                "may",
                                may));
    }
}
