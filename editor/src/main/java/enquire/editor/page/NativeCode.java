package enquire.editor.page;

import org.automerge.Document;

/**
 * Automerge's native code. The library unpacks it (8 MB) into the folder for temporary files when
 * the first document is made. Thread-safe.
 */
public final class NativeCode {

    private static volatile boolean loaded;

    private NativeCode() {}

    /**
     * Loads it, unless that was done. Not in a static initialiser, which Java tries only once: when
     * the disk is full, it works later. Must come before anything else of the library: {@code
     * ObjectId.ROOT} without it fails for good.
     *
     * @throws NativeCodeException if it cannot be unpacked or loaded; may be tried again
     */
    public static void require() {
        if (!loaded) {
            load();
        }
    }

    private static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            new Document().free();
        } catch (RuntimeException | LinkageError e) {
            throw new NativeCodeException("Automerge's native code could not be loaded.", e);
        }
        loaded = true;
    }

    /** Whether {@link #require} has nothing to do any more. */
    public static boolean isLoaded() {
        return loaded;
    }
}
