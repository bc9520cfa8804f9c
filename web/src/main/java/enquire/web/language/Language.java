package enquire.web.language;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that screens speak. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "English"),
    GERMAN(Locale.GERMAN, "Deutsch");

    /**
     * Of an Accept-Language field that is looked at, in characters: browsers send some 60 at ten
     * languages, and what is longer was made to be long. (A guess.)
     */
    private static final int ACCEPTED_CHARS_MAX = 512;

    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private record Asked(String field, Language best) {}

    /** Mostly one browser asks, and reading the field takes as long as an answer. */
    private static volatile Asked last = new Asked("", ENGLISH);

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    /** For numbers and dates. */
    public Locale locale() {
        return locale;
    }

    /** As in {@code <html lang>} (BCP 47). */
    public String tag() {
        return locale.getLanguage();
    }

    /** What the language calls itself, whatever language the screen speaks. */
    public String ownName() {
        return ownName;
    }

    /** The language of exactly that tag. */
    public static Optional<Language> of(String tag) {
        for (Language language : values()) {
            if (language.tag().equals(tag)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /**
     * What fits best to what somebody reads (lookup of RFC 4647, section 3.4: Swiss German gets
     * German); English if nothing does. The first request of a node waits for this, so it is the
     * library of the JDK: ICU's matcher takes long when it is first asked.
     *
     * @param acceptLanguage the field of HTTP (RFC 9110, section 12.5.4), from anywhere
     */
    public static Language best(String acceptLanguage) {
        Asked asked = last;
        if (!asked.field().equals(acceptLanguage)) {
            asked = new Asked(acceptLanguage, lookup(acceptLanguage));
            last = asked;
        }
        return asked.best();
    }

    private static Language lookup(String acceptLanguage) {
        if (acceptLanguage.isBlank() || acceptLanguage.length() > ACCEPTED_CHARS_MAX) {
            return ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LOCALES);
            return found == null ? ENGLISH : of(found.getLanguage()).orElse(ENGLISH);
        } catch (IllegalArgumentException e) {
            // It is no list of languages, or names none.
            return ENGLISH;
        }
    }
}
