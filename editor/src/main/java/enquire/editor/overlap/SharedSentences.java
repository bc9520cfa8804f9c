package enquire.editor.overlap;

import enquire.editor.overlap.Overlap.Side;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.TextHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the sentences that both of two people changed while they were apart. A sentence is one of
 * the text they both knew. Neighbours that both changed are one place. One thread at a time.
 */
final class SharedSentences {

    private static final byte[] PURPOSE = "enquire overlap 1".getBytes(StandardCharsets.US_ASCII);

    private final List<Change> ordered;
    private final TextHistory history;
    private final BitSet all = new BitSet();

    /** By character: how many UTF-16 units of the text as it is now stand before it. */
    private final int[] unitsBefore;

    SharedSentences(List<Change> ordered, TextHistory history) {
        this.ordered = ordered;
        this.history = history;
        all.set(0, ordered.size());
        unitsBefore = new int[history.characters() + 1];
        for (int i = 0; i < history.characters(); i++) {
            int units = history.stands(i, all) ? Character.charCount(history.character(i)) : 0;
            unitsBefore[i + 1] = unitsBefore[i] + units;
        }
    }

    /**
     * @param tickedOff marks of those that are left out
     * @param limit of more places the first ones
     * @return in the order of the text
     */
    List<Overlap> find(TimeApart time, Set<String> tickedOff, int limit) {
        BitSet one = version(last(time.ofOne()));
        BitSet other = version(last(time.ofOther()));
        BitSet both = version(time.ofOne().nextSetBit(0));
        both.and(version(time.ofOther().nextSetBit(0)));
        var touched = new TouchedSentences(history, both);
        touched.touch(0, time.ofOne(), one);
        touched.touch(1, time.ofOther(), other);
        var found = new ArrayList<Overlap>();
        for (TouchedSentences.Place place : touched.byBoth()) {
            String id = id(time, place);
            if (found.size() < limit && !tickedOff.contains(Overlap.MARK + id)) {
                overlap(id, time, place, both, one, other).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Overlap> overlap(
            String id,
            TimeApart time,
            TouchedSentences.Place place,
            BitSet both,
            BitSet one,
            BitSet other) {
        var merged = (BitSet) one.clone();
        merged.or(other);
        String ofOne = text(place, one);
        String ofOther = text(place, other);
        String together = text(place, merged);
        boolean agreed = ofOne.equals(ofOther) && ofOne.equals(together);
        boolean gone = !together.isBlank() && text(place, all).isBlank();
        return agreed || gone
                ? Optional.empty()
                : Optional.of(
                        new Overlap(
                                id,
                                text(place, both),
                                new Side(time.one(), ofOne),
                                new Side(time.other(), ofOther),
                                unitsBefore[place.first()],
                                unitsBefore[place.last() + 1]));
    }

    /**
     * By the changes with which both began to write apart, and by where the sentence stood then:
     * that never changes, whatever comes after.
     */
    private String id(TimeApart time, TouchedSentences.Place place) {
        Bytes hash =
                Bytes.concat(
                                Bytes.of(PURPOSE),
                                hash(time.ofOne()),
                                hash(time.ofOther()),
                                Bytes.of(
                                        Integer.toString(place.begin())
                                                .getBytes(StandardCharsets.US_ASCII)))
                        .sha256();
        return hash.toHex().substring(0, Overlap.ID_CHARS);
    }

    private Bytes hash(BitSet changes) {
        return ordered.get(changes.nextSetBit(0)).hash().value();
    }

    private String text(TouchedSentences.Place place, BitSet version) {
        var text = new StringBuilder();
        for (int i = place.first(); i <= place.last(); i++) {
            if (history.stands(i, version)) {
                text.appendCodePoint(history.character(i));
            }
        }
        return text.toString();
    }

    private static int last(BitSet places) {
        return places.length() - 1;
    }

    /** A change and everything that it follows. */
    private BitSet version(int head) {
        var version = new BitSet();
        version.set(head);
        for (int place = head; place >= 0; place = version.previousSetBit(place - 1)) {
            for (ChangeHash dependency : ordered.get(place).dependencies()) {
                history.place(dependency).ifPresent(version::set);
            }
        }
        return version;
    }
}
