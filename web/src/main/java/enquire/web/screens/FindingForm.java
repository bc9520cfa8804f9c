package enquire.web.screens;

/**
 * How other computers find this one, as its person says.
 *
 * @param action POST: {@code advertised}
 * @param advertised addresses with spaces between them, or none
 */
public record FindingForm(String action, String advertised) {}
