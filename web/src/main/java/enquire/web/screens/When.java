package enquire.web.screens;

/**
 * A time as people read it.
 *
 * @param iso ISO 8601 with offset, for {@code <time datetime>} and the tooltip
 * @param words "12 minutes ago", "Thursday 18:20", "3 March 2026"
 */
public record When(String iso, String words) {}
