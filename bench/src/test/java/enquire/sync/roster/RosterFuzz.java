package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.sync.cbor.MalformedException;

/** Signed records of members. */
public final class RosterFuzz {

    private RosterFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            RosterCodec.read(Bytes.of(input));
        } catch (MalformedException e) {
            return; // What it is for.
        }
    }
}
