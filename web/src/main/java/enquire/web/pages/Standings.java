package enquire.web.pages;

import enquire.sync.node.Membership;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.RoleWords;
import enquire.web.wiki.Wikis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says what this computer may do in a wiki, who decided that, and when. */
final class Standings {

    /** How long somebody is told above every screen. (A guess: until he has looked once.) */
    private static final Duration TOLD_FOR = Duration.ofDays(1);

    private Standings() {}

    /** One sentence or two; empty if it is no member. */
    static String ofOneself(Wiki wiki, Times times) {
        return wiki.membership()
                .standing(wiki.self())
                .map(standing -> sentence(standing, times))
                .orElse("");
    }

    private static String sentence(Membership.Standing standing, Times times) {
        Messages messages = Speaking.messages();
        String role = RoleWords.title(standing.role());
        String may = RoleWords.may(standing.role());
        String when = times.when(standing.at()).words();
        return standing.by()
                .map(by ->
                        standing.changed()
                                ? messages.text(
                                        "standing.changed",
                                        "role",
                                        role,
                                        "by",
                                        by,
                                        "when",
                                        when,
                                        "may",
                                        may)
                                : messages.text(
                                        "standing.given",
                                        "role",
                                        role,
                                        "by",
                                        by,
                                        "when",
                                        when,
                                        "may",
                                        may))
                .orElseGet(() ->
                        messages.text("standing.own", "role", role, "when", when, "may", may));
    }

    /** For who may not write any more: who decided it, and that nothing is lost. */
    static List<Notice> lowered(Wiki wiki, Instant now) {
        return wiki.membership()
                .standing(wiki.self())
                .filter(standing -> standing.changed() && !standing.role().writes())
                .filter(standing -> standing.at().isAfter(now.minus(TOLD_FOR)))
                .flatMap(standing -> standing.by().map(by -> lowered(wiki, standing.role(), by)))
                .map(List::of)
                .orElse(List.of());
    }

    private static Notice lowered(Wiki wiki, Role role, String by) {
        Messages messages = Speaking.messages();
        return new Notice(
                messages.text("standing.lowered", "by", by, "may", RoleWords.may(role)),
                Link.of(Wikis.paths(wiki).screen("sync"), messages.text("sync.title")));
    }
}
