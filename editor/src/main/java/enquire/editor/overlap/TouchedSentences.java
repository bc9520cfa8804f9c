package enquire.editor.overlap;

import enquire.editor.page.TextHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which sentences of a version two people touched, each with changes of his own. One use. */
final class TouchedSentences {

    /**
     * Neighbouring sentences that both touched.
     *
     * @param begin where they stood in the version that both knew, in UTF-16 units; negative for
     *     what stood nowhere
     * @param first character of the page that belongs to them
     * @param last that belongs to them
     */
    record Place(int begin, int first, int last) {}

    /** A stretch of characters that one of the two inserted at one position. */
    private record Inserted(int gap, StringBuilder text, int first, int last) {}

    private final TextHistory history;
    private final BitSet version;
    private final SentenceRanges sentences;

    /** By character of the page: how many units of the version stand before it. */
    private final int[] unitsBefore;

    /** Of each of the two, what is no part of a sentence that both knew: by its gap. */
    private final List<Map<Integer, Inserted>> added = List.of(new TreeMap<>(), new TreeMap<>());

    /** Of each of the two, by number of the sentence. */
    private final List<BitSet> touched = List.of(new BitSet(), new BitSet());

    /** By number of the sentence: the characters that belong to it. */
    private final int[] first;

    private final int[] last;

    TouchedSentences(TextHistory history, BitSet version) {
        this.history = history;
        this.version = version;
        var text = new StringBuilder();
        unitsBefore = new int[history.characters()];
        for (int i = 0; i < history.characters(); i++) {
            unitsBefore[i] = text.length();
            if (history.stands(i, version)) {
                text.appendCodePoint(history.character(i));
            }
        }
        sentences = new SentenceRanges(text.toString());
        first = new int[sentences.count()];
        last = new int[sentences.count()];
        Arrays.fill(first, Integer.MAX_VALUE);
        Arrays.fill(last, -1);
        for (int i = 0; i < history.characters(); i++) {
            if (history.stands(i, version)) {
                belongs(sentences.holding(unitsBefore[i]), i, i);
            }
        }
    }

    private void belongs(int sentence, int firstCharacter, int lastCharacter) {
        if (sentence >= 0) {
            first[sentence] = Math.min(first[sentence], firstCharacter);
            last[sentence] = Math.max(last[sentence], lastCharacter);
        }
    }

    /**
     * @param who 0 or 1
     * @param own this one's changes
     * @param result the version that these led to
     */
    void touch(int who, BitSet own, BitSet result) {
        var inserted = new ArrayList<Inserted>();
        for (int i = 0; i < history.characters(); i++) {
            if (history.stands(i, version)) {
                if (history.isDeleted(i, own)) {
                    touch(who, sentences.holding(unitsBefore[i]));
                }
            } else if (own.get(history.insertedBy(i)) && history.stands(i, result)) {
                note(inserted, unitsBefore[i], i);
            }
        }
        for (Inserted each : inserted) {
            int sentence = sentences.changedBy(each.gap(), each.text().toString());
            touch(who, sentence);
            belongs(sentence, each.first(), each.last());
            if (sentence < 0) {
                added.get(who).put(each.gap(), each);
            }
        }
    }

    private void note(List<Inserted> inserted, int gap, int character) {
        Inserted before = inserted.isEmpty() ? null : inserted.getLast();
        var text = new StringBuilder();
        int from = character;
        if (before != null && before.gap() == gap) {
            inserted.removeLast();
            text = before.text();
            from = before.first();
        }
        text.appendCodePoint(history.character(character));
        inserted.add(new Inserted(gap, text, from, character));
    }

    private void touch(int who, int sentence) {
        if (sentence >= 0) {
            touched.get(who).set(sentence);
        }
    }

    /** In the order of the text. */
    List<Place> byBoth() {
        var both = (BitSet) touched.get(0).clone();
        both.and(touched.get(1));
        var places = new ArrayList<Place>();
        for (int from = both.nextSetBit(0); from >= 0; ) {
            int to = both.nextClearBit(from);
            int firstCharacter = Integer.MAX_VALUE;
            int lastCharacter = -1;
            for (int sentence = from; sentence < to; sentence++) {
                firstCharacter = Math.min(firstCharacter, first[sentence]);
                lastCharacter = Math.max(lastCharacter, last[sentence]);
            }
            places.add(new Place(sentences.get(from).start(), firstCharacter, lastCharacter));
            from = both.nextSetBit(to);
        }
        places.addAll(addedTwice());
        return places;
    }

    /** The very same text, as of two who merged one page into this one: it stands here twice. */
    private List<Place> addedTwice() {
        var places = new ArrayList<Place>();
        added.getFirst()
                .forEach((gap, one) -> {
                    Inserted other = added.getLast().get(gap);
                    boolean twice =
                            other != null
                                    && !one.text().toString().isBlank()
                                    && one.text().compareTo(other.text()) == 0;
                    if (twice) {
                        places.add(
                                new Place(
                                        -1 - gap, // No sentence begins there: an id of its own.
                                        Math.min(one.first(), other.first()),
                                        Math.max(one.last(), other.last())));
                    }
                });
        return places;
    }
}
