package enquire.editor.page;

import java.util.Map;
import java.util.Optional;

/**
 * What a page says now. Immutable.
 *
 * @param title absent while nobody gave one, or if a peer wrote one that cannot be
 * @param text Markdown, with {@code \n} line ends
 * @param aliases every title the page was given
 * @param files the manifest of each attachment, as JSON
 * @param marks overlaps of concurrent edits that somebody has ticked off
 * @param deleted whether somebody deleted exactly this text
 */
public record PageContent(
        Optional<Title> title,
        String text,
        Map<TitleKey, String> aliases,
        Map<BlobId, String> files,
        Map<String, String> marks,
        boolean deleted) {

    public PageContent {
        aliases = Map.copyOf(aliases);
        files = Map.copyOf(files);
        marks = Map.copyOf(marks);
    }
}
