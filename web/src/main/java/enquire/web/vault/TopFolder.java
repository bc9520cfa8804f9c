package enquire.web.vault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The vault that lies in the only folder at the top of another, as in the zip file that a program
 * makes of a folder: importing the folder and importing the zip file then give the same pages.
 */
final class TopFolder implements Vault {

    private final ZipVault whole;
    private final String prefix;
    private final List<Entry> entries;

    private TopFolder(ZipVault whole, String prefix) {
        this.whole = whole;
        this.prefix = prefix;
        this.entries =
                whole.entries().stream()
                        .map(entry ->
                                new Entry(
                                        entry.path().substring(prefix.length()),
                                        entry.bytes(),
                                        entry.source()))
                        .toList();
    }

    /**
     * The vault itself, if it has more at its top than one folder, or settings of a program, or if
     * the name of the folder says what it is.
     */
    static Vault of(ZipVault vault) {
        List<String> tops = vault.entries().stream().map(Entry::path).map(TopFolder::top).toList();
        boolean one = tops.stream().distinct().count() == 1 && !tops.getFirst().isEmpty();
        boolean settings = vault.hidden().stream().anyMatch(HiddenFiles::isSetting);
        return one && !settings && !isPagesOfDokuWiki(vault, tops.getFirst())
                ? new TopFolder(vault, tops.getFirst())
                : vault;
    }

    private static boolean isPagesOfDokuWiki(Vault vault, String top) {
        return top.equals(DokuWikiPages.ALONE)
                && DokuWikiPages.arePages(vault)
                && vault.entries().stream().noneMatch(Entry::markdown);
    }

    private static String top(String path) {
        return path.substring(0, path.indexOf('/') + 1);
    }

    @Override
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public long filesBytesMax() {
        return whole.filesBytesMax();
    }

    /** Under the names that they have in the whole. */
    @Override
    public List<ImportReport.Problem> leftOut() {
        return whole.leftOut();
    }

    @Override
    public Optional<Entry> notes() {
        return whole.notesIn(prefix);
    }

    @Override
    public Set<String> hidden() {
        var hidden = new TreeSet<String>();
        Stream<String> left = whole.leftOut().stream().map(ImportReport.Problem::path);
        left.filter(path -> path.startsWith(prefix + "."))
                .map(path -> path.substring(prefix.length()))
                .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/')) : path)
                .forEach(hidden::add);
        return hidden;
    }
}
