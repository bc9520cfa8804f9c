package enquire.sync.protocol;

import enquire.editor.page.WikiId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Suggestions on one connection: of each wiki, each side names those that it holds, asks for those
 * that it lacks, and gives what it is asked for (decision 0037). Nothing waits for an answer. One
 * thread at a time.
 */
final class SuggestionTalk {

    /** Bytes around one that is given: id and lengths (arithmetic, rounded up). */
    private static final int OVERHEAD_BYTES = 64;

    /** What passed about one wiki. */
    private static final class OfWiki {
        private final Set<Message.Named> passed = new HashSet<>();
        private final ArrayDeque<Message.Named> asked = new ArrayDeque<>();

        /** The state of what is held that was named last. */
        private long named = -1;
    }

    /** Of wikis that are shared, or were until a moment ago. */
    private final Map<WikiId, OfWiki> wikis = new HashMap<>();

    private final Capabilities capabilities;

    SuggestionTalk(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    private OfWiki of(WikiId wiki) {
        return wikis.computeIfAbsent(wiki, unknown -> new OfWiki());
    }

    /**
     * @throws ProtocolException if the peer asks for more than it may, or gives what is none
     */
    void hear(Message.Suggest message, SharedWiki wiki, List<Output> out) {
        SuggestionShelf shelf = wiki.shelf().suggestions();
        ArrayDeque<Message.Named> asked = of(message.wiki()).asked;
        if (asked.size() + message.wanted().size() > Limits.SUGGESTIONS_NAMED) {
            throw new ProtocolException("asked for too many suggestions at a time");
        }
        asked.addAll(message.wanted());
        if (!message.given().isEmpty()) {
            shelf.receive(message.given());
        }
        List<Message.Named> wanted = message.held().stream().filter(shelf::wants).toList();
        if (!wanted.isEmpty()) {
            out.add(
                    new Output.Send(
                            new Message.Suggest(message.wiki(), List.of(), wanted, List.of())));
        }
    }

    /** The next message, if there is something to give or to name. */
    Optional<Message> next(SharedWiki wiki) {
        if (!capabilities.suggestions()) {
            return Optional.empty();
        }
        SuggestionShelf shelf = wiki.shelf().suggestions();
        WikiId id = wiki.shelf().wiki();
        OfWiki talk = of(id);
        if (!talk.asked.isEmpty()) {
            List<Message.Suggested> given = given(talk.asked, shelf);
            return Optional.of(new Message.Suggest(id, List.of(), List.of(), given));
        }
        long now = shelf.changes();
        if (now == talk.named) {
            return Optional.empty();
        }
        talk.named = now;
        List<Message.Named> held = shelf.held();
        // What is gone is not remembered, so this is never more than what is held.
        talk.passed.retainAll(new HashSet<>(held));
        List<Message.Named> fresh = held.stream().filter(talk.passed::add).toList();
        return fresh.isEmpty()
                ? Optional.empty()
                : Optional.of(new Message.Suggest(id, fresh, List.of(), List.of()));
    }

    /** As many as fit a message; perhaps none, if what was asked for is gone. */
    private static List<Message.Suggested> given(
            ArrayDeque<Message.Named> asked, SuggestionShelf shelf) {
        var given = new ArrayList<Message.Suggested>();
        int bytes = 0;
        while (!asked.isEmpty() && given.size() < Limits.SUGGESTIONS_GIVEN) {
            Optional<Message.Suggested> next = shelf.get(asked.element());
            int cost =
                    next.map(each -> each.chunk().size() + each.statement().size()).orElse(0)
                            + OVERHEAD_BYTES;
            if (!given.isEmpty() && bytes + cost > Limits.PACKED_BYTES) {
                break;
            }
            asked.remove();
            next.ifPresent(given::add);
            bytes += cost;
        }
        return given;
    }
}
