package enquire.sync.cbor;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import enquire.editor.page.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Writes one CBOR item: every length is definite, every number takes its shortest form, and fields
 * stand in the order in which they are written. So equal values have equal bytes. One thread at a
 * time.
 */
public final class CborWriter {

    private static final CBORFactory FACTORY = new CBORFactory();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final CBORGenerator generator;

    public CborWriter() {
        try {
            generator = FACTORY.createGenerator(out);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Begins a map of exactly {@code fields} fields; {@link #end} closes it. */
    public CborWriter map(int fields) {
        return write(() -> generator.writeStartObject(fields));
    }

    /** Begins a list of exactly {@code size} items; {@link #end} closes it. */
    public CborWriter list(int size) {
        return write(() -> generator.writeStartArray(null, size));
    }

    public CborWriter end() {
        return write(() -> {
            if (generator.getOutputContext().inObject()) {
                generator.writeEndObject();
            } else {
                generator.writeEndArray();
            }
        });
    }

    public CborWriter key(String name) {
        return write(() -> generator.writeFieldName(name));
    }

    public CborWriter bytes(Bytes value) {
        return write(() -> generator.writeBinary(value.toArray()));
    }

    public CborWriter text(String value) {
        return write(() -> generator.writeString(value));
    }

    public CborWriter number(long value) {
        return write(() -> generator.writeNumber(value));
    }

    public CborWriter flag(boolean value) {
        return write(() -> generator.writeBoolean(value));
    }

    public <T> CborWriter list(Collection<T> values, Consumer<T> item) {
        list(values.size());
        values.forEach(item);
        return end();
    }

    public Bytes toBytes() {
        write(generator::close);
        return Bytes.of(out.toByteArray());
    }

    private interface Step {
        void run() throws IOException;
    }

    private CborWriter write(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Memory does not fail: what throws is a text with half a character or a wrong count. */
    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("cannot be written as CBOR: " + e.getMessage(), e);
    }
}
