package enquire.web.vault;

import enquire.editor.markdown.LinkDefinition;
import enquire.editor.markdown.LinkKind;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.web.wiki.FileType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

    /**
     * Of all pages, by {@link #nameKey}; each once, however many pages have it: every link by that
     * name looks here.
     */
    private final Map<String, Set<Placed>> byName = new HashMap<>();

    /** Where those of a name stand. */
    private final Map<String, Set<String>> places = new HashMap<>();

    private Map<String, String> stands = Map.of();
    private ExportedLinks links = new ExportedLinks(Map.of(), Map.of());

    /**
     * Keeps a place for each page. All pages come first. A page whose title no file can have
     * everywhere gets another name, and never that of another page.
     *
     * @return where each stands; without those for which all names like theirs are taken
     */
    public Map<String, String> addPages(List<String> titles) {
        Map<String, String> stand = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (String title : titles) {
            Optional<String> place = PortableName.likePage(title);
            boolean itsOwn = place.isPresent() && place.get().equals(title + ".md");
            if (itsOwn && claim(place.get(), PAGE)) {
                stand.put(title, place.get());
            } else {
                place.ifPresent(wanted -> others.put(title, wanted));
            }
        }
        others.forEach((title, wanted) -> apart(wanted).ifPresent(free -> stand.put(title, free)));
        stands = stand;
        links = new ExportedLinks(stands, Map.of());
        return stand;
    }

    /**
     * Lets links by names that no file has lead to the pages that they find in the wiki.
     *
     * @param aliases titles of pages by such names
     */
    void addAliases(Map<TitleKey, String> aliases) {
        links = new ExportedLinks(stands, aliases);
    }

    /** Whether links may have to change, so that every page has to be looked at. */
    public boolean relinks() {
        return links.renames() || !byName.isEmpty();
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
        Optional<Placed> placed =
                wanted.filter(place -> claim(place, sha256))
                        .or(() -> apart.filter(place -> claim(place, sha256)))
                        .map(place -> taken.get(PortableName.key(place)).place())
                        .map(place -> new Placed(name, path, place));
        placed.ifPresent(file -> {
            String key = nameKey(file.place());
            byName.computeIfAbsent(key, first -> new LinkedHashSet<>()).add(file);
            places.computeIfAbsent(key, first -> new HashSet<>()).add(file.place());
        });
        return placed;
    }

    /** Of a file's name, or of the end of its path. */
    private static String nameKey(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
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
     * What has to change in the text of a page, so that the right path stands in those links that
     * would find another page or file in the export, or none. All pages and attachments were added
     * before.
     *
     * @param own the attachments of the page
     */
    List<TextChange.Replacement> relinking(String title, String text, List<Placed> own) {
        Title from;
        Title outside;
        try {
            from = new Title(title);
            outside = links.outside(from);
        } catch (InvalidTitleException tooLongWithItsSuffix) {
            return List.of();
        }
        PageAnalysis page = PageAnalysis.of(text);
        var replacements = new ArrayList<TextChange.Replacement>();
        for (PageLink link : page.links()) {
            Optional<Placed> file = meant(from, link.target(), own);
            Optional<String> target =
                    file.isPresent()
                            ? target(file.get(), link.target(), link.kind(), outside)
                            : links.target(link.target(), link.kind(), from);
            if (target.isPresent() && link.targetRange().isPresent()) {
                replacements.add(ExportedLinks.replacement(link.targetRange().get(), target.get()));
                if (file.isEmpty()) {
                    ExportedLinks.label(text, link).ifPresent(replacements::add);
                }
            }
        }
        for (LinkDefinition link : page.definitions()) {
            Optional<Placed> file = meant(from, link.target(), own);
            Optional<String> target =
                    file.isPresent()
                            ? target(file.get(), link.target(), LinkKind.RELATIVE, outside)
                            : links.target(link.target(), LinkKind.RELATIVE, from);
            target.ifPresent(
                    path -> replacements.add(ExportedLinks.replacement(link.targetRange(), path)));
        }
        replacements.sort(Comparator.comparingInt(TextChange.Replacement::from));
        return replacements;
    }

    /**
     * What a link to a file must say; empty if it leads there as it is, also in other programs: by
     * the path from its page, and between brackets also by the path from the top or by a name that
     * no other file has, as Obsidian finds it.
     */
    private Optional<String> target(Placed file, LinkTarget target, LinkKind kind, Title outside) {
        String place = file.place();
        String written = target.name();
        boolean brackets = ExportedLinks.inBrackets(kind);
        boolean byPath =
                RelativePaths.fromTop(written, outside).filter(place::equals).isPresent()
                        && (brackets || !written.startsWith("/"));
        boolean fromTop = brackets && written.equals(place);
        boolean byName =
                brackets
                        && written.equalsIgnoreCase(place.substring(place.lastIndexOf('/') + 1))
                        && places.getOrDefault(nameKey(written), Set.of()).size() == 1;
        boolean impossible = brackets && place.chars().anyMatch(c -> "[]|#".indexOf(c) >= 0);
        return byPath || fromTop || byName || impossible
                ? Optional.empty()
                : Optional.of(ExportedLinks.written(place, outside, kind));
    }

    /**
     * As the page shows it: by its path first, then the last one of that name; then one of another
     * page.
     */
    private Optional<Placed> meant(Title page, LinkTarget target, List<Placed> own) {
        Optional<String> path = RelativePaths.fromTop(target.name(), page);
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
        String extension = FileType.extension(name);
        if (named.isPresent() || extension.isEmpty() || extension.equals("md")) {
            return named;
        }
        return byName.getOrDefault(nameKey(name), Set.of()).stream()
                .filter(file -> file.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
