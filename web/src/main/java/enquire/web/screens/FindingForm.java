package enquire.web.screens;

/**
 * How other computers find this one, and what it offers them, as its person says.
 *
 * @param action POST: {@code advertised}, {@code nearby}, {@code always-on}, {@code storage}
 * @param advertised addresses with spaces between them, or none
 * @param nearby whether it is announced on the local network
 * @param alwaysOn whether it is meant to run all the time
 * @param storage gigabytes that are offered; empty for none
 */
public record FindingForm(
        String action, String advertised, boolean nearby, boolean alwaysOn, String storage) {}
