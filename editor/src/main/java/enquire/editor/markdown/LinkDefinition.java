package enquire.editor.markdown;

/**
 * Where all links {@code [label][reference]} of one reference lead: {@code [reference]: path}.
 *
 * @param targetRange of the path in the page's text, without its fragment
 */
public record LinkDefinition(LinkTarget.RelativePath target, TextRange targetRange) {}
