package enquire.web.vault;

import java.util.List;

/**
 * What an import did. Every file of the vault is in one of the counts or in {@code problems}.
 *
 * @param files attachments that are stored now, those of before included
 * @param problems what was not imported
 * @param unresolved links that lead nowhere; the list is cut, the count is not
 */
public record ImportReport(
        int pages,
        int created,
        int updated,
        int unchanged,
        int files,
        List<Problem> problems,
        int unresolvedCount,
        List<Unresolved> unresolved) {

    /** One file that was left out, or taken in another way than one would expect. */
    public record Problem(String path, String why) {}

    /** One link whose target is not in the wiki. */
    public record Unresolved(String page, String target) {}
}
