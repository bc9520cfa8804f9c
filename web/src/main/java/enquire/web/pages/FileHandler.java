package enquire.web.pages;

import enquire.editor.page.BlobId;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.SecurityHeaders;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.wiki.FileType;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code GET /{wiki}/-/file/{sha256}/{name}}: an attachment. Its bytes are somebody else's: the
 * type comes from the name by a list of what cannot run, everything is in a sandbox, and what is
 * not on the list is a download.
 */
final class FileHandler implements Handler {

    /** The bytes of a hash never change. */
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private final Wikis wikis;

    FileHandler(Wikis wikis) {
        this.wikis = wikis;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        BlobId blob = blob(call.parameter("sha256"));
        String name = call.parameter("name");
        if (wiki.redacting().files().all().containsKey(blob)) {
            Messages messages = Speaking.messages();
            String by = wiki.nameOf(wiki.redacting().files().all().get(blob).by());
            throw new ProblemException(
                    410,
                    messages.text("error.fileTakenOut"),
                    messages.text("error.fileTakenOutDetail", "name", by));
        }
        Optional<Path> file = wiki.repository().blobs().file(blob);
        if (file.isEmpty()) {
            return ArrivingFiles.reply(call, wiki, blob, name);
        }
        wiki.files().opened(blob);
        long size = Files.size(file.get());
        Reply head = head(name).with("Cache-Control", FOR_EVER).with("Accept-Ranges", "bytes");
        Reply tagged = head.tagged(call, blob.toString());
        if (tagged.status() == 304) {
            return tagged;
        }
        return part(call, tagged, file.get(), size);
    }

    /** What every answer with bytes of a file says, whole or in part. */
    static Reply head(String name) {
        FileType type = FileType.of(name);
        Reply head =
                Reply.of(200)
                        .with("Content-Type", type.mediaType())
                        .with("Content-Disposition", disposition(type, name));
        // Chromium's own viewer for PDF does not start inside a sandbox.
        return type.mediaType().equals("application/pdf")
                ? head
                : SecurityHeaders.withPolicy(head, SecurityHeaders.SANDBOX);
    }

    private static Reply part(Call call, Reply head, Path file, long size) {
        ByteRange range =
                call.header("If-Range").isPresent()
                        ? new ByteRange.Whole()
                        : ByteRange.of(call.header("Range").orElse(""), size);
        return switch (range) {
            case ByteRange.Whole() ->
                    new Reply(200, head.headers(), new Body.FilePart(file, 0, size));
            case ByteRange.Outside() ->
                    new Reply(416, head.headers(), Body.NONE)
                            .with("Content-Range", "bytes */" + size);
            case ByteRange.Part part ->
                    new Reply(
                                    206,
                                    head.headers(),
                                    new Body.FilePart(file, part.from(), part.length()))
                            .with(
                                    "Content-Range",
                                    "bytes %d-%d/%d".formatted(part.from(), part.to(), size));
        };
    }

    private static String disposition(FileType type, String name) {
        return (type.inline() ? "inline" : "attachment")
                + "; filename*=UTF-8''"
                + Percent.encodeParameter(name);
    }

    private static BlobId blob(String hex) {
        try {
            return BlobId.parse(hex);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(Speaking.messages().text("error.noFile"));
        }
    }
}
