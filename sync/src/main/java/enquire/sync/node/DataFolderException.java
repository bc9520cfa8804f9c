package enquire.sync.node;

/**
 * The data folder cannot be used: another node has it, it cannot be written, or what it holds is
 * damaged.
 */
public sealed class DataFolderException extends RuntimeException permits DataFolderInUseException {

    private static final long serialVersionUID = 1L;

    public DataFolderException(String message) {
        super(message);
    }
}
