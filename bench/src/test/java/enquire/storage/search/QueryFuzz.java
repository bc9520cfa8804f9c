package enquire.storage.search;

import java.nio.charset.StandardCharsets;

/** What people type into the search; it cannot fail. */
public final class QueryFuzz {

    private QueryFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        new QueryBuilder(Meanings.NONE)
                .pages(QueryReader.read(new String(input, StandardCharsets.UTF_8)));
    }
}
