package enquire.editor.overlap;

import enquire.editor.markdown.Sentences;
import enquire.editor.markdown.TextRange;
import java.util.ArrayList;
import java.util.List;

/** The sentences of a text, in order, without the white space between them. Immutable. */
final class SentenceRanges {

    private final String text;
    private final List<TextRange> sentences;

    SentenceRanges(String text) {
        this.text = text;
        var found = new ArrayList<TextRange>();
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (Sentences.isBoundary(text, i)) {
                String sentence = text.substring(from, i);
                if (!sentence.isBlank()) {
                    int start = from + sentence.indexOf(sentence.stripLeading());
                    found.add(new TextRange(start, start + sentence.strip().length()));
                }
                from = i;
            }
        }
        sentences = List.copyOf(found);
    }

    int count() {
        return sentences.size();
    }

    TextRange get(int number) {
        return sentences.get(number);
    }

    /** The last sentence that begins at this position or before it; -1 if there is none. */
    int atOrBefore(int position) {
        int low = 0;
        int high = sentences.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sentences.get(middle).start() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The sentence that holds the character at this position; -1 if it is between two. */
    int holding(int position) {
        int number = atOrBefore(position);
        return number >= 0 && position < sentences.get(number).end() ? number : -1;
    }

    /**
     * The sentence that an insertion changes; -1 if it stands between two and belongs to neither: a
     * new line, or a sentence of its own.
     *
     * @param gap where it was made
     */
    int changedBy(int gap, String inserted) {
        int number = atOrBefore(gap);
        if (number >= 0 && sentences.get(number).start() == gap) {
            if (leadsOver(inserted)) {
                return number;
            }
            number--;
        }
        if (number < 0 || gap > sentences.get(number).end()) {
            return -1;
        }
        boolean inside = gap < sentences.get(number).end();
        return inside || goesOn(gap, inserted) ? number : -1;
    }

    /** Whether what was inserted at the beginning of a sentence became part of it. */
    private static boolean leadsOver(String inserted) {
        return !Sentences.isBoundary(inserted + "x", inserted.length());
    }

    /** Whether what was inserted at the end of a sentence became part of it. */
    private boolean goesOn(int gap, String inserted) {
        boolean ended = ".!?。！？".indexOf(text.charAt(gap - 1)) >= 0;
        return !ended && inserted.indexOf('\n') != 0;
    }
}
