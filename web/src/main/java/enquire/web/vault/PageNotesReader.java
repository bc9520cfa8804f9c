package enquire.web.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the notes of an export as they come, which may be from anywhere: never is more of them held
 * than {@link PageNotesRoom} has room for. Used once, by one thread.
 */
final class PageNotesReader {

    /** Ours has five. (Guess.) */
    private static final int NESTED_MAX = 16;

    /** Names of fields are not kept: foreign ones could be many. */
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(PageNotesRoom.TEXT_MAX)
                                    .maxNameLength(PageNotesRoom.TEXT_MAX)
                                    .maxNestingDepth(NESTED_MAX)
                                    .maxDocumentLength(PageNotes.BYTES_MAX)
                                    .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build();

    /** More than can be held, which is no fault of the file's form. */
    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final JsonParser parser;
    private final PageNotesRoom room;

    private PageNotesReader(JsonParser parser, PageNotesRoom room) {
        this.parser = parser;
        this.room = room;
    }

    /**
     * By the paths of their files.
     *
     * @return empty if they are more than can be held
     * @throws IOException if it cannot be read, or is something else
     */
    static Optional<Map<String, PageNote>> read(InputStream in) throws IOException {
        return read(in, new PageNotesRoom());
    }

    static Optional<Map<String, PageNote>> read(InputStream in, PageNotesRoom room)
            throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            return Optional.of(new PageNotesReader(parser, room).all());
        } catch (TooMuch | StreamConstraintsException e) {
            return Optional.empty();
        }
    }

    private Map<String, PageNote> all() throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT);
        require("pages".equals(parser.nextFieldName()));
        require(parser.nextToken() == JsonToken.START_ARRAY);
        Map<String, PageNote> notes = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.START_OBJECT);
            requireRoom(room.takesNote());
            note().ifPresent(note -> notes.put(note.path(), note));
        }
        return notes;
    }

    /**
     * @return empty if it is none of ours
     */
    private Optional<PageNote> note() throws IOException {
        String path = "";
        String title = "";
        String sha256 = "";
        List<String> aliases = List.of();
        List<TextChange.Replacement> undo = List.of();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "path" -> path = text();
                case "title" -> title = text();
                case "sha256" -> sha256 = text();
                case "aliases" -> aliases = aliases();
                case "undo" -> undo = undo();
                default -> parser.skipChildren();
            }
        }
        if (title.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Title> names = aliases.stream().map(Title::new).toList();
            return Optional.of(new PageNote(path, new Title(title), names, sha256, undo));
        } catch (IllegalArgumentException noTitle) {
            return Optional.empty();
        }
    }

    private String text() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING);
        requireRoom(room.takesText(parser.getTextLength()));
        return parser.getText();
    }

    private List<String> aliases() throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY);
        List<String> aliases = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.VALUE_STRING);
            if (aliases.size() < PageNote.ALIASES_MAX) {
                requireRoom(room.takesAlias(parser.getTextLength()));
                aliases.add(parser.getText());
            }
        }
        return aliases;
    }

    private List<TextChange.Replacement> undo() throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY);
        List<TextChange.Replacement> undo = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.START_ARRAY);
            int from = parser.nextIntValue(-1);
            int to = parser.nextIntValue(-1);
            require(from >= 0 && to >= from && parser.nextToken() == JsonToken.VALUE_STRING);
            requireRoom(room.takesReplacement(parser.getTextLength()));
            undo.add(new TextChange.Replacement(from, to, parser.getText()));
            require(parser.nextToken() == JsonToken.END_ARRAY);
        }
        return undo;
    }

    private static void require(boolean ours) throws IOException {
        if (!ours) {
            throw new IOException("these are no notes of pages");
        }
    }

    private static void requireRoom(boolean room) throws TooMuch {
        if (!room) {
            throw new TooMuch();
        }
    }
}
