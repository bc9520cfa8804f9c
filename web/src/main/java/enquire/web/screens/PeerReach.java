package enquire.web.screens;

import java.util.List;

/**
 * Where the computer of a peer is looked for.
 *
 * @param peer its key
 * @param called its person's name, with letters of its key if another computer has that name, too
 * @param summary "Bob’s computer answers at none of its 3 addresses."
 * @param addresses in the order in which they are dialled
 * @param action POST: {@code peer}, {@code address}, {@code act} = {@code add} or {@code remove}
 * @param typed an address that was not taken; else empty
 * @param problem why; empty if all is well
 */
public record PeerReach(
        String peer,
        String called,
        String summary,
        List<Address> addresses,
        String action,
        String typed,
        String problem) {

    /**
     * @param address {@code host:port}
     * @param said what came of dialling it
     * @param source where this node has it from
     * @param tried when that was
     * @param removable whether a person added it
     */
    public record Address(
            String address, String said, String source, List<When> tried, boolean removable) {}
}
