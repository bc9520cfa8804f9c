package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/** Changes as somebody could write them who wants to cost others much. Nobody wrote one before. */
final class HandMadeChange {

    private HandMadeChange() {}

    /** Follows so many changes that never were. */
    static Change following(int dependencies, int number) {
        var body = new ByteArrayOutputStream();
        number(body, dependencies);
        IntStream.range(0, dependencies)
                .mapToObj(
                        each -> Bytes.ofHex("%016x".formatted((long) number << 32 | each)).sha256())
                .sorted()
                .forEach(hash -> body.writeBytes(hash.toArray()));
        author(body, number);
        body.writeBytes(Bytes.ofHex("01" + "4202" + "7f01").toArray());
        return Change.parse(framed(1, body.toByteArray(), body.toByteArray()));
    }

    /** Its value is so many zeros, which deflate packs well. */
    static Change inflatingTo(int bytes, int number) {
        var body = new ByteArrayOutputStream();
        body.write(1);
        body.writeBytes(new byte[ChangeHash.BYTES]);
        author(body, number);
        body.writeBytes(Bytes.ofHex("02" + "4202" + "57").toArray());
        number(body, bytes);
        body.writeBytes(Bytes.ofHex("7f01").toArray());
        body.writeBytes(new byte[bytes]);
        return Change.parse(framed(2, deflated(body.toByteArray()), body.toByteArray()));
    }

    private static void author(ByteArrayOutputStream body, int number) {
        body.write(ActorId.BYTES);
        body.writeBytes(new byte[ActorId.BYTES]);
        number(body, 1 + number);
        body.writeBytes(new byte[] {1, 0, 0, 0}); // First operation; no time, message, others.
    }

    private static Bytes framed(int type, byte[] content, byte[] inflated) {
        var hashed = new ByteArrayOutputStream();
        hashed.write(1);
        number(hashed, inflated.length);
        hashed.writeBytes(inflated);
        var frame = new ByteArrayOutputStream();
        frame.writeBytes(Bytes.ofHex("856f4a83").toArray());
        frame.writeBytes(Bytes.of(hashed.toByteArray()).sha256().slice(0, 4).toArray());
        frame.write(type);
        number(frame, content.length);
        frame.writeBytes(content);
        return Bytes.of(frame.toByteArray());
    }

    private static byte[] deflated(byte[] plain) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length];
            int length = deflater.deflate(packed);
            return Bytes.of(packed, 0, length).toArray();
        } finally {
            deflater.end();
        }
    }

    /** Unsigned LEB128. */
    private static void number(ByteArrayOutputStream out, int value) {
        int left = value;
        for (; left >= 0x80; left >>>= 7) {
            out.write(left & 0x7f | 0x80);
        }
        out.write(left);
    }
}
