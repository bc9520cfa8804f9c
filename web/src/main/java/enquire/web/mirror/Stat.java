package enquire.web.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What a look at a file shows without reading it.
 *
 * @param identity of the file, whatever it is called; empty where the system has none
 */
record Stat(long bytes, FileTime changed, Optional<Object> identity) {

    /** Of whatever has this name; of a link itself. */
    static Stat of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    static Stat of(BasicFileAttributes attributes) {
        return new Stat(
                attributes.size(),
                attributes.lastModifiedTime(),
                Optional.ofNullable(attributes.fileKey()));
    }
}
