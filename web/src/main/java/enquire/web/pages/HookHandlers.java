package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.hooks.EventKind;
import enquire.web.hooks.Hook;
import enquire.web.hooks.HookRefusedException;
import enquire.web.hooks.Hooks;
import enquire.web.hooks.Outcome;
import enquire.web.hooks.WikiHooks;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.HooksScreen;
import enquire.web.wiki.HookWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Programs that are told of changes of a wiki, without scripts. */
final class HookHandlers {

    /** An address of 2,000 characters, each byte encoded as three, and the rest. */
    private static final int FORM_BYTES_MAX = 32_768;

    private static final int NAME_CHARS_MAX = 64;
    private static final String EVENT = "event-";

    /** What answers within this is shown at once. (A guess.) */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Hook.Wanted NOTHING_YET =
            new Hook.Wanted("", EventKind.OF_PAGES, Hook.From.ANYWHERE, "", false);

    private final Screens screens;
    private final Hooks hooks;

    HookHandlers(Screens screens, Hooks hooks) {
        this.screens = screens;
        this.hooks = hooks;
    }

    /** {@code GET /{wiki}/-/hooks}. */
    Reply show(Call call) {
        return shown(200, screens.wiki(call), "", "", NOTHING_YET);
    }

    /** {@code POST …/hooks}: the answer shows the secret, and no other ever does. */
    Reply add(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Hook.Wanted wanted = wanted(call.form(FORM_BYTES_MAX));
        try {
            Hook hook = hooks.of(wiki).add(wanted);
            return shown(201, wiki, "", hook.secret(), NOTHING_YET)
                    .with("Cache-Control", "no-store");
        } catch (HookRefusedException e) {
            return shown(422, wiki, HookWords.refusal(e), "", wanted);
        }
    }

    private static Hook.Wanted wanted(Form form) {
        Set<EventKind> kinds =
                EventKind.OF_PAGES.stream()
                        .filter(kind -> !form.text(EVENT + kind.type()).isEmpty())
                        .collect(Collectors.toSet());
        String by = form.text("by").strip();
        return new Hook.Wanted(
                form.text("url").strip(),
                kinds,
                Hook.From.of(form.text("from")).orElse(Hook.From.ANYWHERE),
                by.length() <= NAME_CHARS_MAX ? by : by.substring(0, NAME_CHARS_MAX),
                !form.text("private").isEmpty());
    }

    /** {@code POST …/hooks/{id}/remove}. */
    Reply remove(Call call) {
        return done(call, hooks.of(screens.wiki(call)).remove(call.parameter("id")));
    }

    /** {@code POST …/hooks/{id}/test}. */
    Reply test(Call call) throws InterruptedException {
        WikiHooks of = hooks.of(screens.wiki(call));
        boolean known = of.one(call.parameter("id")).isPresent();
        of.test(call.parameter("id"), PATIENCE);
        return done(call, known);
    }

    /** {@code POST …/hooks/{id}/on}. */
    Reply switchOn(Call call) {
        return done(call, hooks.of(screens.wiki(call)).switchOn(call.parameter("id")));
    }

    private Reply done(Call call, boolean known) {
        if (!known) {
            throw ProblemException.notFound(Speaking.messages().text("hooks.none"));
        }
        return Reply.seeOther(path(screens.wiki(call)));
    }

    private Reply shown(
            int status, Wiki wiki, String problem, String secret, Hook.Wanted filledIn) {
        return screens.show(
                status,
                new HooksScreen(
                        screens.frame(wiki, Speaking.messages().text("hooks.title"), "sync"),
                        problem,
                        secret,
                        hooks.of(wiki).list().stream().map(each -> told(wiki, each)).toList(),
                        new HooksScreen.Form(
                                path(wiki),
                                filledIn.url(),
                                EventKind.OF_PAGES.stream()
                                        .map(kind ->
                                                new HooksScreen.Event(
                                                        EVENT + kind.type(),
                                                        HookWords.kind(kind),
                                                        filledIn.kinds().contains(kind)))
                                        .toList(),
                                filledIn.from().text(),
                                filledIn.by(),
                                filledIn.nearby()),
                        Wikis.paths(wiki).screen("sync")));
    }

    private HooksScreen.Told told(Wiki wiki, WikiHooks.Standing standing) {
        Hook hook = standing.hook();
        List<HooksScreen.Delivery> deliveries =
                standing.past().stream().map(this::delivery).toList();
        return new HooksScreen.Told(
                hook.wanted().url(),
                HookWords.wanted(hook.wanted()),
                HookWords.state(hook, standing.due()),
                hook.isOn(),
                path(wiki) + "/" + hook.id(),
                deliveries);
    }

    private HooksScreen.Delivery delivery(Outcome outcome) {
        return new HooksScreen.Delivery(
                screens.times().when(outcome.at()),
                HookWords.kind(outcome.kind()),
                outcome.title(),
                HookWords.outcome(outcome));
    }

    private static String path(Wiki wiki) {
        return Wikis.paths(wiki).screen("hooks");
    }
}
