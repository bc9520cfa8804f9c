package enquire.web.wiki;

import enquire.web.hooks.EventKind;
import enquire.web.hooks.Hook;
import enquire.web.hooks.HookRefusedException;
import enquire.web.hooks.Outcome;
import enquire.web.http.ProblemException;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person is told of hooks. */
public final class HookWords {

    private HookWords() {}

    /** Why a hook cannot be made, as an answer. */
    public static <T> T said(Supplier<T> work) {
        try {
            return work.get();
        } catch (HookRefusedException e) {
            throw new ProblemException(422, Speaking.messages().text("hooks.refused"), refusal(e));
        }
    }

    public static String refusal(HookRefusedException refused) {
        Messages messages = Speaking.messages();
        String detail = refused.detail();
        return switch (refused.reason()) {
            case NO_URL -> messages.text("hooks.refused.noUrl", "detail", detail);
            case NAME_OR_FRAGMENT -> messages.text("hooks.refused.name");
            case NOT_ENCRYPTED -> messages.text("hooks.refused.notEncrypted");
            case NO_KIND -> messages.text("hooks.refused.noKind");
            case TOO_MANY -> messages.text("hooks.refused.tooMany", "detail", detail);
        };
    }

    public static String kind(EventKind kind) {
        return Speaking.messages()
                .text(
                        switch (kind) {
                            case CREATED -> "hooks.kind.created";
                            case CHANGED -> "hooks.kind.changed";
                            case RENAMED -> "hooks.kind.renamed";
                            case DELETED -> "hooks.kind.deleted";
                            case RESTORED -> "hooks.kind.restored";
                            case TEST -> "hooks.kind.test";
                        });
    }

    /** "new pages, edits; by Bob; from others' computers". */
    public static String wanted(Hook.Wanted wanted) {
        Messages messages = Speaking.messages();
        String kinds =
                wanted.kinds().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(HookWords::kind)
                        .collect(Collectors.joining(", "));
        String by = wanted.by().isEmpty() ? "" : messages.text("hooks.by", "name", wanted.by());
        String from =
                switch (wanted.from()) {
                    case ANYWHERE -> "";
                    case HERE -> messages.text("hooks.from.here");
                    case PEERS -> messages.text("hooks.from.peers");
                };
        return Stream.of(kinds, by, from)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** How it stands, in one or two sentences. */
    public static String state(Hook hook, int due) {
        Messages messages = Speaking.messages();
        String now =
                hook.isOn()
                        ? messages.text("hooks.state.on", "events", due)
                        : messages.text("hooks.state.gone");
        return hook.lost() == 0
                ? now
                : now + " " + messages.text("hooks.lost", "events", hook.lost());
    }

    public static String outcome(Outcome outcome) {
        Messages messages = Speaking.messages();
        String attempts = messages.text("hooks.attempts", "attempts", outcome.attempts());
        return switch (outcome.result()) {
            case DELIVERED -> messages.text("hooks.result.delivered", "status", status(outcome));
            case REFUSED ->
                    messages.text(
                            "hooks.result.refused",
                            "status",
                            status(outcome),
                            "attempts",
                            attempts);
            case FORBIDDEN -> messages.text("hooks.result.forbidden", "attempts", attempts);
            case UNKNOWN -> messages.text("hooks.result.unknown", "attempts", attempts);
            case UNREACHABLE -> messages.text("hooks.result.unreachable", "attempts", attempts);
            case UNTRUSTED -> messages.text("hooks.result.untrusted", "attempts", attempts);
            case LATE -> messages.text("hooks.result.late", "attempts", attempts);
            case BROKEN -> messages.text("hooks.result.broken", "attempts", attempts);
        };
    }

    private static String status(Outcome outcome) {
        return Integer.toString(outcome.status());
    }
}
