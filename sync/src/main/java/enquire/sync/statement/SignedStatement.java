package enquire.sync.statement;

import enquire.editor.page.Bytes;
import enquire.storage.Statement;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.Purpose;

/**
 * A statement as it travels and is stored, read but not believed before {@link #authentic}.
 *
 * @param bytes as signed and received
 * @param root what was signed: the Merkle root over this claim and those signed with it
 */
public record SignedStatement(Bytes bytes, Claim claim, Bytes root, Bytes signature) {

    /**
     * Whether the signer that the claim names has signed it. About 0.14 ms ({@link
     * enquire.sync.identity.NodeKey}).
     */
    public boolean authentic() {
        return NodeKey.verify(claim.signer(), Purpose.STATEMENTS, root, signature);
    }

    /** As the floor below keeps it. */
    public Statement stored() {
        return new Statement(bytes, claim.vouched());
    }
}
