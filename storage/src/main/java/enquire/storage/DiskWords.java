package enquire.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What the system says when a file cannot be written, without names of Java classes. */
public final class DiskWords {

    private DiskWords() {}

    /** For a bracket, such as “No space left on device”. */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something of this name is there already";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no folder";
        }
        return String.valueOf(failure.getMessage());
    }

    /** Whether there is no room left for it. */
    public static boolean isFull(IOException failure) {
        String reason = reason(failure);
        return reason.contains("No space left") || reason.contains("quota");
    }

    /** Whether there may be room, but not for one file of this size (EFBIG). */
    public static boolean isTooLarge(IOException failure) {
        return reason(failure).contains("File too large");
    }

    /** What to do about it: a sentence. */
    public static String advice(IOException failure) {
        String reason = reason(failure);
        if (isFull(failure)) {
            return "Make room on that disk and try again.";
        }
        if (reason.contains("File too large")) {
            return "Choose a disk that takes larger files (FAT32 takes 4 GB), or a place in which this user may write more.";
        }
        if (reason.contains("Read-only")) {
            return "Make that disk writable and try again.";
        }
        if (isTooLarge(failure)) {
            return "That disk takes no file that large (a disk of the form FAT32 none of 4 GB), or this user may not write one. Choose another disk.";
        }
        if (failure instanceof NoSuchFileException) {
            return "Choose another place, or look whether the folder around it is there.";
        }
        return "Start Enquire as the user who owns the folder, or give this user the right to write there.";
    }
}
