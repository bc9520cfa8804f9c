package enquire.sync.statement;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A wiki with honest pages, for others to forge. Olga owns it; Alice and Bob write; Dave read first
 * and writes now; Carol wrote and was removed; Rita reads; Sam is a stranger.
 */
final class ForgedWiki {

    static final NodeKey OLGA = Writings.OLGA;
    static final NodeKey ALICE = Writings.ALICE;
    static final NodeKey BOB = Writings.BOB;
    static final NodeKey RITA = Writings.RITA;
    static final NodeKey CAROL = TestKeys.of("Carol");
    static final NodeKey DAVE = TestKeys.of("Dave");
    static final NodeKey SAM = TestKeys.of("Sam");
    static final List<NodeKey> EVERYBODY = List.of(OLGA, ALICE, BOB, RITA, CAROL, DAVE, SAM);

    final Roster now;
    final WikiId id;

    /** When Olga was alone; and when Carol was still a writer and Dave a reader. */
    final List<Bytes> first;

    final List<Bytes> early;
    final Set<PeerId> writers = Set.of(OLGA.id(), ALICE.id(), BOB.id(), DAVE.id());
    final List<HonestPage> pages = new ArrayList<>();

    ForgedWiki(int number, int pageCount, Random random) {
        Bytes nonce = Bytes.ofHex("%032x".formatted(number));
        Bytes genesis = RosterRecords.genesis(OLGA, "Foxes", "Olga", nonce, Writings.AT);
        id = RosterRecords.wikiOf(genesis);
        var roster = Roster.of(id, List.of(genesis));
        first = roster.heads();
        roster = add(roster, ALICE, Role.WRITER);
        roster = add(roster, BOB, Role.WRITER);
        roster = add(roster, CAROL, Role.WRITER);
        roster = add(roster, DAVE, Role.READER);
        roster = add(roster, RITA, Role.READER);
        early = roster.heads();
        roster = roster.with(List.of(RosterRecords.remove(OLGA, roster, CAROL.id(), Writings.AT)));
        now =
                roster.with(
                        List.of(
                                RosterRecords.changeRole(
                                        OLGA, roster, DAVE.id(), Role.WRITER, Writings.AT)));
        // The same ids as in other wikis: titles lead to them.
        for (int i = 0; i < pageCount; i++) {
            pages.add(new HonestPage(this, new PageId(new UUID(1, i)), random));
        }
    }

    private static Roster add(Roster roster, NodeKey key, Role role) {
        Bytes record =
                RosterRecords.add(
                        OLGA, roster, key.id(), "somebody", role, Optional.empty(), Writings.AT);
        return roster.with(List.of(record));
    }
}
