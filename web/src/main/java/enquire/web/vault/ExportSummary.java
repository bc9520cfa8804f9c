package enquire.web.vault;

import java.util.List;

/**
 * What is in an export, and what is not.
 *
 * @param elsewhere pages that this computer knows by title alone
 * @param leftOut the first of those that were left out
 * @param leftOutCount how many there are in all
 */
public record ExportSummary(
        int pages, int files, int elsewhere, List<Left> leftOut, int leftOutCount) {

    /** Something of the wiki that is not in the export, in words of the language that is spoken. */
    public record Left(String what, String why) {}
}
