package enquire.editor.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The JSON form of a change: a number is a length that is kept; a list is a length that is deleted,
 * followed by the lines that are inserted there.
 */
final class TextChangeJson {

    private TextChangeJson() {}

    static List<Object> write(List<Section> sections) {
        var json = new ArrayList<Object>(sections.size());
        for (Section section : sections) {
            json.add(
                    switch (section) {
                        case Section.Keep(int length) -> length;
                        case Section.Replace(int deleted, String insert) ->
                                writeReplacement(deleted, insert);
                    });
        }
        return List.copyOf(json);
    }

    private static List<Object> writeReplacement(int deleted, String insert) {
        var part = new ArrayList<Object>();
        part.add(deleted);
        if (!insert.isEmpty()) {
            part.addAll(List.of(insert.split("\n", -1)));
        }
        return List.copyOf(part);
    }

    static TextChange read(List<?> json) {
        var sections = new SectionList();
        long total = 0;
        for (Object part : json) {
            int begun = sections.count();
            if (part instanceof List<?> list) {
                total += readReplacement(list, sections);
            } else {
                int kept = length(part);
                sections.keep(kept);
                total += kept;
            }
            // CodeMirror never writes an empty part, nor two that it would have made one.
            if (sections.count() == begun) {
                throw new IllegalArgumentException(
                        "Part %s of a change is empty or belongs to the one before it."
                                .formatted(describe(part)));
            }
            if (total > TextChange.LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "A change covers more than %,d units.".formatted(TextChange.LENGTH_MAX));
            }
        }
        return new TextChange(sections.toList());
    }

    private static int readReplacement(List<?> part, SectionList sections) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException("A replaced part of a change says no length.");
        }
        int deleted = length(part.get(0));
        var insert = new StringBuilder();
        for (int i = 1; i < part.size(); i++) {
            if (!(part.get(i) instanceof String line)) {
                throw new IllegalArgumentException(
                        "A change inserts lines of text, not %s.".formatted(describe(part.get(i))));
            }
            if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("An inserted line holds a line break.");
            }
            insert.append(i > 1 ? "\n" : "").append(line);
        }
        sections.replace(deleted, insert);
        return deleted;
    }

    private static int length(Object number) {
        boolean whole = number instanceof Integer || number instanceof Long;
        long length = whole ? ((Number) number).longValue() : -1;
        if (length < 0 || length > TextChange.LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "A length in a change is a whole number from 0 to %d, not %s."
                            .formatted(TextChange.LENGTH_MAX, describe(number)));
        }
        return (int) length;
    }

    /** Short enough for a message, whatever was sent. */
    private static String describe(Object part) {
        String text = String.valueOf(part);
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
