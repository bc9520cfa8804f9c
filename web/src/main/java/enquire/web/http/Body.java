package enquire.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** What an answer carries. */
public sealed interface Body {

    Body NONE = new None();

    /** Nothing. */
    record None() implements Body {}

    /** A part of a file. */
    record FilePart(Path file, long from, long length) implements Body {}

    /** Something that is written while it comes to be; blocking. */
    @FunctionalInterface
    non-sealed interface Stream extends Body {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /** Bytes, compressed at most once for all who ask for them. Thread-safe. */
    final class Bytes implements Body {

        /** Below this, compressing costs more than it saves: one packet either way. */
        private static final int GZIP_FROM_BYTES = 1_024;

        private final byte[] content;
        private volatile byte[] compressed = {};

        /**
         * @param content not copied; nobody changes it any more
         */
        public Bytes(byte[] content) {
            this.content = content;
        }

        public byte[] content() {
            return content;
        }

        boolean worthCompressing() {
            return content.length >= GZIP_FROM_BYTES;
        }

        byte[] compressed() {
            if (compressed.length == 0) {
                compressed = gzip(content);
            }
            return compressed;
        }

        /** How much memory this takes at most, both forms together. */
        public long bytesMax() {
            return content.length + content.length / 2L;
        }

        private static byte[] gzip(byte[] content) {
            var out = new ByteArrayOutputStream(content.length / 3 + 64);
            try (var gzip = new GZIPOutputStream(out, 8_192)) {
                gzip.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }
}
