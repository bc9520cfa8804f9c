package enquire.web.wiki;

import enquire.web.language.Messages;
import java.util.List;

/** Several people in a sentence. */
public final class Names {

    private Names() {}

    /**
     * {@code Alice}, {@code Alice and Bob}, {@code Alice, Bob and 3 others}; empty for nobody.
     *
     * @param namesMax of more people the first are named and the others counted
     */
    public static String listed(List<String> names, int namesMax, Messages messages) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        if (names.size() <= namesMax) {
            String some = String.join(", ", names.subList(0, names.size() - 1));
            return messages.text("names.and", "some", some, "last", names.getLast());
        }
        int named = Math.max(1, namesMax - 1);
        String some = String.join(", ", names.subList(0, named));
        return messages.text("names.andMore", "some", some, "more", names.size() - named);
    }
}
