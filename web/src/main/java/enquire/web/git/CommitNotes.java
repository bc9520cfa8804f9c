package enquire.web.git;

import enquire.editor.page.PageId;
import enquire.web.vault.PortableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the commits of an export say at their ends, so that the next export goes on behind them:
 * which versions of pages they hold, and where pages and attachments stand. One thread at a time.
 */
final class CommitNotes {

    /** Page id, mark of a version or {@code -}, path or {@code -} for one that is gone. */
    private static final Pattern PAGE =
            Pattern.compile("Enquire-Page: ([0-9a-f-]{36}) ([0-9a-f]{16}|-) (.+)");

    private static final Pattern FILE = Pattern.compile("Enquire-File: ([+-]) (.+)");

    private final Set<String> marks = new HashSet<>();
    private final Map<PageId, String> paths = new HashMap<>();

    /** By the {@link PortableName#key} of the path. */
    private final Map<String, PageId> owners = new HashMap<>();

    private final Set<String> files = new HashSet<>();
    private final Set<String> fileKeys = new HashSet<>();

    /**
     * Where a commit says that a page stands.
     *
     * @param path empty if it is gone
     */
    record Stand(PageId page, String mark, Optional<String> path) {}

    /**
     * Where an attachment stands, or stands no more.
     *
     * @param there whether it, or another one than before, came there by the commit
     */
    record Attached(boolean there, String path) {}

    static List<Stand> pages(String message) {
        return message.lines()
                .map(PAGE::matcher)
                .filter(Matcher::matches)
                .map(line ->
                        new Stand(
                                PageId.parse(line.group(1)),
                                line.group(2),
                                Optional.of(line.group(3)).filter(path -> !path.equals("-"))))
                .toList();
    }

    static List<Attached> files(String message) {
        return message.lines()
                .map(FILE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Attached(line.group(1).equals("+"), line.group(2)))
                .toList();
    }

    /** Takes in what a commit says; the oldest comes first. */
    void read(String message) {
        for (Stand stand : pages(message)) {
            marks.add(stand.mark());
            stand(stand.page(), stand.path());
        }
        for (Attached file : files(message)) {
            if (file.there()) {
                addFile(file.path());
            } else {
                removeFile(file.path());
            }
        }
    }

    /** Empty: it is gone. */
    void stand(PageId page, Optional<String> path) {
        String before = paths.remove(page);
        if (before != null) {
            owners.remove(PortableName.key(before), page);
        }
        path.ifPresent(place -> {
            paths.put(page, place);
            owners.put(PortableName.key(place), page);
        });
    }

    Optional<String> path(PageId page) {
        return Optional.ofNullable(paths.get(page));
    }

    /** Whether another page or an attachment stands there. */
    boolean isTaken(String path, PageId by) {
        String key = PortableName.key(path);
        PageId owner = owners.get(key);
        return fileKeys.contains(key) || owner != null && !owner.equals(by);
    }

    Set<String> marks() {
        return marks;
    }

    Map<PageId, String> paths() {
        return new LinkedHashMap<>(paths);
    }

    /** All attachments, as a copy. */
    Set<String> files() {
        return Set.copyOf(files);
    }

    boolean hasFile(String path) {
        return files.contains(path);
    }

    void addFile(String path) {
        files.add(path);
        fileKeys.add(PortableName.key(path));
    }

    void removeFile(String path) {
        files.remove(path);
        fileKeys.remove(PortableName.key(path));
    }

    static String page(PageId page, String mark, Optional<String> path) {
        return "Enquire-Page: %s %s %s".formatted(page, mark, path.orElse("-"));
    }

    static String file(boolean there, String path) {
        return "Enquire-File: %s %s".formatted(there ? "+" : "-", path);
    }

    /** One sentence, then what the next export reads. */
    static String message(String words, List<String> notes) {
        String line = words.replaceAll("\\p{Cntrl}+", " ");
        return line + "\n\n" + String.join("\n", notes) + "\n";
    }
}
