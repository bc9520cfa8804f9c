package enquire.storage;

/** Somebody adds an attachment again that was taken out of the wiki for good. Nothing is kept. */
public final class FileTakenOutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FileTakenOutException() {
        super("This file was taken out of the wiki for good. It was not stored.");
    }
}
