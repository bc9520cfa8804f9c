package enquire.web.language;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of one language, parsed. Thread-safe.
 *
 * @param plain the sentence, if it has no arguments
 * @param format puts the values in, if it has
 */
record Message(String plain, Set<String> arguments, @Nullable MessageFormat format) {

    /**
     * While a sentence is put together, the first of the characters that stand for markup. These 32
     * are no characters of any text (Unicode, section 23.7); where one comes in a value, it is left
     * out.
     */
    private static final char PLACE = '\uFDD0';

    private static final Pattern PLACES = Pattern.compile("[\uFDD0-\uFDEF]");

    /**
     * @throws IllegalArgumentException if the pattern is none
     */
    static Message parse(String pattern, Language language) {
        if (pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
            // Most are, and the first screen after a start waits for no ICU.
            return new Message(pattern, Set.of(), null);
        }
        var parsed = new MessagePattern(pattern);
        var arguments = new TreeSet<String>();
        for (int i = 0; i < parsed.countParts(); i++) {
            if (parsed.getPartType(i) == MessagePattern.Part.Type.ARG_NAME) {
                arguments.add(parsed.getSubstring(parsed.getPart(i)));
            }
        }
        var format = new MessageFormat(pattern, language.locale());
        return arguments.isEmpty()
                ? new Message(format.format(Map.of()), Set.of(), null)
                : new Message("", Set.copyOf(arguments), format);
    }

    String text(Map<String, Object> values) {
        if (format == null) {
            return plain;
        }
        synchronized (format) {
            return format.format(values);
        }
    }

    Content content(Map<String, Object> values) {
        List<Content> markup = new ArrayList<>();
        Map<String, Object> texts = new HashMap<>(values);
        texts.replaceAll((name, value) -> {
            if (value instanceof Content content) {
                markup.add(content);
                return String.valueOf((char) (PLACE + markup.size() - 1));
            }
            return value instanceof String text ? PLACES.matcher(text).replaceAll("") : value;
        });
        String sentence = text(texts);
        return output -> {
            int written = 0;
            for (int i = 0; i < sentence.length(); i++) {
                int place = sentence.charAt(i) - PLACE;
                if (place >= 0 && place < markup.size()) {
                    output.writeUserContent(sentence.substring(written, i));
                    output.writeUserContent(markup.get(place));
                    written = i + 1;
                }
            }
            output.writeUserContent(sentence.substring(written));
        };
    }
}
