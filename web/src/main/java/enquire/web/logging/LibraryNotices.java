package enquire.web.logging;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What libraries say through {@code java.util.logging} past our own logging. Lucene recommends an
 * incubating module of the JDK at each start; nobody who runs a wiki can do anything about that.
 */
public final class LibraryNotices {

    /** Kept here, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger LUCENE =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private LibraryNotices() {}

    public static void silence() {
        LUCENE.setLevel(Level.SEVERE);
    }
}
