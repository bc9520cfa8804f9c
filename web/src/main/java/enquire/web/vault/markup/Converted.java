package enquire.web.vault.markup;

import java.util.List;

/**
 * A page of another wiki as Markdown.
 *
 * @param tags that it is sorted under, without {@code #}
 * @param notes what was kept as text because it has no equal, each once
 */
public record Converted(String text, List<String> tags, List<String> notes) {}
