package enquire.storage.database;

/**
 * A column holds what this program never writes, or a row is gone that it never deletes. Thrown
 * while reading; {@link WikiDatabase} turns it into a sentence that names the file.
 */
final class DamagedValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedValueException(String message) {
        super(message);
    }

    DamagedValueException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
