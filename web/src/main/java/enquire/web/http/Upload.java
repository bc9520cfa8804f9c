package enquire.web.http;

import enquire.web.language.Speaking;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/** A file that a form sends ({@code multipart/form-data}, RFC 7578). */
public final class Upload {

    /** What stands around the file: names, boundaries, other fields. */
    private static final long AROUND_BYTES = 64 * 1024;

    /** Our forms have one file and a field or two. */
    private static final int PARTS_MAX = 8;

    private static final int PART_HEADERS_BYTES = 8 * 1024;

    /** A chain of causes longer than any of Jetty's (a guess); one may go in a circle. */
    private static final int CAUSES_MAX = 8;

    private Upload() {}

    /** Another field has a word or two; what is longer is not read. (A guess.) */
    private static final int SAID_BYTES_MAX = 1024;

    /**
     * What came.
     *
     * @param name how the file is called there, without folders
     * @param said what stands in the other field; empty if it is not there, or too long
     */
    public record Received(String name, String said) {}

    /**
     * Streams the file into a folder. Whoever asks deletes it.
     *
     * @param field of the form
     * @param target is made; whatever else is written beside it meanwhile is gone afterwards
     * @return how the file is called there, without folders; empty if the form holds no such file,
     *     or nothing was chosen
     * @throws ProblemException 400 if this is no such form, 413 if there is more of it than {@code
     *     bytesMax}
     * @throws IOException if the disk does not take it
     */
    public static Optional<String> receive(Call call, String field, Path target, long bytesMax)
            throws IOException {
        return receive(call, field, "", target, bytesMax).map(Received::name);
    }

    /**
     * The same, with what is typed or chosen beside the file.
     *
     * @param other its field; empty for none
     */
    public static Optional<Received> receive(
            Call call, String field, String other, Path target, long bytesMax) throws IOException {
        String type = call.header("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw ProblemException.badRequest(Speaking.messages().text("error.noFileForm"));
        }
        var config =
                new MultiPartConfig.Builder()
                        .location(target.toAbsolutePath().getParent())
                        .maxParts(PARTS_MAX)
                        .maxHeadersSize(PART_HEADERS_BYTES)
                        .maxMemoryPartSize(0)
                        .maxPartSize(-1) // The body is bounded, where it is known what that means.
                        .maxSize(-1)
                        .build();
        var body = Content.Source.from(new BoundedBody(call.stream(), bytesMax));
        try (MultiPartFormData.Parts parts =
                MultiPartFormData.getParts(body, new Attributes.Mapped(), type, config)) {
            Optional<MultiPart.Part> file = Optional.ofNullable(parts.getFirst(field));
            Optional<String> name = file.map(MultiPart.Part::getFileName).map(Upload::lastPart);
            if (name.orElse("").isEmpty()) {
                return Optional.empty();
            }
            file.get().writeTo(target);
            return Optional.of(new Received(name.get(), said(parts.getFirst(other))));
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private static String said(MultiPart.@Nullable Part part) {
        return part == null || part.getLength() > SAID_BYTES_MAX
                ? ""
                : part.getContentAsString(StandardCharsets.UTF_8);
    }

    /** Some browsers sent the whole path. */
    private static String lastPart(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** The disk is the only one that fails with an {@link IOException}: see {@link BoundedBody}. */
    private static RuntimeException failure(RuntimeException failed) throws IOException {
        Throwable each = failed;
        for (int i = 0; each != null && i < CAUSES_MAX; i++) {
            if (each instanceof ProblemException said) {
                return said;
            }
            if (each instanceof IOException disk && !(each instanceof EOFException)) {
                throw disk;
            }
            each = each.getCause();
        }
        return ProblemException.badRequest(Speaking.messages().text("error.notWhole"));
    }

    /** What comes, up to a bound; a caller who goes away is a {@link ProblemException} already. */
    private static final class BoundedBody extends FilterInputStream {

        private final long fileBytesMax;
        private long left;

        BoundedBody(InputStream in, long fileBytesMax) {
            super(in);
            this.fileBytesMax = fileBytesMax;
            this.left = fileBytesMax + AROUND_BYTES;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            left -= Math.max(0, got);
            if (left < 0) {
                throw ProblemException.tooLarge(fileBytesMax);
            }
            return got;
        }
    }
}
