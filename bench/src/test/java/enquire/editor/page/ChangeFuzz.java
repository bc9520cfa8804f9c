package enquire.editor.page;

/** Raw changes, as peers send them. */
public final class ChangeFuzz {

    private ChangeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Change change = Change.parse(Bytes.of(input));
            OperationReader.read(change.body());
        } catch (MalformedChangeException e) {
            return; // What it is for.
        }
    }
}
