package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The YAML block at the very start of a page, between {@code ---} and {@code ---}. Of it we take
 * what vaults use: top-level keys whose value is a scalar or a list of scalars, as text; what is
 * nested deeper is skipped.
 *
 * @param end where the page's text begins, in UTF-16 units; 0 if there is no front matter
 * @param values by lower-case key, in order
 * @param wellFormed whether it is YAML; if not, nothing is read and the block is shown
 */
record FrontMatter(int end, Map<String, List<String>> values, boolean wellFormed) {

    private static final FrontMatter NONE = new FrontMatter(0, Map.of(), true);

    /** Depth of what stands directly in the document: the document itself and its mapping. */
    private static final int TOP_LEVEL = 1;

    static FrontMatter of(String text) {
        int firstLine = lineEnd(text, 0);
        if (!text.startsWith("---") || !text.substring(3, firstLine).isBlank()) {
            return NONE;
        }
        int limit = Math.min(text.length(), Limits.FRONT_MATTER_CHARS_MAX);
        for (int start = firstLine + 1; start < limit; start = lineEnd(text, start) + 1) {
            String line = text.substring(start, lineEnd(text, start)).stripTrailing();
            if (line.equals("---") || line.equals("...")) {
                int end = Math.min(text.length(), lineEnd(text, start) + 1);
                return read(text.substring(firstLine + 1, start), end);
            }
        }
        return NONE;
    }

    List<String> list(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The first value of a key. */
    Optional<String> first(String key) {
        return list(key).stream().findFirst();
    }

    private static FrontMatter read(String yaml, int end) {
        try {
            Map<String, List<String>> values = values(yaml);
            // A first line of --- without any key below is a thematic break, as CommonMark says.
            return values.isEmpty() ? NONE : new FrontMatter(end, values, true);
        } catch (YamlEngineException notYaml) {
            boolean meantAsFrontMatter = yaml.lines().anyMatch(line -> line.matches("[\\w-]+:.*"));
            return meantAsFrontMatter ? new FrontMatter(end, Map.of(), false) : NONE;
        }
    }

    /**
     * Reads the parser's events and builds no tree: nesting costs no stack, and an alias is never
     * expanded.
     */
    private static Map<String, List<String>> values(String yaml) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Optional<List<String>> current = Optional.empty();
        int depth = 0;
        boolean topIsMapping = false;
        for (Event event : new Parse(LoadSettings.builder().build()).parseString(yaml)) {
            switch (event.getEventId()) {
                case MappingStart -> {
                    topIsMapping |= depth == 0;
                    depth++;
                }
                case SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> {
                    depth--;
                    current = depth == TOP_LEVEL ? Optional.empty() : current;
                }
                case Scalar -> {
                    String scalar = ((ScalarEvent) event).getValue().strip();
                    if (!topIsMapping || depth > TOP_LEVEL + 1) {
                        continue;
                    }
                    if (depth == TOP_LEVEL && current.isEmpty()) {
                        current = Optional.of(new ArrayList<>());
                        values.put(scalar.toLowerCase(Locale.ROOT), current.get());
                    } else {
                        current.filter(list -> !scalar.isEmpty())
                                .ifPresent(list -> list.add(scalar));
                        current = depth == TOP_LEVEL ? Optional.empty() : current;
                    }
                }
                case Alias -> current = depth == TOP_LEVEL ? Optional.empty() : current;
                default -> {
                    // Comments and the bounds of the stream hold no values.
                }
            }
        }
        return values;
    }

    private static int lineEnd(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }
}
