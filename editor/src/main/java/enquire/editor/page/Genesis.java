package enquire.editor.page;

/**
 * The first change of every page of every wiki: it creates {@code text}, {@code aliases}, {@code
 * files} and {@code marks}, and nothing else ever creates an object. A constant, so that pages
 * which were created apart merge; it is never sent, and never taken from anybody.
 */
public final class Genesis {

    /** Thirty-two zeros, which is nobody's key: the author of the genesis. */
    public static final Bytes ACTOR = Bytes.of(new byte[32]);

    /** The change as Automerge 0.0.7 for Java writes it (Rust core 0.5.7). */
    public static final Bytes CHUNK =
            Bytes.ofHex(
                    "856f4a8383a55ec2015500200000000000000000000000000000000000000000000000000000"
                            + "000000000000010100000005151a34014204560270027c047465787407616c69617365"
                            + "730566696c6573056d61726b73047f04030004000400");

    public static final ChangeHash HASH =
            ChangeHash.parse("83a55ec2f1d5b2fd3c224c074e9f3fccc16aff29a88c85e96b37cd5fd206fdf6");

    /** It makes four objects. */
    static final int OPERATIONS = 4;

    private Genesis() {}
}
