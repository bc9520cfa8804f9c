package enquire.web.vault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which program wrote what is imported. It is seen from what is there, or said by who imports. */
public enum VaultKind {
    MARKDOWN("Markdown"),
    OBSIDIAN("Obsidian"),
    LOGSEQ("Logseq"),
    FOAM("Foam"),
    MEDIAWIKI("MediaWiki"),
    DOKUWIKI("DokuWiki");

    /** Where Logseq keeps pages and days. */
    private static final Pattern LOGSEQ_PAGE = Pattern.compile("(pages|journals)/.*\\.(md|org)");

    private final String program;

    VaultKind(String program) {
        this.program = program;
    }

    /** As a command and an address name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As its makers write it. */
    public String program() {
        return program;
    }

    /** The other way round; empty if there is none of that name. */
    public static Optional<VaultKind> named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** All of them, with commas between. */
    public static String words() {
        return Arrays.stream(values()).map(VaultKind::word).collect(Collectors.joining(", "));
    }

    /** The same, of what lies in a folder of this name. */
    static VaultKind of(Vault vault, String folder) {
        boolean pages = (folder + "/").equals(DokuWikiPages.ALONE);
        return pages && DokuWikiPages.isAlone(vault) ? DOKUWIKI : of(vault);
    }

    /** What a vault looks like. A folder of settings says more than how pages are laid out. */
    static VaultKind of(Vault vault) {
        Set<String> hidden = vault.hidden();
        List<String> paths = vault.entries().stream().map(Vault.Entry::path).toList();
        if (hidden.contains(".obsidian")) {
            return OBSIDIAN;
        }
        boolean logseq =
                paths.stream().anyMatch(path -> path.startsWith("logseq/"))
                        && paths.stream().anyMatch(path -> LOGSEQ_PAGE.matcher(path).matches());
        if (logseq) {
            return LOGSEQ;
        }
        boolean dump =
                vault.entries().stream().noneMatch(Vault.Entry::markdown)
                        && vault.entries().stream().anyMatch(VaultKind::isDump);
        if (dump) {
            return MEDIAWIKI;
        }
        if (DokuWikiPages.arePages(vault)) {
            return DOKUWIKI;
        }
        return hidden.contains(".foam") || hidden.contains(".vscode") ? FOAM : MARKDOWN;
    }

    /** Whether a file is called as dumps of a MediaWiki are. */
    static boolean isDump(Vault.Entry entry) {
        return entry.endsIn(".xml") || entry.endsIn(".xml.gz") || entry.endsIn(".xml.bz2");
    }
}
