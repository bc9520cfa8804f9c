package enquire.web.vault;

import java.util.List;

/**
 * What an import did. Every file of the vault is in one of the counts or in {@code problems}.
 *
 * @param kind which program wrote it: {@link VaultKind#word}
 * @param pages that the vault has; each is in one of the next four
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
