package enquire.sync.node;

import enquire.editor.page.PeerId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * When this node met others or parted from them, by its own clock: a burst of typing ends then, so
 * that what was written in touch with somebody is told from what was not. Thread-safe.
 */
final class Contacts {

    /**
     * The last so many. A burst that goes on over more of them is signed with those before it, so
     * only somebody who comes and goes all the time is missed. (A guess.)
     */
    private static final int KEPT_MAX = 256;

    private record Contact(PeerId peer, Instant at) {}

    private final Deque<Contact> contacts = new ArrayDeque<>();

    synchronized void changed(PeerId peer, Instant at) {
        contacts.addLast(new Contact(peer, at));
        if (contacts.size() > KEPT_MAX) {
            contacts.removeFirst();
        }
    }

    /**
     * @param whom those that matter: the members of a wiki
     */
    synchronized List<Instant> with(Predicate<PeerId> whom) {
        return contacts.stream().filter(each -> whom.test(each.peer())).map(Contact::at).toList();
    }
}
