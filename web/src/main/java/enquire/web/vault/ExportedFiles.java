package enquire.web.vault;

import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where each file of an export stands, and what a page must write so that its links find the right
 * one of several with one name. The export unpacks on every system without one file in the place of
 * another ({@link PortableName}). One thread at a time.
 */
public final class ExportedFiles {

    /** Where attachments go that came without a folder. */
    private static final String FILES = "files";

    /** Of a SHA-256, as a folder that tells two files of one name apart. */
    private static final int HASH_CHARS = 8;

    /** Pages that would have one name; the rest has none. A guess: more than anybody makes. */
    private static final int NUMBER_MAX = 1_000;

    /** A page has no SHA-256 here: its text is not written yet. */
    private static final String PAGE = "";

    /**
     * An attachment as one page holds it.
     *
     * @param path as the page's manifest says
     * @param place from the top of the export
     */
    public record Placed(String name, Optional<String> path, String place) {}

    /** A page or an attachment, by the {@link PortableName#key} of its place. */
    private record Taken(String sha256, String place) {}

    private final Map<String, Taken> taken = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final List<String> places = new ArrayList<>();
    private Optional<VaultFiles> byLink = Optional.empty();
    private ExportedLinks links = new ExportedLinks(Map.of());

    /**
     * Keeps a place for each page. All pages come first. A page whose title no file can have
     * everywhere gets another name, and never that of another page.
     *
     * @return where each stands; without those whose title is too long for any file
     */
    public Map<String, String> addPages(List<String> titles) {
        Map<String, String> stands = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (String title : titles) {
            Optional<String> place = PortableName.ofPage(title);
            boolean itsOwn = place.isPresent() && place.get().equals(title + ".md");
            if (itsOwn && claim(place.get(), PAGE)) {
                stands.put(title, place.get());
            } else {
                place.ifPresent(wanted -> others.put(title, wanted));
            }
        }
        others.forEach((title, wanted) -> apart(wanted).ifPresent(free -> stands.put(title, free)));
        links = new ExportedLinks(stands);
        return stands;
    }

    /** Whether links to pages may have to change, so that every page has to be looked at. */
    public boolean renamesPages() {
        return links.renames();
    }

    /** As an import tells files of one title apart. */
    private Optional<String> apart(String wanted) {
        String name = wanted.substring(0, wanted.length() - ".md".length());
        for (int number = 1; number <= NUMBER_MAX; number++) {
            String title = number == 1 ? name : "%s (%d)".formatted(name, number);
            Optional<String> place = PortableName.ofPage(title);
            if (place.isPresent() && claim(place.get(), PAGE)) {
                return place;
            }
        }
        return Optional.empty();
    }

    /**
     * The folder it was imported from, or {@code files}; if something else stands there already, a
     * folder named after its hash.
     *
     * @return empty if no file can have its name
     */
    public Optional<Placed> add(String sha256, String name, Optional<String> path) {
        Optional<String> wanted =
                path.flatMap(PortableName::ofAttachment)
                        .or(() -> PortableName.ofAttachment(FILES + "/" + name));
        String hash = sha256.substring(0, Math.min(HASH_CHARS, sha256.length()));
        Optional<String> apart = PortableName.ofAttachment("%s/%s/%s".formatted(FILES, hash, name));
        return wanted.filter(place -> claim(place, sha256))
                .or(() -> apart.filter(place -> claim(place, sha256)))
                .map(place -> taken.get(PortableName.key(place)).place())
                .map(place -> new Placed(name, path, place));
    }

    /** Whether the place is free, or holds just this attachment. */
    private boolean claim(String place, String sha256) {
        String key = PortableName.key(place);
        Taken owner = taken.get(key);
        if (owner != null) {
            return !sha256.equals(PAGE) && owner.sha256().equals(sha256);
        }
        List<String> above = above(key);
        if (folders.contains(key) || above.stream().anyMatch(taken::containsKey)) {
            return false;
        }
        taken.put(key, new Taken(sha256, place));
        folders.addAll(above);
        if (!sha256.equals(PAGE)) {
            places.add(place);
            byLink = Optional.empty();
        }
        return true;
    }

    private static List<String> above(String path) {
        var above = new ArrayList<String>();
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            above.add(path.substring(0, at));
        }
        return above;
    }

    /**
     * The text of a page with the right path in those links that would find another page or file in
     * the export, or none. All pages and attachments were added before.
     *
     * @param own the attachments of the page
     */
    public String relinked(String title, String text, List<Placed> own) {
        VaultPage page;
        VaultPage outside;
        try {
            page = VaultPage.of(title + ".md", new Title(title), text);
            outside = links.outside(page);
        } catch (InvalidTitleException tooLongWithItsSuffix) {
            return text;
        }
        VaultFiles files = byLink();
        var replacements = new ArrayList<TextChange.Replacement>();
        for (PageLink link : page.links()) {
            Optional<String> meant = meant(page, link.target(), own).map(Placed::place);
            Optional<String> found = files.find(outside, link.target()).map(Vault.Entry::path);
            if (meant.isEmpty()) {
                replacements.addAll(links.replacements(page, link));
            } else if (!meant.equals(found) && link.targetRange().isPresent()) {
                var range = link.targetRange().get();
                String path = ExportedLinks.written(meant.get(), page.title(), link.kind());
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
}
