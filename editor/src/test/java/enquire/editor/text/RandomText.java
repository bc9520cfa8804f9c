package enquire.editor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts and changes drawn from a seed: with emoji, combining marks and line breaks. */
public final class RandomText {

    private static final List<String> ATOMS =
            List.of("a", "b", "word ", " ", "\n", "e\u0301", "😀", "👩‍👩‍👧", "字", "\n\n");

    private final Random random;

    public RandomText(Random random) {
        this.random = random;
    }

    public String text(int atoms) {
        var text = new StringBuilder();
        for (int i = 0; i < atoms; i++) {
            text.append(ATOMS.get(random.nextInt(ATOMS.size())));
        }
        return text.toString();
    }

    /** A change of {@code text} that splits no character. */
    public TextChange change(String text, int replacementsMax) {
        int[] borders = random.ints(2L * random.nextInt(replacementsMax + 1), 0, 1 << 20).toArray();
        for (int i = 0; i < borders.length; i++) {
            borders[i] = wholeCharacters(text, borders[i] % (text.length() + 1));
        }
        java.util.Arrays.sort(borders);
        var replacements = new ArrayList<TextChange.Replacement>();
        for (int i = 0; i < borders.length; i += 2) {
            boolean onlyInserts = random.nextInt(3) == 0;
            int to = onlyInserts ? borders[i] : borders[i + 1];
            String insert = random.nextInt(4) == 0 ? "" : text(random.nextInt(4));
            replacements.add(new TextChange.Replacement(borders[i], to, insert));
        }
        return TextChange.of(text.length(), replacements);
    }

    private static int wholeCharacters(String text, int position) {
        return Surrogates.splits(text, position) ? position - 1 : position;
    }
}
