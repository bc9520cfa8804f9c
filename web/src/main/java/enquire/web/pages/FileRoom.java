package enquire.web.pages;

import enquire.sync.node.FileKeeping;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.screens.FilesForm;
import java.math.BigDecimal;
import java.util.Optional;

/** How much of the disk files take and may take, in words. */
final class FileRoom {

    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1_000_000_000);

    /** More than any disk has: 1,000 TB. */
    private static final BigDecimal GIGABYTES_MAX = BigDecimal.valueOf(1_000_000);

    private FileRoom() {}

    static FilesForm form(FileKeeping keeping) {
        return new FilesForm(
                "/-/settings/files",
                BigDecimal.valueOf(keeping.bytesMax())
                        .divide(GIGABYTE)
                        .stripTrailingZeros()
                        .toPlainString(),
                Speaking.messages()
                        .text("settings.filesUsed", "size", Sizes.words(keeping.bytesUsed())));
    }

    /** The same, with what was typed and is no number within the bounds. */
    static FilesForm form(FileKeeping keeping, String typed) {
        FilesForm saved = form(keeping);
        return new FilesForm(saved.action(), typed, saved.used());
    }

    /** What was typed, with a point or a comma; empty if it is no number within the bounds. */
    static Optional<Long> bytes(String typed) {
        String plain = typed.strip().replace(',', '.');
        if (!plain.matches("\\d{1,7}(\\.\\d{1,3})?")) {
            return Optional.empty();
        }
        BigDecimal gigabytes = new BigDecimal(plain);
        return Optional.of(gigabytes)
                .filter(given -> given.compareTo(GIGABYTES_MAX) <= 0)
                .map(given -> given.multiply(GIGABYTE).longValue())
                .filter(bytes -> bytes >= FileKeeping.BYTES_MIN);
    }
}
