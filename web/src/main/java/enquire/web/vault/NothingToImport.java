package enquire.web.vault;

import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what somebody has in hand who would import what is neither pages nor a dump, before anything
 * is written. A guess by first bytes and names: what looks like pages is left to who reads it.
 */
final class NothingToImport {

    private static final Logger LOG = LoggerFactory.getLogger(NothingToImport.class);

    /** So many bytes are looked at: behind them stands the mark of a tar (POSIX ustar). */
    private static final int HEAD_BYTES = 512;

    private static final int TAR_MARK_AT = 257;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** How pictures and recordings begin, a byte a character (their specifications). */
    private static final List<String> PICTURES =
            List.of("\u0089PNG", "\u00FF\u00D8\u00FF", "GIF8", "RIFF", "ID3");

    private static final List<String> DOCUMENTS =
            List.of("%PDF", "{\\rtf", "\u00D0\u00CF\u0011\u00E0");

    private static final List<String> ARCHIVES =
            List.of("7z\u00BC\u00AF", "Rar!", "\u00FD7zXZ", "\u0028\u00B5\u002F\u00FD");

    /** What every backup holds, and every data folder. */
    private static final String KEY = "node/identity.p12";

    private static final String BACKUP_LIST = "backup.txt";

    private NothingToImport() {}

    /**
     * Looks at a file that is no zip file. What cannot be unpacked is left to who reads all of it.
     *
     * @throws ProblemException 422 if it does not begin as XML does
     */
    static void checkDump(Vault.Entry file) {
        try (Inflated in = Inflated.open(file, Long.MAX_VALUE)) {
            checkHead(in.readNBytes(HEAD_BYTES));
        } catch (IOException e) {
            LOG.info("The beginning of a file could not be read: {}", e.getMessage());
        }
    }

    private static void checkHead(byte[] head) {
        String bytes = new String(head, StandardCharsets.ISO_8859_1);
        String text = new String(head, StandardCharsets.UTF_8).strip();
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        if (text.isEmpty()) {
            throw refused("import.isEmpty", "import.isUnknownDetail");
        } else if (begins(bytes, PICTURES)) {
            throw refused("import.isPicture", "import.isPictureDetail");
        } else if (begins(bytes, DOCUMENTS)) {
            throw refused("import.isDocument", "import.isDocumentDetail");
        } else if (begins(bytes, ARCHIVES) || bytes.startsWith("ustar", TAR_MARK_AT)) {
            throw refused("import.isArchive", "import.isArchiveDetail");
        } else if (isText(head) && !(marked ? text.substring(1) : text).startsWith("<")) {
            throw refused("import.isText", "import.isTextDetail");
        } else if (!isText(head)) {
            throw refused("import.isUnknown", "import.isUnknownDetail");
        }
    }

    private static boolean begins(String bytes, List<String> marks) {
        return marks.stream().anyMatch(bytes::startsWith);
    }

    /** Whether none of it is a control character; a letter may be cut at the end. */
    private static boolean isText(byte[] head) {
        for (byte each : head) {
            if (each >= 0 && each < ' ' && "\t\n\f\r".indexOf(each) < 0) {
                return false;
            }
        }
        String text = new String(head, StandardCharsets.UTF_8);
        return text.chars().filter(c -> c == '\uFFFD').count() <= 1;
    }

    /**
     * Looks at a folder or a zip file.
     *
     * @throws ProblemException 422 if it is what Enquire itself wrote, or there are no pages in it
     */
    static void check(Vault vault, VaultKind kind) {
        Set<String> paths =
                vault.entries().stream()
                        .map(Vault.Entry::path)
                        .collect(Collectors.toUnmodifiableSet());
        if (paths.contains(KEY)) {
            throw paths.contains(BACKUP_LIST)
                    ? refused("import.isBackup", "import.isBackupDetail")
                    : refused("import.isDataFolder", "import.isDataFolderDetail");
        }
        if (paths.isEmpty()) {
            throw new ProblemException(
                    422,
                    Speaking.messages().text("import.isEmpty"),
                    Speaking.messages()
                            .text("import.nothingDetail", "left", vault.leftOut().size()));
        }
        if (!hasPages(vault, kind)) {
            boolean texts = vault.entries().stream().anyMatch(entry -> entry.endsIn(".txt"));
            throw new ProblemException(
                    422,
                    Speaking.messages().text("import.noPages"),
                    texts
                            ? Speaking.messages().text("import.noPagesTexts", "files", paths.size())
                            : Speaking.messages()
                                    .text("import.noPagesDetail", "files", paths.size()));
        }
    }

    private static boolean hasPages(Vault vault, VaultKind kind) {
        return switch (kind) {
            case MEDIAWIKI -> true; // Of a dump that is not there VaultImport says more.
            case DOKUWIKI -> DokuWikiPages.arePages(vault) || DokuWikiPages.isAlone(vault);
            default -> vault.entries().stream().anyMatch(Dialect.of(kind)::isPage);
        };
    }

    private static ProblemException refused(String title, String detail) {
        return new ProblemException(
                422, Speaking.messages().text(title), Speaking.messages().text(detail));
    }
}
