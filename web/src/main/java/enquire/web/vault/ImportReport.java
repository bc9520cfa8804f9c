package enquire.web.vault;

import java.util.List;

/**
 * What an import did. {@code found} is the sum of {@code pages}, {@code files} and {@code leftOut}.
 *
 * @param kind which program wrote it: {@link VaultKind#word}
 * @param found pages and other files that were there; hidden folders, which are not looked into,
 *     count as one. What only says more of a page is a part of it: settings, older versions,
 *     redirects
 * @param leftOut what became neither a page nor a file; each of them is in {@code problems}
 * @param pages that could be read; each is in one of the next four
 * @param unchanged that are in the wiki already as the vault has them, or were edited here since
 * @param kept that were not imported: the wiki has another page of this title, which was left as it
 *     is
 * @param files attachments that are stored now, those of before included
 * @param problems what was not imported, or in another way than one would expect
 * @param problemsMore how many more there are than are listed
 * @param unresolved links that lead nowhere; the list is cut, the count is not
 */
public record ImportReport(
        String kind,
        int found,
        int leftOut,
        int pages,
        int created,
        int updated,
        int unchanged,
        int kept,
        int files,
        List<Problem> problems,
        int problemsMore,
        int unresolvedCount,
        List<Unresolved> unresolved) {

    /** One file that was left out, or taken in another way than one would expect. */
    public record Problem(String path, String why) {}

    /** One link whose target is not in the wiki. */
    public record Unresolved(String page, String target) {}
}
