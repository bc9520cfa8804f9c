package enquire.web.language;

import java.util.Set;
import java.util.stream.Collectors;

/** What a screen in another language must not say. */
public final class EnglishSentences {

    private EnglishSentences() {}

    /** Those without values, and not the words that both languages share. */
    public static Set<String> thatAreOtherIn(Language language) {
        Messages english = Messages.of(Language.ENGLISH);
        Messages other = Messages.of(language);
        Set<String> shared =
                other.keys().stream()
                        .filter(key -> other.arguments(key).isEmpty())
                        .map(other::text)
                        .collect(Collectors.toSet());
        return english.keys().stream()
                .filter(key -> english.arguments(key).isEmpty())
                .map(english::text)
                .filter(sentence -> !shared.contains(sentence))
                .collect(Collectors.toSet());
    }
}
