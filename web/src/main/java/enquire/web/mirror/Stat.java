package enquire.web.mirror;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What a look at a file shows without reading it.
 *
 * @param identity of the file, whatever it is called; empty where the system has none
 */
record Stat(long bytes, FileTime changed, Optional<Object> identity) {

    static Stat of(BasicFileAttributes attributes) {
        return new Stat(
                attributes.size(),
                attributes.lastModifiedTime(),
                Optional.ofNullable(attributes.fileKey()));
    }
}
