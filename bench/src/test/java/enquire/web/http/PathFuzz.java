package enquire.web.http;

import java.nio.charset.StandardCharsets;

/** Paths, queries and forms, as any program sends them. */
public final class PathFuzz {

    private PathFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        try {
            String decoded = Percent.decode(text);
            if (!Percent.decode(Percent.encode(decoded)).equals(decoded)) {
                throw new AssertionError("it reads otherwise when it is written again");
            }
            Form.parse(text);
        } catch (ProblemException e) {
            return; // What it is for.
        }
    }
}
