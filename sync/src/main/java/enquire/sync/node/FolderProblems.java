package enquire.sync.node;

import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.IdentityException;

/** What can be wrong with a data folder, in a sentence for who opens it. Stateless. */
final class FolderProblems {

    private FolderProblems() {}

    /** The failure itself, if it is not one of the folder's. */
    static RuntimeException of(RuntimeException e) {
        return switch (e) {
            case IdentityException wrong -> said(wrong, String.valueOf(wrong.getMessage()));
            case StorageException wrong -> said(wrong, String.valueOf(wrong.getMessage()));
            case MalformedException wrong ->
                    new DataFolderException(
                            "The list of members of a wiki is damaged (%s). Its pages are not affected. Put the folder back from a backup."
                                    .formatted(wrong.getMessage()));
            default -> e;
        };
    }

    private static DataFolderException said(RuntimeException wrong, String message) {
        var said = new DataFolderException(message);
        said.initCause(wrong);
        return said;
    }
}
