package enquire.editor.page;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The frame around an Automerge change: magic bytes, checksum, type and length.
 *
 * @param raw the frame as it came
 * @param body what the frame holds, inflated
 * @param hash the SHA-256 of the uncompressed form, of which the checksum is the beginning
 */
record Chunk(Bytes raw, Bytes body, ChangeHash hash) {

    private static final Bytes MAGIC = Bytes.ofHex("856f4a83");
    private static final int CHECKSUM_BYTES = 4;
    private static final int TYPE_CHANGE = 1;
    private static final int TYPE_COMPRESSED_CHANGE = 2;

    /** Reads one frame and leaves what follows it. */
    static Chunk read(byte[] bytes, ChunkReader reader) {
        int start = reader.at();
        if (!reader.bytes(MAGIC.size()).equals(MAGIC)) {
            throw new MalformedChangeException("This does not begin like a change.");
        }
        Bytes checksum = reader.bytes(CHECKSUM_BYTES);
        int type = reader.unsignedByte();
        Bytes content = reader.sizedBytes("change");
        Bytes body = body(type, content);
        if (body.size() > ChangeLimits.BODY_BYTES_MAX) {
            throw tooLarge();
        }
        var hash = new ChangeHash(hashed(body).sha256());
        if (!hash.value().startsWith(checksum)) {
            throw new MalformedChangeException("The checksum of the change is wrong.");
        }
        return new Chunk(Bytes.of(bytes, start, reader.at()), body, hash);
    }

    /** What a frame holds that was read before: its checksum is not looked at again. */
    static Bytes body(Bytes raw) {
        var reader = new ChunkReader(raw.toArray());
        reader.bytes(MAGIC.size() + CHECKSUM_BYTES);
        return body(reader.unsignedByte(), reader.sizedBytes("change"));
    }

    private static Bytes body(int type, Bytes content) {
        return switch (type) {
            case TYPE_CHANGE -> content;
            case TYPE_COMPRESSED_CHANGE -> inflate(content);
            default ->
                    throw new MalformedChangeException(
                            "This is no change, but a chunk of type %d.".formatted(type));
        };
    }

    /** An uncompressed frame around {@code body}. */
    static Bytes framed(Bytes body) {
        Bytes hashed = hashed(body);
        return Bytes.concat(MAGIC, hashed.sha256().slice(0, CHECKSUM_BYTES), hashed);
    }

    /** What the hash is over: type 1, the length and the body. */
    static Bytes hashed(Bytes body) {
        return new ChunkWriter()
                .unsignedNumber(TYPE_CHANGE)
                .unsignedNumber(body.size())
                .bytes(body)
                .written();
    }

    private static Bytes inflate(Bytes compressed) {
        byte[] buffer = new byte[ChangeLimits.BODY_BYTES_MAX + 1];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(compressed.toArray());
            int size = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(buffer, size, buffer.length - size);
                size += more;
                if (size > ChangeLimits.BODY_BYTES_MAX) {
                    throw tooLarge();
                }
                if (more == 0 && !inflater.finished()) {
                    throw new MalformedChangeException("The compressed change ends early.");
                }
            }
            if (inflater.getRemaining() > 0) {
                throw new MalformedChangeException("Something follows the compressed change.");
            }
            return Bytes.of(buffer, 0, size);
        } catch (DataFormatException e) {
            throw new MalformedChangeException("The change cannot be decompressed.");
        } finally {
            inflater.end();
        }
    }

    private static MalformedChangeException tooLarge() {
        return new MalformedChangeException(
                "The change is larger than %,d bytes.".formatted(ChangeLimits.BODY_BYTES_MAX));
    }
}
