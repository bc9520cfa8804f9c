package enquire.web.wiki;

import enquire.storage.Carrying;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of a wiki is kept, as forms and the API say it: {@code all} or {@code opened}. */
public final class CarryWords {

    private CarryWords() {}

    public static String code(Carrying.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Carrying.Mode> mode(String code) {
        return Arrays.stream(Carrying.Mode.values())
                .filter(mode -> code(mode).equals(code))
                .findFirst();
    }
}
