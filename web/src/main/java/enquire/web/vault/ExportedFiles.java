package enquire.web.vault;

import enquire.editor.markdown.LinkKind;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.web.http.Percent;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where each file of an export stands, and what a page must write so that its links find the right
 * one of several with one name. Names that differ in case only count as one, for some file systems
 * see them so. One thread at a time.
 */
public final class ExportedFiles {

    /** Where attachments go that came without a folder. */
    private static final String FILES = "files";

    /** Of a SHA-256, as a folder that tells two files of one name apart. */
    private static final int HASH_CHARS = 8;

    /** What Linux, macOS and Windows take; in bytes, as Linux counts. */
    private static final int SEGMENT_BYTES_MAX = 255;

    /** Nothing, or nothing but dots and spaces, which some file systems take for fewer dots. */
    private static final Pattern ELSEWHERE = Pattern.compile("[.\\s]*");

    /** Some file systems do not see characters that only format. */
    private static final Pattern HIDDEN = Pattern.compile("\\p{Cf}*\\.");

    /** Whatever their ending (Windows: naming files, paths and namespaces). */
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\\s*(\\..*)?");

    /** A page has no SHA-256 here: its text is not written yet. */
    private static final String PAGE = "";

    /**
     * An attachment as one page holds it.
     *
     * @param path as the page's manifest says
     * @param place from the top of the export
     */
    public record Placed(String name, Optional<String> path, String place) {}

    private final Map<String, String> taken = new HashMap<>();
    private final List<String> places = new ArrayList<>();
    private Optional<VaultFiles> byLink = Optional.empty();

    /**
     * Keeps a place for a page. All pages come first.
     *
     * @return where it stands; empty if no file can have its name
     */
    public Optional<String> addPage(String title) {
        Optional<String> place = usable(title + ".md");
        place.ifPresent(file -> taken.put(key(file), PAGE));
        return place;
    }

    /**
     * The folder it was imported from, or {@code files}; if something else stands there already, a
     * folder named after its hash.
     *
     * @return empty if no file can have its name
     */
    public Optional<Placed> add(String sha256, String name, Optional<String> path) {
        Optional<String> wanted =
                path.flatMap(ExportedFiles::usable)
                        .or(() -> usable(FILES + "/" + name))
                        .map(ExportedFiles::tame);
        Optional<String> apart =
                usable(
                                "%s/%s/%s"
                                        .formatted(
                                                FILES,
                                                sha256.substring(
                                                        0, Math.min(HASH_CHARS, sha256.length())),
                                                name))
                        .map(ExportedFiles::tame);
        return wanted.filter(place -> claim(place, sha256))
                .or(() -> apart.filter(place -> claim(place, sha256)))
                .map(place -> new Placed(name, path, place));
    }

    private boolean claim(String place, String sha256) {
        String owner = taken.putIfAbsent(key(place), sha256);
        if (owner == null) {
            places.add(place);
            byLink = Optional.empty();
        }
        return owner == null || owner.equals(sha256);
    }

    /**
     * The text of a page whose links to {@code own} would find another file of that name in the
     * export, or none, with the right path in them. All attachments were added before.
     */
    public String relinked(String title, String text, List<Placed> own) {
        VaultPage page;
        try {
            page = VaultPage.of(title + ".md", new Title(title), text);
        } catch (InvalidTitleException tooLongWithItsSuffix) {
            return text;
        }
        VaultFiles files = byLink();
        var replacements = new ArrayList<TextChange.Replacement>();
        for (PageLink link : page.links()) {
            Optional<String> meant = meant(page, link.target(), own).map(Placed::place);
            Optional<String> found = files.find(page, link.target()).map(Vault.Entry::path);
            if (meant.isPresent() && !meant.equals(found) && link.targetRange().isPresent()) {
                var range = link.targetRange().get();
                String path = written(meant.get(), page.title(), link.kind());
                replacements.add(new TextChange.Replacement(range.start(), range.end(), path));
            }
        }
        replacements.sort(Comparator.comparingInt(TextChange.Replacement::from));
        return TextChange.of(text.length(), replacements).apply(text);
    }

    /** As an import of the export would look for files. */
    private VaultFiles byLink() {
        VaultFiles files =
                byLink.orElseGet(() ->
                        new VaultFiles(
                                places.stream()
                                        .sorted()
                                        .map(place ->
                                                new Vault.Entry(
                                                        place, 0, InputStream::nullInputStream))
                                        .toList()));
        byLink = Optional.of(files);
        return files;
    }

    /** As the page shows it: by its path first, then the last one of that name. */
    private static Optional<Placed> meant(VaultPage page, LinkTarget target, List<Placed> own) {
        Optional<String> path = RelativePaths.fromTop(target.name(), page.title());
        String name = target.name().substring(target.name().lastIndexOf('/') + 1);
        Optional<Placed> named = Optional.empty();
        for (Placed file : own) {
            if (path.isPresent() && file.path().equals(path)) {
                return Optional.of(file);
            }
            if (file.name().equalsIgnoreCase(name)) {
                named = Optional.of(file);
            }
        }
        return named;
    }

    /** A path from the folder of the page, in the form that this kind of link is written in. */
    private static String written(String place, Title from, LinkKind kind) {
        int depth = from.value().split("/", -1).length - 1;
        if (kind == LinkKind.WIKILINK || kind == LinkKind.EMBED) {
            return "../".repeat(depth) + place;
        }
        var url = new ArrayList<String>();
        for (String segment : place.split("/", -1)) {
            url.add(Percent.encode(segment).replace("(", "%28").replace(")", "%29"));
        }
        return "../".repeat(depth) + String.join("/", url);
    }

    /** A path that comes from a page may be anything. */
    private static Optional<String> usable(String path) {
        for (String segment : path.split("/", -1)) {
            if (ELSEWHERE.matcher(segment).matches()
                    || segment.getBytes(StandardCharsets.UTF_8).length > SEGMENT_BYTES_MAX
                    || segment.chars().anyMatch(Character::isISOControl)) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }

    /**
     * No attachment may become a setting of a program that looks into the folder, as {@code
     * .git/config} or {@code .envrc} would: some run what such a file says. Nor may it become a
     * device of Windows. It gets another name, and what links to it follows.
     */
    private static String tame(String path) {
        var tame = new ArrayList<String>();
        for (String segment : path.split("/", -1)) {
            boolean wild = HIDDEN.matcher(segment).lookingAt() || DEVICE.matcher(segment).matches();
            tame.add(wild ? "_" + segment : segment);
        }
        return String.join("/", tame);
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
