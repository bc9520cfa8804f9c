package enquire.web.screens;

/**
 * How much of the disk the files of all wikis may take.
 *
 * @param action POST: {@code gigabytes}
 * @param gigabytes the most, as it is typed
 * @param used "Files take 1.2 GB now."
 */
public record FilesForm(String action, String gigabytes, String used) {}
