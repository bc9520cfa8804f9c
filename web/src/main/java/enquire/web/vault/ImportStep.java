package enquire.web.vault;

/** What an import does at a time. */
public enum ImportStep {
    /** Pages are read and converted; nothing is written before all are. */
    READING("Reading pages"),
    /** A dump is looked through to its end, in kB of its file. */
    LOOKING("Reading the dump (kB)"),
    SAVING("Saving pages");

    private final String words;

    ImportStep(String words) {
        this.words = words;
    }

    /** For commands and programs. */
    String words() {
        return words;
    }
}
