package enquire.web.live;

import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import java.nio.charset.StandardCharsets;

/** What a tab, or whoever says it is one, sends. */
public final class TabFrameFuzz {

    private TabFrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            TabFrame.parse(Json.object(new String(input, StandardCharsets.UTF_8)));
        } catch (ProblemException e) {
            return; // What it is for.
        }
    }
}
