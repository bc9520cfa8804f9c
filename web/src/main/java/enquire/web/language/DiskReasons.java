package enquire.web.language;

import enquire.storage.DiskWords;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Why a file cannot be written, for a bracket on a screen. */
public final class DiskReasons {

    private DiskReasons() {}

    /** In the language that is spoken; what nobody has foreseen, in the words of the system. */
    public static String words(IOException failure) {
        return key(failure)
                .map(key -> Speaking.messages().text(key))
                .orElseGet(() -> DiskWords.reason(failure));
    }

    private static Optional<String> key(IOException failure) {
        String reason = DiskWords.reason(failure);
        if (DiskWords.isFull(failure)) {
            return Optional.of("disk.full");
        }
        if (DiskWords.isTooLarge(failure)) {
            return Optional.of("disk.tooLarge");
        }
        if (reason.contains("Read-only")) {
            return Optional.of("disk.readOnly");
        }
        if (reason.contains("Not a directory")) {
            return Optional.of("disk.noFolder");
        }
        return Optional.ofNullable(
                switch (failure) {
                    case AccessDeniedException denied -> "disk.denied";
                    case NoSuchFileException missing -> "disk.missing";
                    case FileAlreadyExistsException there -> "disk.exists";
                    case NotDirectoryException file -> "disk.noFolder";
                    default -> null;
                });
    }
}
