package enquire.web.wiki;

/** How large attachments may be. */
public final class FileLimits {

    /** In bytes (screens specification, section 4: 25 MB by default). */
    public static final long BYTES_MAX = 25L * 1024 * 1024;

    private FileLimits() {}
}
