package enquire.web.vault;

/** Is told how far an export is, by the thread that writes it. What it throws ends the export. */
@FunctionalInterface
public interface ExportProgress {

    /** Nobody wants to know. */
    ExportProgress NOBODY = (done, of) -> {};

    /**
     * @param done pages that are written
     * @param of all pages that were there when it began
     */
    void at(int done, int of);
}
