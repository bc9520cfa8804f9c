package enquire.sync.protocol;

import enquire.editor.page.WikiId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this side said of itself and its wikis on one connection. One thread at a time. */
final class OwnGreetings {

    private final Library library;
    private final Map<WikiId, Message.Greeting> said = new HashMap<>();
    private boolean begun;
    private String nameSent = "";

    OwnGreetings(Library library) {
        this.library = library;
    }

    /** Says hello, if that was not done. */
    void begin(List<Output> out) {
        if (!begun) {
            say(out);
        }
    }

    /** Says hello, also again; a wiki stands in each as it did in the first that named it. */
    void say(List<Output> out) {
        var greetings = new ArrayList<Message.Greeting>();
        for (Shelf shelf : library.shared()) {
            Message.Greeting before = said.get(shelf.wiki());
            if (before == null) {
                library.settle(shelf.wiki());
                before = shelf.greeting();
                said.put(shelf.wiki(), before);
            }
            greetings.add(before);
            if (greetings.size() == Limits.WIKIS) {
                break;
            }
        }
        begun = true;
        boolean stranger = greetings.isEmpty(); // He is not told whose computer this is.
        nameSent = stranger ? "" : library.name();
        Optional<Instant> at = stranger ? Optional.empty() : Optional.of(library.now());
        var hello = new Message.Hello(library.version(), nameSent, Capabilities.OWN, greetings, at);
        out.add(new Output.Send(hello));
    }

    /** What was said of a wiki; null if it was not named. */
    Message.@Nullable Greeting of(WikiId wiki) {
        return said.get(wiki);
    }

    boolean names(WikiId wiki) {
        return said.containsKey(wiki);
    }

    /** Wikis that are not shared any more are named anew when they are again. */
    void retain(Set<WikiId> shared) {
        said.keySet().retainAll(shared);
    }

    /**
     * Whether another hello is due.
     *
     * @param shared what is to be named
     */
    boolean isStale(Set<WikiId> shared) {
        return !said.keySet().containsAll(shared) || !nameSent.equals(library.name());
    }
}
