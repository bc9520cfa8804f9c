package enquire.web.vault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** File names in which other programs wrote {@code %2F} and the like. Pure. */
final class PercentNames {

    private PercentNames() {}

    /** What is no valid escape stays as it is: a name such as "100%" is written like that. */
    static String decoded(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }
}
