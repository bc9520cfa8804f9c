package enquire.sync.statement;

import enquire.editor.page.Bytes;
import enquire.sync.cbor.MalformedException;

/** Signed statements of peers; their signatures are looked at elsewhere. */
public final class StatementFuzz {

    private StatementFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            SignedStatement statement = StatementCodec.decode(Bytes.of(input));
            if (!statement.stored().bytes().equals(Bytes.of(input))) {
                throw new AssertionError("it is stored otherwise than it came");
            }
            StatementCodec.body(statement.claim());
        } catch (MalformedException e) {
            return; // What it is for.
        }
    }
}
