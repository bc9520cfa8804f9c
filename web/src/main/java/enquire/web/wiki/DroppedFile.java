package enquire.web.wiki;

import enquire.editor.page.BlobId;
import enquire.sync.node.Wiki;
import enquire.sync.node.WikiFiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file of a page that made room on this computer.
 *
 * @param bytes as its page says
 * @param at when it went
 * @param keepers members who promised to keep it, and still say to hold it
 */
public record DroppedFile(
        BlobId blob, String name, long bytes, Instant at, List<Wiki.Member> keepers) {

    /** Those that pages still use, the newest first. */
    public static List<DroppedFile> of(Wiki wiki) {
        return wiki.files().dropped().stream().flatMap(each -> of(wiki, each).stream()).toList();
    }

    private static Optional<DroppedFile> of(Wiki wiki, WikiFiles.Dropped dropped) {
        return wiki.repository()
                .attachments()
                .manifest(dropped.blob())
                .flatMap(Manifest::parse)
                .map(file ->
                        new DroppedFile(
                                dropped.blob(),
                                file.name(),
                                file.bytes(),
                                dropped.at(),
                                dropped.keepers()));
    }
}
