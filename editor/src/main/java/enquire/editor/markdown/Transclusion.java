package enquire.editor.markdown;

/**
 * A page that is shown inside another.
 *
 * @param title what the link above the shown text says
 * @param text the page's Markdown
 * @param links how links on that page resolve
 */
public record Transclusion(String title, String text, PageLinks links) {}
