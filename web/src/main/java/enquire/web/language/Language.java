package enquire.web.language;

import com.ibm.icu.util.LocaleMatcher;
import com.ibm.icu.util.ULocale;
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

    private static final LocaleMatcher MATCHER =
            LocaleMatcher.builder()
                    .addSupportedULocale(ULocale.ENGLISH)
                    .addSupportedULocale(ULocale.GERMAN)
                    .build();

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
     * What fits best to what somebody reads; English if nothing does.
     *
     * @param acceptLanguage the field of HTTP (RFC 9110, section 12.5.4), from anywhere
     */
    public static Language best(String acceptLanguage) {
        if (acceptLanguage.isBlank() || acceptLanguage.length() > ACCEPTED_CHARS_MAX) {
            return ENGLISH;
        }
        try {
            return of(MATCHER.getBestMatch(acceptLanguage).getLanguage()).orElse(ENGLISH);
        } catch (IllegalArgumentException e) {
            // It is no list of languages, or names none.
            return ENGLISH;
        }
    }
}
