package enquire.web.screens;

/**
 * HTML that has been through the sanitiser (or was written by the node itself) and is shown as it
 * is. The type is the promise: make one only from the sanitiser's output.
 *
 * @param html markup, well-formed, without script and style
 */
public record SafeHtml(String html) {}
