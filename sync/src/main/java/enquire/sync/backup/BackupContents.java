package enquire.sync.backup;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a backup: the last entry of its zip, as lines of text, so that it can be checked
 * with other programs, too.
 *
 * <pre>
 * enquire backup 1
 * made 2026-11-30T12:00:00Z
 * node id
 * wiki name                      one for each, for people
 * file sha256 bytes path         one for each
 * damaged sha256 bytes path      an attachment that was no longer what its name says
 * </pre>
 *
 * @param made by the clock of the node
 * @param node whose key is in it
 * @param wikis their names
 * @param files what is restored
 * @param damaged what is left where it is: attachments whose bytes were damaged on the disk
 */
public record BackupContents(
        Instant made,
        PeerId node,
        List<String> wikis,
        Map<BackupPath, Sum> files,
        Map<BackupPath, Sum> damaged) {

    static final String ENTRY = "backup.txt";

    /**
     * Files of one backup, as many as of a bundle: its list is held in memory, some 400 bytes for
     * each (arithmetic).
     */
    public static final int FILES_MAX = 200_000;

    /** Wikis of one backup, more than a node has (a guess): half a megabyte of names. */
    public static final int WIKIS_MAX = 1_000;

    /** The longest line has a path of 142 characters, or the name of a wiki. */
    private static final int LINE_CHARS_MAX = 512;

    private static final String FIRST = "enquire backup 1";

    public BackupContents {
        wikis = List.copyOf(wikis);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        damaged = Collections.unmodifiableMap(new LinkedHashMap<>(damaged));
    }

    /** How many bytes a file has, and their SHA-256. */
    public record Sum(long bytes, Bytes sha256) {}

    /** Bytes of all that is restored. */
    public long bytes() {
        return files.values().stream().mapToLong(Sum::bytes).reduce(0, BackupContents::plus);
    }

    /** Attachments among the files. */
    public long attachments() {
        return files.keySet().stream().filter(BackupPath.Blob.class::isInstance).count();
    }

    private static long plus(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    void write(Appendable out) throws IOException {
        out.append(FIRST + "\nmade " + made + "\nnode " + node + "\n");
        for (String wiki : wikis) {
            out.append("wiki ").append(oneLine(wiki)).append('\n');
        }
        for (var file : files.entrySet()) {
            out.append(line("file", file.getKey(), file.getValue()));
        }
        for (var file : damaged.entrySet()) {
            out.append(line("damaged", file.getKey(), file.getValue()));
        }
    }

    private static String oneLine(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", " ");
        return plain.substring(0, Math.min(plain.length(), LINE_CHARS_MAX / 2));
    }

    private static String line(String kind, BackupPath path, Sum sum) {
        return "%s %s %d %s\n".formatted(kind, sum.sha256().toHex(), sum.bytes(), path.text());
    }

    /**
     * @throws BackupException if these are not the lines of a backup that this program knows
     */
    static BackupContents read(BufferedReader in) throws IOException {
        String first = line(in).orElse("");
        if (first.startsWith("enquire backup ") && !first.equals(FIRST)) {
            throw new BackupException(
                    "It was made by a newer Enquire. Nothing was changed. Restore it with that one.");
        }
        require(first.equals(FIRST));
        Instant made = instant(after("made ", line(in)));
        PeerId node = peer(after("node ", line(in)));
        var wikis = new ArrayList<String>();
        var files = new LinkedHashMap<BackupPath, Sum>();
        var damaged = new LinkedHashMap<BackupPath, Sum>();
        for (Optional<String> next = line(in); next.isPresent(); next = line(in)) {
            String line = next.get();
            boolean wiki = line.startsWith("wiki ");
            require(wiki ? wikis.size() < WIKIS_MAX : files.size() + damaged.size() < FILES_MAX);
            if (wiki) {
                wikis.add(line.substring("wiki ".length()));
            } else if (line.startsWith("file ")) {
                file(line, files);
            } else if (line.startsWith("damaged ")) {
                file(line, damaged);
            } else {
                throw notReadable();
            }
        }
        return new BackupContents(made, node, wikis, files, damaged).whole();
    }

    /** A node has a key and settings, and what belongs to a wiki needs its pages. */
    private BackupContents whole() {
        require(files.containsKey(new BackupPath.Identity()));
        require(files.containsKey(new BackupPath.NodeRecords()));
        var all = new HashSet<>(files.keySet());
        all.addAll(damaged.keySet());
        for (BackupPath path : all) {
            if (path instanceof BackupPath.Blob blob) {
                require(files.containsKey(new BackupPath.WikiDatabase(blob.wiki())));
                Sum sum = files.get(path);
                require(sum == null || sum.sha256().toHex().equals(blob.blob().toString()));
            }
        }
        return this;
    }

    private static void file(String line, Map<BackupPath, Sum> into) {
        String[] words = line.split(" ", -1);
        require(words.length == 4 && words[1].matches("[0-9a-f]{64}"));
        require(words[2].matches("[0-9]{1,18}"));
        BackupPath path = BackupPath.parse(words[3]).orElseThrow(BackupContents::notReadable);
        var sum = new Sum(Long.parseLong(words[2]), Bytes.ofHex(words[1]));
        require(into.put(path, sum) == null);
    }

    private static String after(String start, Optional<String> line) {
        require(line.filter(text -> text.startsWith(start)).isPresent());
        return line.orElseThrow().substring(start.length());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw notReadable();
        }
    }

    private static PeerId peer(String text) {
        try {
            return PeerId.parse(text);
        } catch (IllegalArgumentException e) {
            throw notReadable();
        }
    }

    /** Bounded, since nobody knows who made the file. */
    private static Optional<String> line(BufferedReader in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return Optional.of(line.toString());
            }
            require(line.length() < LINE_CHARS_MAX);
            line.append((char) next);
        }
        require(line.isEmpty());
        return Optional.empty();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw notReadable();
        }
    }

    private static BackupException notReadable() {
        return new BackupException(
                "The list of what is in it is not one that Enquire writes. Nothing was changed. Take another backup.");
    }
}
