package enquire.web.vault;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How a program keeps pages in files, and what of its text is not Markdown as we read it. */
interface Dialect {

    /**
     * A page on its way in.
     *
     * @param path of its file in the vault
     * @param name that is to become its title
     */
    record Draft(String path, String name, String text) {

        Draft withText(String other) {
            return new Draft(path, name, other);
        }
    }

    /** Whether a file is a page. */
    boolean isPage(Vault.Entry entry);

    /** Whether a file is neither page nor attachment: settings, or what the program can rebuild. */
    default boolean isSetting(Vault.Entry entry) {
        return false;
    }

    /**
     * Takes all of them at once, for one may quote from another; gives them one at a time, for what
     * is quoted often takes room.
     *
     * @param read named by their paths, without ending
     * @param problems is told what cannot be carried over; nothing of it is thrown away
     */
    default Stream<Draft> pages(List<Draft> read, Consumer<ImportReport.Problem> problems) {
        return read.stream();
    }

    static Dialect of(VaultKind kind) {
        return switch (kind) {
            case MARKDOWN, FOAM -> Vault.Entry::markdown;
            case OBSIDIAN -> new ObsidianDialect();
            case LOGSEQ -> new LogseqDialect();
            case MEDIAWIKI, DOKUWIKI ->
                    throw new IllegalArgumentException("its pages come with their past");
        };
    }
}
