package enquire.web.site;

import enquire.editor.page.BlobId;
import enquire.sync.node.Wiki;
import enquire.web.screens.SiteFrame;
import enquire.web.vault.ExportArchive;
import enquire.web.wiki.CopiesWords;
import enquire.web.wiki.FileType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** The attachments of a site, each written once, after the first page that leads to it. */
final class SiteFiles {

    /**
     * A drawing stands within its page up to this size, in bytes: as a file of its own it could run
     * scripts on a web host. (Guess: larger ones are exports of maps.)
     */
    private static final int DRAWING_BYTES_MAX = 512 * 1024;

    private final Wiki wiki;
    private final Places places;
    private final ExportArchive archive;
    private final Queue<Places.File> asked = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private final Set<BlobId> missing = new HashSet<>();
    private int written;

    SiteFiles(Wiki wiki, Places places, ExportArchive archive) {
        this.wiki = wiki;
        this.places = places;
        this.archive = archive;
    }

    /**
     * Where an attachment is, for a page of the site.
     *
     * @return empty if it is not on this computer, which the export then says
     */
    Optional<String> address(SiteFrame frame, String element, BlobId blob, String name) {
        Optional<Path> here = wiki.repository().blobs().file(blob);
        if (here.isEmpty()) {
            if (missing.add(blob)) {
                archive.leaveOut(name, CopiesWords.whyMissing(wiki.repository(), blob));
            }
            return Optional.empty();
        }
        if (element.equals("img") && FileType.of(name).mediaType().equals("image/svg+xml")) {
            return drawing(here.get());
        }
        Places.File file = places.file(blob, name);
        if (known.add(file.place())) {
            asked.add(file);
        }
        return Optional.of(frame.to(file.place()));
    }

    private static Optional<String> drawing(Path file) {
        try {
            return Files.size(file) > DRAWING_BYTES_MAX
                    ? Optional.empty()
                    : Optional.of(
                            "data:image/svg+xml;base64,"
                                    + Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeAskedFor() throws IOException {
        for (Places.File file = asked.poll(); file != null; file = asked.poll()) {
            Optional<Path> content = wiki.repository().blobs().file(file.blob());
            if (content.isEmpty()) {
                archive.leaveOut(
                        file.place(), CopiesWords.whyMissing(wiki.repository(), file.blob()));
                continue;
            }
            try (InputStream in = Files.newInputStream(content.get())) {
                archive.put(file.place(), in);
            }
            written++;
        }
    }

    int written() {
        return written;
    }
}
