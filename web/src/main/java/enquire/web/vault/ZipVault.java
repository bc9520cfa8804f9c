package enquire.web.vault;

import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A vault in a zip file, which may come from anywhere: names that lead out of it are refused, and
 * nothing is believed about sizes (whoever reads an entry bounds what it reads).
 */
final class ZipVault implements Vault, AutoCloseable {

    /** Ten times the largest vault the targets speak of, with attachments. */
    static final int ENTRIES_MAX = 200_000;

    /**
     * The largest list of entries, in bytes: of so many with names and times of 300. It is in
     * memory while the zip file is read.
     */
    static final int DIRECTORY_BYTES_MAX = 64 * 1024 * 1024;

    /**
     * How much larger than the zip file its attachments may be. Pictures and the like hardly shrink
     * at all, text shrinks to a tenth; a file that is made to fill the disk shrinks to a
     * thousandth.
     */
    private static final long SHRUNK_MAX = 100;

    /** So much may come out of any zip file, in bytes: one empty map or recording is no attack. */
    private static final long FILES_BYTES_FREE = 64L * 1024 * 1024;

    /** A Java that was cut down may not know it. */
    private static final Charset DOS_NAMES =
            Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

    private final ZipFile zip;
    private final long zipBytes;
    private final List<Entry> entries = new ArrayList<>();
    private final List<ImportReport.Problem> leftOut = new ArrayList<>();
    private final Set<String> hidden = new TreeSet<>();

    /** By its path: it may lie in the folder that was zipped. */
    private final Map<String, Entry> notes = new HashMap<>();

    private ZipVault(ZipFile zip, long zipBytes) {
        this.zip = zip;
        this.zipBytes = zipBytes;
    }

    /**
     * @throws IOException if this is no zip file, or cannot be read
     * @throws ProblemException 413 if it has too many entries, or too large a list of them
     */
    static ZipVault read(Path file) throws IOException {
        ZipDirectory stated = ZipDirectory.largest(file);
        if (stated.entries() > ENTRIES_MAX || stated.bytes() > DIRECTORY_BYTES_MAX) {
            throw tooMany(ENTRIES_MAX);
        }
        ZipFile zip = open(file);
        var vault = new ZipVault(zip, Files.size(file));
        if (zip.size() > ENTRIES_MAX) { // It had stated less than it holds.
            zip.close();
            throw tooMany(ENTRIES_MAX);
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            vault.add(entry);
        }
        vault.entries.sort(Comparator.comparing(Entry::path));
        return vault;
    }

    static ProblemException tooMany(int entriesMax) {
        return new ProblemException(
                413,
                Speaking.messages().text("import.tooManyFiles"),
                Speaking.messages()
                        .text(
                                "import.tooManyFilesDetail",
                                "most",
                                entriesMax,
                                "bytes",
                                DIRECTORY_BYTES_MAX));
    }

    /**
     * Names are UTF-8, whether that is said of them or not; old programs wrote them in the code
     * page of MS-DOS (APPNOTE.TXT 6.3.10, appendix D).
     */
    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return new ZipFile(file.toFile(), DOS_NAMES);
        }
    }

    private void add(ZipEntry entry) {
        if (entry.isDirectory()) {
            return;
        }
        String path = entry.getName().replace('\\', '/');
        List<String> segments = List.of(path.split("/", -1));
        boolean absolute = path.startsWith("/") || path.matches("[A-Za-z]:.*");
        if (absolute || leadsOut(segments)) {
            leftOut.add(new ImportReport.Problem(path, Speaking.messages().text("left.leadsOut")));
            return;
        }
        if (segments.contains("..") || segments.contains(".") || segments.contains("")) {
            leftOut.add(new ImportReport.Problem(path, Speaking.messages().text("left.oddName")));
            return;
        }
        Optional<String> stays = HiddenFiles.in(path);
        boolean isNotes = path.equals(PageNotes.FILE) || path.endsWith("/" + PageNotes.FILE);
        if (isNotes && stays.filter(path::equals).isPresent()) {
            notes.put(path, entry(path, entry));
        } else if (stays.isPresent()) {
            // A folder of settings has hundreds of files, and is one thing to whoever reads this.
            if (hidden.add(stays.get())) {
                boolean folder = stays.get().length() < path.length();
                leftOut.add(
                        new ImportReport.Problem(
                                stays.get(), HiddenFiles.why(stays.get(), folder)));
            }
        } else {
            entries.add(entry(path, entry));
        }
    }

    private Entry entry(String path, ZipEntry entry) {
        return new Entry(
                path,
                Math.max(0, entry.getSize()),
                () -> new VerifiedEntry(zip.getInputStream(entry), entry));
    }

    private static boolean leadsOut(List<String> segments) {
        int depth = 0;
        for (String segment : segments) {
            boolean stays = segment.isEmpty() || segment.equals(".");
            depth += segment.equals("..") ? -1 : stays ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public long filesBytesMax() {
        return FILES_BYTES_FREE + SHRUNK_MAX * zipBytes;
    }

    @Override
    public List<ImportReport.Problem> leftOut() {
        return List.copyOf(leftOut);
    }

    @Override
    public Set<String> hidden() {
        return hidden.stream()
                .filter(path -> path.indexOf('/') < 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Entry> notes() {
        return notesIn("");
    }

    /**
     * @param folder empty, or with {@code /} at its end
     */
    Optional<Entry> notesIn(String folder) {
        return Optional.ofNullable(notes.get(folder + PageNotes.FILE));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
