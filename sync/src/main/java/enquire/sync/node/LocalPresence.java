package enquire.sync.node;

import enquire.editor.page.WikiId;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What one peer is still to be told about this node's tabs. Asked once a tick, so a tab that moves
 * all the time is told four times a second. One thread at a time.
 */
final class LocalPresence {

    private static final int REFRESH_TICKS =
            (int) (Presence.REFRESH.toMillis() / Session.TICK.toMillis());

    private final Supplier<List<Wiki>> wikis;
    private final Map<WikiId, Long> told = new HashMap<>();
    private int ticks;

    LocalPresence(Supplier<List<Wiki>> wikis) {
        this.wikis = wikis;
    }

    List<Message.Presence> next(Predicate<WikiId> shared) {
        if (++ticks % REFRESH_TICKS == 0) {
            told.clear();
        }
        var messages = new ArrayList<Message.Presence>();
        for (Wiki wiki : wikis.get()) {
            if (!shared.test(wiki.id())) {
                continue;
            }
            Presence.Moves moves = wiki.presence().localSince(told.getOrDefault(wiki.id(), 0L));
            told.put(wiki.id(), moves.upTo());
            for (Presence.Move move : moves.moves()) {
                Presence.Person person = move.person();
                if (person.tab().length() <= Limits.TAB_UNITS) {
                    messages.add(
                            new Message.Presence(
                                    wiki.id(),
                                    person.page(),
                                    person.tab(),
                                    move.here(),
                                    person.editing(),
                                    person.anchor(),
                                    person.head()));
                }
            }
        }
        return messages;
    }
}
