package enquire.sync.cbor;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import enquire.editor.page.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one CBOR item as {@link CborWriter} writes it, straight from the bytes: the fields of a map
 * in their order, every length and count below the bound that the caller names. Tags, indefinite
 * lengths, {@code null}, fractions, numbers in a longer form than they need, text that is not UTF-8
 * and keys that are no text are refused, as is nesting beyond {@link #DEPTH_MAX}. So a value has
 * one form.
 *
 * <p>Every method throws {@link MalformedException} if the bytes are not as expected. One thread at
 * a time.
 */
public final class CborReader {

    /** Maps and lists within each other. Our deepest message has five; the rest is room. */
    public static final int DEPTH_MAX = 8;

    /** The longest key, in characters. Ours have at most 12. */
    private static final int KEY_CHARS_MAX = 32;

    private static final int MAJOR_TYPE_TEXT = 3;
    private static final int MAJOR_TYPE_TAG = 6;
    private static final int MAJOR_TYPE_SIMPLE = 7;
    private static final int INDEFINITE = 31;

    /** 24 to 27 say that the number follows, in 1, 2, 4 or 8 bytes (RFC 8949, section 3). */
    private static final int ONE_BYTE_FOLLOWS = 24;

    private static final CBORFactory FACTORY =
            CBORFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxNameLength(KEY_CHARS_MAX)
                                    .build())
                    .build();

    private final Bytes input;
    private final CBORParser parser;
    private JsonToken token;

    private CborReader(Bytes input) throws IOException {
        this.input = input;
        this.parser = FACTORY.createParser(input.toArray());
        this.token = advance();
    }

    /** Reads {@code input} whole: bytes that follow the item are refused. */
    public static <T> T read(Bytes input, Function<CborReader, T> item) {
        try {
            var reader = new CborReader(input);
            T value = item.apply(reader);
            if (reader.token != JsonToken.NOT_AVAILABLE) {
                throw new MalformedException("something follows after the end");
            }
            return value;
        } catch (IOException e) {
            throw new MalformedException("no CBOR: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            // The value types check themselves: a length, a range.
            throw new MalformedException(e.getMessage() + "", e);
        }
    }

    public void startMap() {
        take(JsonToken.START_OBJECT, "a map");
    }

    /** Takes the key {@code name}, which must come next. */
    public CborReader key(String name) {
        if (!at(name)) {
            throw new MalformedException("the field '%s' is missing".formatted(name));
        }
        return this;
    }

    /** Takes the key {@code name} if it comes next. */
    public boolean at(String name) {
        if (token != JsonToken.FIELD_NAME || !name.equals(currentName())) {
            return false;
        }
        next();
        return true;
    }

    /** Ends a map that has no further fields. */
    public void endMap() {
        take(JsonToken.END_OBJECT, "the end of the map");
    }

    /** Ends a map, passing over fields that a later version added behind those we know. */
    public void endMapSkippingUnknown() {
        while (token == JsonToken.FIELD_NAME) {
            next();
            skipValue();
        }
        endMap();
    }

    public void startList() {
        take(JsonToken.START_ARRAY, "a list");
    }

    public void endList() {
        take(JsonToken.END_ARRAY, "the end of the list");
    }

    public <T> List<T> list(int sizeMax, Function<CborReader, T> item) {
        startList();
        var items = new ArrayList<T>();
        while (token != JsonToken.END_ARRAY) {
            if (items.size() == sizeMax) {
                throw new MalformedException("a list has more than %,d items".formatted(sizeMax));
            }
            items.add(item.apply(this));
        }
        endList();
        return List.copyOf(items);
    }

    /** Exactly {@code size} bytes. */
    public Bytes bytes(int size) {
        return bytes(size, size);
    }

    public Bytes bytes(int sizeMin, int sizeMax) {
        expect(JsonToken.VALUE_EMBEDDED_OBJECT, "bytes");
        try {
            // The parser has not read the content yet: the input bounds what it allocates.
            byte[] content = parser.getBinaryValue();
            if (content.length < sizeMin || content.length > sizeMax) {
                throw new MalformedException(
                        "%,d bytes stand where %,d to %,d are allowed"
                                .formatted(content.length, sizeMin, sizeMax));
            }
            next();
            return Bytes.of(content);
        } catch (IOException e) {
            throw new MalformedException("no CBOR: " + e.getMessage(), e);
        }
    }

    /** At most {@code unitsMax} UTF-16 units; well-formed, so without half characters. */
    public String text(int unitsMax) {
        expect(JsonToken.VALUE_STRING, "text");
        try {
            String text = parser.getText();
            if (text.length() > unitsMax) {
                throw new MalformedException(
                        "a text of %,d characters stands where %,d are allowed"
                                .formatted(text.length(), unitsMax));
            }
            next();
            return text;
        } catch (IOException e) {
            throw new MalformedException("no CBOR: " + e.getMessage(), e);
        }
    }

    public long number(long min, long max) {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        try {
            long number = parser.getLongValue();
            if (number < min || number > max) {
                throw new MalformedException(
                        "the number %d is not from %d to %d".formatted(number, min, max));
            }
            next();
            return number;
        } catch (IOException e) {
            throw new MalformedException("no CBOR: " + e.getMessage(), e);
        }
    }

    public boolean flag() {
        boolean flag = token == JsonToken.VALUE_TRUE;
        if (!flag) {
            expect(JsonToken.VALUE_FALSE, "true or false");
        }
        next();
        return flag;
    }

    private void skipValue() {
        try {
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                int depth = 0;
                do {
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    token = advance();
                } while (depth > 0);
            } else {
                token = advance();
            }
        } catch (IOException e) {
            throw new MalformedException("no CBOR: " + e.getMessage(), e);
        }
    }

    private void take(JsonToken expected, String what) {
        expect(expected, what);
        next();
    }

    private void expect(JsonToken expected, String what) {
        if (token != expected) {
            throw new MalformedException("%s is missing".formatted(what));
        }
    }

    private String currentName() {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw new MalformedException("no CBOR: " + e.getMessage(), e);
        }
    }

    private void next() {
        try {
            token = advance();
        } catch (IOException e) {
            throw new MalformedException("no CBOR: " + e.getMessage(), e);
        }
    }

    /** The next token, {@code NOT_AVAILABLE} at the end of the input. */
    private JsonToken advance() throws IOException {
        JsonToken next = parser.nextToken();
        if (next == null) {
            return JsonToken.NOT_AVAILABLE;
        }
        if (!next.isStructEnd()) {
            int first = input.at((int) parser.currentTokenLocation().getByteOffset()) & 0xff;
            if (first >> 5 == MAJOR_TYPE_TAG) {
                throw new MalformedException("a tag, which no field of ours has");
            }
            if (next == JsonToken.FIELD_NAME && first >> 5 != MAJOR_TYPE_TEXT) {
                throw new MalformedException("a key that is no text");
            }
            if ((first & 0x1f) == INDEFINITE) {
                throw new MalformedException("an indefinite length");
            }
            requireCanonical((int) parser.currentTokenLocation().getByteOffset());
        }
        return next;
    }

    /** RFC 8949, section 4.2.1: a number or length has one form, the shortest, and so has text. */
    private void requireCanonical(int at) {
        int first = input.at(at) & 0xff;
        int majorType = first >> 5;
        if (majorType == MAJOR_TYPE_SIMPLE) {
            return;
        }
        int form = (first & 0x1f) - ONE_BYTE_FOLLOWS;
        int follow = form < 0 ? 0 : 1 << form;
        if (at + follow >= input.size()) {
            throw new MalformedException("it ends in the middle of a number");
        }
        long number = form < 0 ? first & 0x1f : 0;
        for (int i = 1; i <= follow; i++) {
            number = number << 8 | input.at(at + i) & 0xff;
        }
        // What a form of half the bytes could hold; the smallest form holds up to 23 in no byte.
        long below = form < 0 ? 0 : form == 0 ? ONE_BYTE_FOLLOWS : 1L << 4 * follow;
        if (number >= 0 && number < below) {
            throw new MalformedException("a number in a longer form than it needs");
        }
        if (majorType == MAJOR_TYPE_TEXT) {
            requireUtf8(at + 1 + follow, number);
        }
    }

    /** Jackson takes overlong forms, of which one text has several. */
    private void requireUtf8(int from, long length) {
        if (length < 0 || length > input.size() - from) {
            throw new MalformedException("it ends in the middle of a text");
        }
        ByteBuffer text = ByteBuffer.wrap(input.slice(from, from + (int) length).toArray());
        try {
            StandardCharsets.UTF_8.newDecoder().decode(text);
        } catch (CharacterCodingException e) {
            throw new MalformedException("a text that is not UTF-8", e);
        }
    }
}
