package enquire.web.pages;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.sync.node.ArrivingFile;
import enquire.sync.node.FileGivenUpException;
import enquire.sync.node.NoRoomForFileException;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A file that other computers hold, served while it arrives, so that a film plays before it is
 * whole: what is asked for is fetched first.
 */
final class ArrivingFiles {

    /** How long the first bytes of an answer may take: a reader looks at nothing meanwhile. */
    private static final Duration FIRST_TIME = Duration.ofSeconds(10);

    /** How long the next ones may: then the answer ends, and a player asks for the rest again. */
    private static final Duration NEXT_TIME = Duration.ofSeconds(30);

    private ArrivingFiles() {}

    /**
     * @throws ProblemException if nobody who is connected holds it, or it does not come in time
     */
    static Reply reply(Call call, Wiki wiki, BlobId blob, String name) throws IOException {
        ArrivingFile file = open(wiki, blob);
        boolean given = false;
        try {
            Reply reply = reply(call, file, name);
            given = reply.body() instanceof Body.Stream && !call.method().equals("HEAD");
            return reply;
        } finally {
            if (!given) {
                file.close();
            }
        }
    }

    private static ArrivingFile open(Wiki wiki, BlobId blob) {
        try {
            return wiki.files().open(blob).orElseThrow(() -> notHere(wiki, blob));
        } catch (NoRoomForFileException e) {
            String key =
                    switch (e.why()) {
                        case TOO_LARGE -> "error.noRoomTooLarge";
                        case UNANSWERED -> "error.noRoomUnanswered";
                        case NOT_PROMISED -> "error.noRoomNotPromised";
                        case IN_USE -> "error.noRoomInUse";
                        case NOBODY_KEEPS -> "error.noRoomNobodyKeeps";
                    };
            throw new ProblemException(
                    507,
                    Speaking.messages().text("error.notNow"),
                    Speaking.messages().text(key, "most", Sizes.words(e.bytesMax())));
        }
    }

    /** Who has it may be away, and yet not be what it waits for. */
    private static ProblemException notHere(Wiki wiki, BlobId blob) {
        String most = Sizes.words(wiki.files().bytesMax());
        return wiki.files().hasNoRoom(blob)
                ? ProblemException.notFound(
                        Speaking.messages().text("error.fileWithoutRoom", "most", most))
                : notHere();
    }

    private static ProblemException notHere() {
        return ProblemException.notFound(Speaking.messages().text("error.fileNotHere"));
    }

    /** Nothing is kept by the browser: whether the file has its name is known when all is here. */
    private static Reply reply(Call call, ArrivingFile file, String name) throws IOException {
        Reply head =
                FileHandler.head(name)
                        .with("Cache-Control", "no-store")
                        .with("Accept-Ranges", "bytes");
        long size = file.bytes();
        return switch (ByteRange.of(call.header("Range").orElse(""), size)) {
            case ByteRange.Outside() ->
                    new Reply(416, head.headers(), Body.NONE)
                            .with("Content-Range", "bytes */" + size);
            case ByteRange.Whole() ->
                    stream(new Reply(200, head.headers(), head.body()), file, 0, size);
            case ByteRange.Part part ->
                    stream(
                                    new Reply(206, head.headers(), head.body()),
                                    file,
                                    part.from(),
                                    part.length())
                            .with(
                                    "Content-Range",
                                    "bytes %d-%d/%d".formatted(part.from(), part.to(), size));
        };
    }

    private static Reply stream(Reply head, ArrivingFile file, long from, long length)
            throws IOException {
        Bytes first = first(file, from);
        Body.Stream body =
                out -> {
                    try (file) {
                        write(file, first, from, length, out);
                    }
                };
        return new Reply(head.status(), head.headers(), body)
                .with("Content-Length", Long.toString(length));
    }

    /**
     * @throws ProblemException if they do not come in time, or the file does not go on arriving
     */
    static Bytes first(ArrivingFile file, long from) throws IOException {
        try {
            return file.read(from, FIRST_TIME)
                    .orElseThrow(() ->
                            new ProblemException(
                                    503,
                                    Speaking.messages().text("error.notNow"),
                                    Speaking.messages().text("error.fileOnItsWay")));
        } catch (FileGivenUpException e) {
            throw notHere();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("this node stops");
        }
    }

    private static void write(
            ArrivingFile file, Bytes first, long from, long length, OutputStream out)
            throws IOException, InterruptedException {
        long at = from;
        long end = from + length;
        Bytes next = first;
        while (true) {
            int part = (int) Math.min(next.size(), end - at);
            out.write(next.toArray(), 0, part);
            at += part;
            if (at == end) {
                return;
            }
            Optional<Bytes> came = file.read(at, NEXT_TIME);
            if (came.isEmpty()) {
                throw new IOException("the rest of the file has not come in time");
            }
            next = came.get();
        }
    }
}
