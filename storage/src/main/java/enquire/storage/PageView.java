package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import java.time.Instant;
import java.util.Map;

/**
 * A page as it is now, pending typing included. A copy: reading it holds no lock and no native
 * memory.
 *
 * @param displayTitle the title, or {@code Title~k3f9} if another live page has the better right to
 *     the title
 * @param text Markdown, {@code \n} line ends
 * @param aliases every title the page was given
 * @param files the manifests (JSON) of the attachments that the page uses
 * @param changedAt when the newest edit was made, as its author's clock had it
 * @param changedBy who made the newest edit
 * @param sequence grows whenever the page's changes or statements change
 */
public record PageView(
        PageId page,
        Title title,
        String displayTitle,
        String text,
        Version version,
        boolean deleted,
        Map<TitleKey, String> aliases,
        Map<BlobId, String> files,
        Instant changedAt,
        PeerId changedBy,
        long sequence) {}
